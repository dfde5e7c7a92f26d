/** One search over every output in the library. A line found opens in its snapshot, with what surrounds it. */
import './search.css'
import { Checkbox, Group, Loader, Stack, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchHit, SearchResult } from '../../shared/contract/contract.ts'
import { searchWords } from '../../shared/search-words.ts'
import { momentText } from '../../shared/words/moment.ts'
import { Dialog } from '../controls/dialog.tsx'
import { openSite } from '../library/library.ts'
import { choose, usePair } from '../library/pair.ts'
import { select } from '../library/selection.ts'
import { snapshotsNow, useSites } from '../library/sites.ts'
import { report } from '../notices/notify.ts'
import { useKindName } from '../preferences/kind-name.ts'
import { client } from '../program/connection.ts'

/** Typing goes on for this long before it is searched for. */
const pauseMs = 200
const mostHits = 200

export function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const site = useSites((state) => state.site)
  const sites = useSites((state) => state.sites?.length ?? 0)
  const [text, setText] = useState('')
  const [onlyHere, setOnlyHere] = useState(false)
  const [result, setResult] = useState<SearchResult | null>(null)
  const [busy, setBusy] = useState(false)
  const wanted = text.trim()

  useEffect(() => {
    if (wanted === '') {
      setResult(null)
      return
    }
    let isWanted = true
    const timer = setTimeout(() => {
      setBusy(true)
      client()
        .call('search', { text: wanted, site: onlyHere ? site : null, limit: mostHits })
        .then((found) => isWanted && setResult(found), report)
        .finally(() => isWanted && setBusy(false))
    }, pauseMs)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [wanted, onlyHere, site])

  const open = async (hit: SearchHit) => {
    onClose()
    if (useSites.getState().site !== hit.site) await openSite(hit.site)
    const index = snapshotsNow().findIndex(({ id }) => id === hit.snapshot)
    const { aId, bId } = usePair.getState()
    if (index >= 0 && hit.snapshot !== aId && hit.snapshot !== bId) choose('b', index)
    const { snapshot, node, probe, pod, line } = hit
    select({
      title: hit.text.trim().slice(0, 120),
      subject: null,
      evidence: [{ snapshot, node, probe, pod, stream: 'stdout', lines: [line] }],
    })
  }
  return (
    <Dialog onClose={onClose} title={t('search.title')} size="70rem">
      <Stack gap="sm">
        <Group align="end" wrap="nowrap">
          <TextInput
            data-autofocus
            style={{ flex: 1 }}
            label={t('search.words')}
            description={t('search.text')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            rightSection={busy ? <Loader size="xs" /> : null}
          />
          {sites > 1 && site !== null && (
            <Checkbox
              label={t('search.onlyHere', { site })}
              checked={onlyHere}
              onChange={(event) => setOnlyHere(event.currentTarget.checked)}
            />
          )}
        </Group>
        {result !== null && <Hits result={result} words={wanted} onOpen={(hit) => void open(hit)} />}
      </Stack>
    </Dialog>
  )
}

function Hits({ result, words, onOpen }: { result: SearchResult; words: string; onOpen: (hit: SearchHit) => void }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const { hits, events, isWhole, notIndexed } = result
  return (
    <>
      <span className="dim" role="status">
        {t('search.found', { count: hits.length })}
        {!isWhole && ` · ${t('search.more')}`}
        {notIndexed > 0 && ` · ${t('search.notIndexed', { count: notIndexed })}`}
      </span>
      {events.length > 0 && (
        <ul className="search-events" aria-label={t('search.events')}>
          {events.slice(0, 20).map((event) => (
            <li key={`${event.snapshot} ${event.text}`}>
              <span className="dim">
                {event.site} · {momentText(event.takenAt, 'local')} · {event.node}
              </span>{' '}
              <code>{event.text}</code>
            </li>
          ))}
        </ul>
      )}
      <ul className="search-hits" aria-label={t('search.hits')}>
        {hits.map((hit) => (
          <li key={`${hit.snapshot} ${hit.node} ${hit.probe} ${hit.pod} ${hit.line}`}>
            <button type="button" onClick={() => onOpen(hit)}>
              <span className="dim">
                {hit.site} · {momentText(hit.takenAt, 'local')} · {hit.node}
                {hit.pod !== null && ` (${hit.pod})`} · {kindName(hit.probe)} ·{' '}
                {t('evidence.line', { lines: hit.line, count: 1 })}
                {hit.outputs > 1 && ` · ${t('search.outputs', { count: hit.outputs })}`}
              </span>
              <code>
                <Marked text={hit.text.trim()} words={words} />
              </code>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The words stand out where they are. */
function Marked({ text, words }: { text: string; words: string }) {
  const folded = text.toLowerCase()
  const parts: { from: number; to: number }[] = []
  for (const word of searchWords(words)) {
    const at = folded.indexOf(word)
    // Letters that become longer in small would put the mark elsewhere.
    if (at >= 0 && folded.length === text.length) parts.push({ from: at, to: at + word.length })
  }
  parts.sort((a, b) => a.from - b.from)
  let done = 0
  return (
    <>
      {parts.map(({ from, to }) => {
        const start = Math.max(from, done)
        const ahead = text.slice(done, start)
        const marked = text.slice(start, Math.max(start, to))
        done = Math.max(done, to)
        return (
          <span key={from}>
            {ahead}
            <mark>{marked}</mark>
          </span>
        )
      })}
      {text.slice(done)}
    </>
  )
}
