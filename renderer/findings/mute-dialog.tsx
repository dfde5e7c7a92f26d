/** Mutes a finding: for what it is about, or wherever the rule says it; never without a reason. */
import { Button, Group, Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../shared/model.ts'
import { Failure, useAttempt } from '../controls/attempt.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { muteFinding } from './judgement.ts'

export function MuteDialog({ finding, title, onClose }: { finding: Finding; title: string; onClose: () => void }) {
  const { t } = useTranslation()
  const [reach, setReach] = useState('subject')
  const [reason, setReason] = useState('')
  const { busy, failure, attempt } = useAttempt()
  const mute = () =>
    attempt(async () => {
      const subject = reach === 'subject' ? finding.subject : null
      await muteFinding({ rule: finding.rule, subject, reason: reason.trim(), at: new Date().toISOString() })
      onClose()
    })
  return (
    <Dialog onClose={onClose} title={t('mute.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void mute()
        }}
      >
        <Stack gap="sm">
          <b className="wrap">{title}</b>
          <Radio.Group label={t('mute.reach')} value={reach} onChange={setReach}>
            <Stack mt={6} gap={6}>
              <Radio value="subject" label={t('mute.subject', { key: finding.subject.key })} />
              <Radio value="rule" label={t('mute.rule', { rule: finding.rule })} />
            </Stack>
          </Radio.Group>
          <Textarea
            required
            data-autofocus
            label={t('mute.reason')}
            description={t('mute.reasonText')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Failure text={failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
              {t('mute.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
