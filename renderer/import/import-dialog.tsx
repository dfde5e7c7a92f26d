/** Brings a terminal log, a sosreport or saved outputs into the library: shows what they are, and takes corrections. */
import './import.css'
import { Button, Group, Loader, Stack, Textarea, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput, ImportCorrections } from '../../shared/contract/contract.ts'
import { isEvent } from '../../shared/messages/import.ts'
import { momentText } from '../../shared/words/moment.ts'
import { Failure, useAttempt } from '../controls/attempt.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { loadSites } from '../library/library.ts'
import { useSites } from '../library/sites.ts'
import { notify } from '../notices/notify.ts'
import { useTell } from '../preferences/telling.ts'
import { client } from '../program/connection.ts'
import { fromLocalInput } from '../words/local-input.ts'
import { ImportPieces } from './import-pieces.tsx'

/** What the program has taken in already. */
export interface OpenedImport {
  name: string
  import: number
}

type Preview = CallOutput<'previewImport'>

/** The dialog exists while it is shown, so that it starts empty every time. `opened` null: a text is pasted. */
export function ImportDialog({ opened: given, onClose }: { opened: OpenedImport | null; onClose: () => void }) {
  const { t } = useTranslation()
  const site = useSites((state) => state.site)
  const [opened, setOpened] = useState(given)
  const [name, setName] = useState(site ?? given?.name.replace(/(?:\.tar)?\.[^.]*$/, '') ?? '')
  const [text, setText] = useState('')
  const [at, setAt] = useState('')
  const [pieces, setPieces] = useState<ImportCorrections['pieces']>({})
  const [preview, setPreview] = useState<Preview | null>(null)
  const { busy, failure, attempt } = useAttempt()
  const corrections = { site: name.trim() || '-', at: fromLocalInput(at), pieces }

  useEffect(() => {
    if (opened === null) return
    let isWanted = true
    void attempt(async () => {
      const input = { import: opened.import, corrections: { site: '-', at: fromLocalInput(at), pieces } }
      const answer = await client().call('previewImport', input)
      if (isWanted) setPreview(answer)
    })
    return () => {
      isWanted = false
    }
  }, [opened, at, pieces, attempt])

  const takeText = () =>
    attempt(async () => {
      const pasted = t('import.pasted')
      const base64 = btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
      const input = { name: pasted, files: [{ path: pasted, base64, modifiedAt: null }] }
      const { import: id } = await client().call('openImport', input)
      setOpened({ name: pasted, import: id })
    })
  const store = (id: number) =>
    attempt(async () => {
      const { snapshots } = await client().call('storeImports', { imports: [{ import: id, corrections }] })
      notify('done', t('import.done', { count: snapshots.length }))
      onClose()
      await loadSites(corrections.site)
    })
  const close = () => {
    // What stays open is forgotten by and by.
    if (opened !== null)
      client()
        .call('closeImport', { import: opened.import })
        .catch(() => {})
    onClose()
  }
  const isEmpty = preview !== null && preview.snapshots.length === 0
  return (
    <Dialog
      onClose={close}
      title={t(given === null ? 'import.pasteTitle' : 'import.fileTitle')}
      size={opened === null ? 'lg' : '70rem'}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void (opened === null ? takeText() : store(opened.import))
        }}
      >
        <Stack gap="sm">
          <Group grow align="start">
            <TextInput
              required
              label={t('dialog.site')}
              placeholder={t('dialog.sitePlaceholder')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              step={1}
              label={t('import.time')}
              description={t('import.timeHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
            />
          </Group>
          {opened === null && (
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
          )}
          {opened !== null && preview === null && failure === null && <Loader size="sm" />}
          {opened !== null && preview !== null && (
            <>
              <ImportSummary name={opened.name} preview={preview} />
              <ImportPieces preview={preview} corrections={pieces} onChange={setPieces} />
            </>
          )}
          {isEmpty && <div className="word-attention wrap">△ {t('import.nothing')}</div>}
          <Failure text={failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('dialog.cancel')}
            </Button>
            {opened === null ? (
              <Button type="submit" loading={busy} disabled={name.trim() === '' || text.trim() === ''}>
                {t('import.look')}
              </Button>
            ) : (
              <Button type="submit" loading={busy} disabled={name.trim() === '' || preview === null || isEmpty}>
                {t('import.do')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function ImportSummary({ name, preview }: { name: string; preview: Preview }) {
  const { t } = useTranslation()
  const tell = useTell()
  const { title, snapshots, passedOver } = preview
  const pieces = preview.pieces.filter(({ reason }) => !isEvent(reason))
  const read = pieces.filter(({ probe }) => probe !== null).length
  const kept = pieces.filter(({ isKept }) => isKept).length
  const unread = pieces.length - read - kept
  return (
    <section aria-label={t('import.summary')}>
      <b>{name}</b> · {tell(title)} · {t('import.read', { read, count: pieces.length })}
      {kept > 0 && ` · ${t('import.kept', { count: kept })}`}
      {unread > 0 && <span className="word-attention"> · △ {t('import.unread', { count: unread })}</span>}
      {passedOver > 0 && <span className="dim"> · {t('import.passedOver', { count: passedOver })}</span>}
      <ol className="import-snapshots">
        {snapshots.slice(0, 12).map(({ takenAt, takenAtInferred }) => (
          <li key={takenAt}>
            {t('import.snapshot', { time: momentText(takenAt, 'local') })}
            {takenAtInferred !== null && <span className="dim"> · {tell(takenAtInferred)}</span>}
          </li>
        ))}
        {snapshots.length > 12 && <li className="dim">{t('import.more', { count: snapshots.length - 12 })}</li>}
      </ol>
    </section>
  )
}
