/** Captures a site over SSH. What the capture has to ask is asked by the question dialog. */
import { Button, Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { Failure, useAttempt } from '../controls/attempt.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { loadSites } from '../library/library.ts'
import { useSites } from '../library/sites.ts'
import { notify, report } from '../notices/notify.ts'
import { client } from '../program/connection.ts'
import { CaptureSteps } from './capture-steps.tsx'
import { forgetSteps } from './steps.ts'

export const targetsOf = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]

type Setups = CallOutput<'listSetups'>
type Profiles = CallOutput<'listProfiles'>

export function CaptureDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [setups, setSetups] = useState<Setups>([])
  const [profiles, setProfiles] = useState<Profiles>([])
  const [targets, setTargets] = useState('')
  const [site, setSite] = useState(useSites.getState().site ?? '')
  const [profile, setProfile] = useState('h3cloudos')
  const [identityFile, setIdentityFile] = useState('')
  const [knownHostsFile, setKnownHostsFile] = useState('')
  const [jumps, setJumps] = useState('')
  const [keeps, setKeeps] = useState(true)
  const [redact, setRedact] = useState(false)
  const { busy, failure, attempt } = useAttempt()
  const known = setups.find((each) => each.site === site.trim())?.setup ?? null

  useEffect(() => {
    Promise.all([client().call('listSetups', {}), client().call('listProfiles', {})]).then(([found, all]) => {
      setSetups(found)
      setProfiles(all)
    }, report)
  }, [])
  // A site whose nodes are kept is shown as it is kept.
  useEffect(() => {
    if (known === null) return
    const first = known.nodes[0]
    setTargets(known.nodes.map(({ target }) => target).join('\n'))
    setProfile(known.profile)
    setIdentityFile(first?.identityFile ?? '')
    setJumps(first?.jumps?.join(', ') ?? '')
    setKnownHostsFile(known.knownHostsFile ?? '')
    setRedact(known.redact)
  }, [known])

  const capture = () =>
    attempt(async () => {
      forgetSteps()
      const setup = {
        nodes: targetsOf(targets).map((target) => ({
          target,
          identityFile: identityFile.trim() || null,
          jumps: jumps.trim() === '' ? null : targetsOf(jumps),
        })),
        profile,
        settings: known?.settings ?? {},
        knownHostsFile: knownHostsFile.trim() || null,
        redact,
      }
      if (keeps) await client().call('setSetup', { site: site.trim(), setup })
      const { snapshots } = await client().call('capture', { site: site.trim(), setup })
      notify('done', t('capture.done', { count: snapshots.length }))
      onClose()
      await loadSites(snapshots[0]?.site ?? site.trim())
    })
  return (
    <Dialog onClose={onClose} title={t('capture.title')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void capture()
        }}
      >
        <datalist id="known-sites">
          {setups.map((each) => (
            <option key={each.site} value={each.site} />
          ))}
        </datalist>
        <Stack gap="sm">
          <Group grow align="start">
            <TextInput
              required
              data-autofocus
              list="known-sites"
              label={t('dialog.site')}
              placeholder={t('dialog.sitePlaceholder')}
              value={site}
              onChange={(event) => setSite(event.currentTarget.value)}
            />
            <NativeSelect
              label={t('capture.profile')}
              data={profiles.map(({ name, error }) => ({ value: name, label: name, disabled: error !== null }))}
              value={profile}
              onChange={(event) => setProfile(event.currentTarget.value)}
            />
          </Group>
          <Textarea
            required
            rows={4}
            label={t('capture.targets')}
            description={t('capture.targetsText')}
            placeholder={'root@192.168.11.171\nroot@192.168.11.172'}
            value={targets}
            onChange={(event) => setTargets(event.currentTarget.value)}
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
          <Group gap="lg">
            <Checkbox
              label={t('capture.keep')}
              checked={keeps}
              onChange={(event) => setKeeps(event.currentTarget.checked)}
            />
            <Checkbox
              label={t('capture.redact')}
              checked={redact}
              onChange={(event) => setRedact(event.currentTarget.checked)}
            />
          </Group>
          {busy && <CaptureSteps />}
          <Failure text={failure} />
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
    </Dialog>
  )
}
