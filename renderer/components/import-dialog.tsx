/** Brings a terminal transcript into the library: pasted, or the text of a file. */
import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromLocalInput } from '../local-input.ts'
import { client, loadSites, notify, useLibrary } from '../stores/library.ts'
import { linesOf } from './evidence-lines.tsx'

export interface TextFile {
  name: string
  text: string
}

/** The dialog exists while it is shown, so that it starts empty every time. */
export function ImportDialog({ file, onClose }: { file: TextFile | null; onClose: () => void }) {
  const { t } = useTranslation()
  const site = useLibrary((state) => state.site)
  const [name, setName] = useState(site ?? file?.name.replace(/\.[^.]*$/, '') ?? '')
  const [text, setText] = useState(file?.text ?? '')
  const [at, setAt] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const title = t(file === null ? 'import.pasteTitle' : 'import.fileTitle')

  const submit = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const wanted = name.trim()
      const input = { name: file?.name ?? 'pasted transcript', text, site: wanted, at: fromLocalInput(at) }
      const { snapshots } = await client().call('importText', input)
      if (snapshots.length === 0) {
        setBusy(false)
        return setFailure(t('import.nothing'))
      }
      notify('done', t('import.done', { count: snapshots.length }))
      onClose()
      await loadSites(wanted)
    } catch (error) {
      setBusy(false)
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': t('state.dismiss') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="sm">
          <TextInput
            required
            label={t('dialog.site')}
            placeholder={t('dialog.sitePlaceholder')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {file === null ? (
            <Textarea
              required
              data-autofocus
              label={t('import.text')}
              description={t('import.textHint')}
              rows={12}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              styles={{
                input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12, whiteSpace: 'pre' },
              }}
            />
          ) : (
            <div>
              <b>{file.name}</b>{' '}
              <span className="dim">· {t('import.lines', { count: linesOf(file.text).length })}</span>
              <pre className="command" style={{ maxHeight: 180, overflow: 'auto', margin: '6px 0 0' }}>
                {file.text.slice(0, 3000)}
              </pre>
            </div>
          )}
          <TextInput
            type="datetime-local"
            step={1}
            label={t('import.time')}
            description={t('import.timeHint')}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
          {failure !== null && (
            <div role="alert" className="word-bad wrap">
              ✕ {failure}
            </div>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={name.trim() === '' || text.trim() === ''}>
              {t('import.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
