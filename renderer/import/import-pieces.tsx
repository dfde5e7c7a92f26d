/** The outputs of an import: as what each is read, of which node, or why it is not. A wrong guess is corrected here. */
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput, ImportCorrections, ImportPiece } from '../../shared/contract/contract.ts'
import { probes } from '../../shared/probes/index.ts'
import { OutcomeMark } from '../controls/outcome-mark.tsx'
import { useKindName } from '../preferences/kind-name.ts'
import { useTell } from '../preferences/telling.ts'

type Corrections = ImportCorrections['pieces']
/** More are not drawn: nobody corrects hundreds by hand. */
const mostShown = 300
const notRead = 'none'
const asText = 'text'

interface Props {
  preview: CallOutput<'previewImport'>
  corrections: Corrections
  onChange: (corrections: Corrections) => void
}

export function ImportPieces({ preview: { pieces }, corrections, onChange }: Props) {
  const { t } = useTranslation()
  // Of a few, all are shown; of hundreds, what is read.
  const [showsAll, setShowsAll] = useState(pieces.length <= 40)
  const wanted = pieces.filter(({ id, probe }) => showsAll || probe !== null || corrections[id] !== undefined)
  const shown = wanted.slice(0, mostShown)
  const correct = (id: string, change: Corrections[string]) =>
    onChange({ ...corrections, [id]: { ...corrections[id], ...change } })
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
      <section className="import-pieces" tabIndex={0} aria-label={t('import.pieces')}>
        <table>
          <thead>
            <tr>
              <th>{t('import.output')}</th>
              <th>{t('import.readAs')}</th>
              <th>{t('import.node')}</th>
              <th>{t('import.result')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((piece) => (
              <Piece key={piece.id} piece={piece} onCorrect={correct} />
            ))}
          </tbody>
        </table>
      </section>
      <Checkbox
        label={t('import.showAll', { count: pieces.filter(({ probe }) => probe === null).length })}
        checked={showsAll}
        onChange={(event) => setShowsAll(event.currentTarget.checked)}
      />
      {wanted.length > mostShown && (
        <span className="dim">{t('import.more', { count: wanted.length - mostShown })}</span>
      )}
    </>
  )
}

/** What is not called by its path is called by its line. */
function usePieceName(id: string): string {
  const { t } = useTranslation()
  const line = /^line (\d+)$/.exec(id)?.[1]
  return line === undefined ? id : t('evidence.line', { lines: line, count: 1 })
}

function Piece({
  piece,
  onCorrect,
}: {
  piece: ImportPiece
  onCorrect: (id: string, change: Corrections[string]) => void
}) {
  const { t } = useTranslation()
  const tell = useTell()
  const kindName = useKindName()
  const { id, command, probe, isKept, node, rows, unparsed, outcome, message, reason } = piece
  const called = usePieceName(id)
  const [typed, setTyped] = useState(node)
  const rename = () => {
    if (typed.trim() !== '' && typed !== node) onCorrect(id, { node: typed.trim() })
  }
  return (
    <tr>
      <td className="wrap">
        <div>{called}</div>
        {command !== '' && <code>{command}</code>}
      </td>
      <td>
        <NativeSelect
          size="xs"
          aria-label={t('import.readAsOf', { id: called })}
          value={probe ?? (isKept ? asText : notRead)}
          data={[
            { value: notRead, label: t('import.notRead') },
            ...(isKept ? [{ value: asText, label: t('import.asText') }] : []),
            ...probes.map(({ name }) => ({ value: name, label: kindName(name) })),
          ]}
          onChange={(event) => {
            const value = event.currentTarget.value
            if (value !== asText) onCorrect(id, { probe: value === notRead ? null : value })
          }}
        />
      </td>
      <td>
        {probe !== null && (
          <TextInput
            size="xs"
            aria-label={t('import.nodeOf', { id: called })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={rename}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              // Enter is for this field, not for the import.
              event.preventDefault()
              rename()
            }}
          />
        )}
      </td>
      <td className="wrap">
        {probe !== null && (
          <div className={unparsed > 0 ? 'word-attention' : ''}>
            {outcome === null || outcome === 'ok' ? t('raw.rows', { count: rows }) : <OutcomeMark outcome={outcome} />}{' '}
            {tell(message)}
            {unparsed > 0 && ` · △ ${t('evidence.unparsed', { count: unparsed })}`}
          </div>
        )}
        <div className="dim">{tell(reason)}</div>
      </td>
    </tr>
  )
}
