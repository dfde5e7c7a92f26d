/** Writes snapshots to a file to carry elsewhere; redacted, it first shows what will be replaced. */
import './export.css'
import { Button, Checkbox, Group, PasswordInput, Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { Failure, useAttempt } from '../controls/attempt.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { download, fileName } from '../controls/download.ts'
import { usePair } from '../library/pair.ts'
import { useSites } from '../library/sites.ts'
import { notify } from '../notices/notify.ts'
import { client } from '../program/connection.ts'

type Which = 'b' | 'ab' | 'all'

export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { aId, bId } = usePair()
  const { timeline, site } = useSites()
  const [which, setWhich] = useState<Which>('ab')
  const [redact, setRedact] = useState(false)
  const [patterns, setPatterns] = useState('')
  const [encrypts, setEncrypts] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [preview, setPreview] = useState<CallOutput<'exportFile'> | null>(null)
  const { busy, failure, attempt } = useAttempt()
  const chosen: Record<Which, (string | null)[]> = {
    b: [bId],
    ab: [aId, bId],
    all: (timeline?.snapshots ?? []).map(({ id }) => id),
  }
  const snapshots = [...new Set(chosen[which].filter((id) => id !== null))]

  const isAgreed = !encrypts || (passphrase !== '' && passphrase === again)

  const ask = (isPreview: boolean) =>
    attempt(async () => {
      const answer = await client().call('exportFile', {
        snapshots,
        redact,
        patterns: patterns.split('\n').filter((line) => line.trim() !== ''),
        preview: isPreview,
        passphrase: encrypts ? passphrase : null,
      })
      if (isPreview) return setPreview(answer)
      const bytes = Uint8Array.from(atob(answer.base64), (character) => character.charCodeAt(0))
      download(`${fileName(site ?? 'site')}.nodesnap`, bytes, 'application/gzip')
      notify('done', t('export.done', { count: snapshots.length }))
      onClose()
    })
  return (
    <Dialog onClose={onClose} title={t('export.title')} size="lg">
      <Stack gap="sm">
        <Radio.Group label={t('export.which')} value={which} onChange={(value) => setWhich(value as Which)}>
          <Group mt={6} gap="lg">
            <Radio value="b" label={t('export.b')} />
            <Radio value="ab" label={t('export.ab')} />
            <Radio value="all" label={t('export.all', { count: chosen.all.length })} />
          </Group>
        </Radio.Group>
        <Checkbox
          label={t('export.redact')}
          description={t('export.redactText')}
          checked={redact}
          onChange={(event) => {
            setRedact(event.currentTarget.checked)
            setPreview(null)
          }}
        />
        {redact && (
          <Textarea
            rows={2}
            label={t('export.patterns')}
            description={t('export.patternsText')}
            value={patterns}
            onChange={(event) => {
              setPatterns(event.currentTarget.value)
              setPreview(null)
            }}
          />
        )}
        {preview !== null && (
          <section aria-label={t('export.preview')}>
            <b>
              {t('export.replaced', {
                count: preview.replaced.length,
                masked: t('export.masked', { count: preview.masked }),
              })}
            </b>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
            <ul className="export-preview" tabIndex={0}>
              {preview.replaced.map(([original, pseudonym]) => (
                <li key={original}>
                  <code>{original}</code> → <code>{pseudonym}</code>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Checkbox
          label={t('export.encrypt')}
          description={t('export.encryptText')}
          checked={encrypts}
          onChange={(event) => setEncrypts(event.currentTarget.checked)}
        />
        {encrypts && (
          <Group grow align="start">
            <PasswordInput
              label={t('capture.secret.passphrase')}
              autoComplete="off"
              visibilityToggleButtonProps={{ 'aria-label': t('capture.showSecret') }}
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('export.again')}
              autoComplete="off"
              visibilityToggleButtonProps={{ 'aria-label': t('capture.showSecret') }}
              error={again !== '' && again !== passphrase && t('export.differs')}
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
            />
          </Group>
        )}
        <Failure text={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          {redact && preview === null ? (
            <Button loading={busy} disabled={snapshots.length === 0} onClick={() => void ask(true)}>
              {t('export.show')}
            </Button>
          ) : (
            <Button loading={busy} disabled={snapshots.length === 0 || !isAgreed} onClick={() => void ask(false)}>
              {t('export.save')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  )
}
