/** Captures a site over SSH. A host key that is not known is shown and asked about, never taken silently. */
import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallError } from '../../shared/contract/contract.ts'
import { client, loadSites, notify, useLibrary } from '../stores/library.ts'

interface UnknownKey {
  target: string
  fingerprint: string
}

export const targetsOf = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]

export function CaptureDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [targets, setTargets] = useState('')
  const [site, setSite] = useState(useLibrary.getState().site ?? '')
  const [identityFile, setIdentityFile] = useState('')
  const [knownHostsFile, setKnownHostsFile] = useState('')
  const [accepted, setAccepted] = useState<Record<string, string>>({})
  const [unknownKey, setUnknownKey] = useState<UnknownKey | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const capture = async (acceptedHostKeys: Record<string, string>) => {
    setBusy(true)
    setFailure(null)
    setUnknownKey(null)
    try {
      const { snapshots } = await client().call('capture', {
        targets: targetsOf(targets),
        site: site.trim(),
        identityFile: identityFile.trim() || null,
        knownHostsFile: knownHostsFile.trim() || null,
        acceptedHostKeys,
      })
      notify('done', t('capture.done', { count: snapshots.length }))
      onClose()
      await loadSites(snapshots[0]?.site ?? site.trim())
    } catch (error) {
      setBusy(false)
      const { target, fingerprint } =
        error instanceof CallError && error.code === 'unknown-host-key' ? error.details : {}
      if (target !== undefined && fingerprint !== undefined) setUnknownKey({ target, fingerprint })
      else setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  const accept = ({ target, fingerprint }: UnknownKey) => {
    const next = { ...accepted, [target]: fingerprint }
    setAccepted(next)
    void capture(next)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('capture.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('state.dismiss') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void capture(accepted)
        }}
      >
        <Stack gap="sm">
          <Textarea
            required
            data-autofocus
            rows={4}
            label={t('capture.targets')}
            description={t('capture.targetsText')}
            placeholder={'root@192.168.11.171\nroot@192.168.11.172'}
            value={targets}
            onChange={(event) => setTargets(event.currentTarget.value)}
          />
          <TextInput
            required
            label={t('dialog.site')}
            placeholder={t('dialog.sitePlaceholder')}
            value={site}
            onChange={(event) => setSite(event.currentTarget.value)}
          />
          <Group grow align="start">
            <TextInput
              label={t('capture.identity')}
              description={t('capture.identityText')}
              value={identityFile}
              onChange={(event) => setIdentityFile(event.currentTarget.value)}
            />
            <TextInput
              label={t('capture.knownHosts')}
              description={t('capture.knownHostsText')}
              value={knownHostsFile}
              onChange={(event) => setKnownHostsFile(event.currentTarget.value)}
            />
          </Group>
          {unknownKey !== null && (
            <Stack gap={6} role="alert">
              <b>⚠ {t('capture.unknownKey', { target: unknownKey.target })}</b>
              <span>{t('capture.unknownKeyText')}</span>
              <div className="command">{unknownKey.fingerprint}</div>
              <Group>
                <Button color="orange" onClick={() => accept(unknownKey)}>
                  {t('capture.accept')}
                </Button>
              </Group>
            </Stack>
          )}
          {failure !== null && (
            <div role="alert" className="word-bad wrap">
              ✕ {failure}
            </div>
          )}
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <span className="dim">{t('capture.reads')}</span>
            <Group gap="xs" wrap="nowrap">
              <Button variant="default" onClick={onClose}>
                {t('dialog.cancel')}
              </Button>
              <Button type="submit" loading={busy} disabled={targetsOf(targets).length === 0 || site.trim() === ''}>
                {t('capture.start')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
