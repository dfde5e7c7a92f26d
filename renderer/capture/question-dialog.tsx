/** What a running capture needs a person for: a host key to compare, a password. What is typed goes nowhere else. */
import { Button, Checkbox, Group, PasswordInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventBody } from '../../shared/contract/contract.ts'
import { Dialog } from '../controls/dialog.tsx'
import { report } from '../notices/notify.ts'
import { useTell } from '../preferences/telling.ts'
import { client } from '../program/connection.ts'
import { useQuestion } from './question.ts'

const answer = (id: number, text: string | null, remember = false) => {
  client().call('answerPrompt', { id, answer: text, remember }).catch(report)
}

export function QuestionDialog() {
  const question = useQuestion((state) => state.question)
  if (question === null) return null
  return question.kind === 'host-key' ? (
    <HostKey key={question.id} {...question} />
  ) : (
    <Secret key={question.id} {...question} />
  )
}

function HostKey({ id, target, fingerprint }: EventBody<'prompt'>) {
  const { t } = useTranslation()
  const title = `⚠ ${t('capture.unknownKey', { target })}`
  return (
    <Dialog size="lg" zIndex={400} onClose={() => answer(id, null)} title={title}>
      <Stack gap="sm">
        <span>{t('capture.unknownKeyText')}</span>
        <div className="command">{fingerprint}</div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={() => answer(id, null)}>
            {t('capture.doNotTrust')}
          </Button>
          <Button color="orange.9" onClick={() => answer(id, 'yes')}>
            {t('capture.accept')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

function Secret({ id, kind, text: asked, store }: EventBody<'prompt'>) {
  const { t } = useTranslation()
  const tell = useTell()
  const [text, setText] = useState('')
  const [remember, setRemember] = useState(false)
  return (
    <Dialog zIndex={400} onClose={() => answer(id, null)} title={t(`capture.secret.${kind}`)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          answer(id, text, remember)
        }}
      >
        <Stack gap="sm">
          <PasswordInput
            data-autofocus
            label={tell(asked)}
            description={store === 'none' ? t('capture.secretText') : undefined}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('capture.showSecret') }}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {store !== 'none' && (
            <Checkbox
              label={t('capture.remember')}
              description={store === 'weak' ? t('capture.weakStore') : undefined}
              checked={remember}
              onChange={(event) => setRemember(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => answer(id, null)}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit">{t('capture.answer')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
