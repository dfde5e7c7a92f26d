/** Captures a site over SSH. What the capture has to ask is asked by the question dialog. */
import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, loadSites, notify, report, useLibrary } from '../stores/library.ts'

export const targetsOf = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]

export function CaptureDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [targets, setTargets] = useState('')
  const [site, setSite] = useState(useLibrary.getState().site ?? '')
  const [identityFile, setIdentityFile] = useState('')
  const [knownHostsFile, setKnownHostsFile] = useState('')
  const [jumps, setJumps] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const capture = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const { snapshots } = await client().call('capture', {
        targets: targetsOf(targets),
        site: site.trim(),
        identityFile: identityFile.trim() || null,
        knownHostsFile: knownHostsFile.trim() || null,
        jumps: jumps.trim() === '' ? null : targetsOf(jumps),
      })
      notify('done', t('capture.done', { count: snapshots.length }))
      onClose()
      await loadSites(snapshots[0]?.site ?? site.trim())
    } catch (error) {
      setBusy(false)
      setFailure(error instanceof Error ? error.message : String(error))
    }
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
          void capture()
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
          <TextInput
            label={t('capture.jumps')}
            description={t('capture.jumpsText')}
            placeholder="ops@bastion.example:22"
            value={jumps}
            onChange={(event) => setJumps(event.currentTarget.value)}
          />
          {failure !== null && (
            <div role="alert" className="word-bad wrap">
              ✕ {failure}
            </div>
          )}
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <span className="dim">{t('capture.reads')}</span>
            <Group gap="xs" wrap="nowrap">
              <Button
                variant="default"
                onClick={() => (busy ? client().call('cancelCapture', {}).catch(report) : onClose())}
              >
                {t(busy ? 'capture.cancel' : 'dialog.cancel')}
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
