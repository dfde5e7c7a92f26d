// biome-ignore-all lint/a11y/useSemanticElements: only the visible rows exist, which table elements cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: what is in a row takes the focus
/** A row of the table of changes: one change, or the heading of a group. */
import type { HTMLAttributes, RefAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../shared/model.ts'
import type { Text } from '../../shared/words/language.ts'
import { changeKindWords } from '../../shared/words/signs.ts'
import { FieldChanges } from '../controls/field-changes.tsx'
import { select } from '../library/selection.ts'
import { useKindName } from '../preferences/kind-name.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { useTell } from '../preferences/telling.ts'
import { useFieldWords } from '../preferences/use-field-words.ts'
import type { ChangeTableRow } from './use-change-table.ts'

/** Where the virtual list puts a row. */
type Place = HTMLAttributes<HTMLDivElement> & RefAttributes<HTMLDivElement> & { 'data-index': number }

export function GroupRow({ row, by, place }: { row: ChangeTableRow; by: string; place: Place }) {
  const name = useGroupName()
  const value = String(row.getGroupingValue(by) ?? '')
  const isOpen = row.getIsExpanded()
  return (
    <div {...place} role="row" className="grid-line change-row change-group">
      <span role="cell" className="change-group-cell">
        <button type="button" className="link" aria-expanded={isOpen} onClick={() => row.toggleExpanded()}>
          {isOpen ? '▾' : '▸'} <b>{name(by, value)}</b> · {row.subRows.length}
        </button>
      </span>
    </div>
  )
}

function useGroupName(): (by: string, value: string) => string {
  const { t } = useTranslation()
  const kindName = useKindName()
  const language = useLanguage()
  const kindWords: Record<string, { word: Text } | undefined> = changeKindWords
  return (by, value) => {
    if (by === 'kind') return kindWords[value]?.word[language] ?? value
    if (by === 'what') return kindName(value)
    return value || t('changes.noGroup')
  }
}

interface ChangeRowProps {
  change: Change
  /** Ids of the columns that are shown. */
  shown: string[]
  chosen: boolean
  place: Place
}

export function ChangeRow({ change, shown, chosen, place }: ChangeRowProps) {
  const { probe, place: where, key, evidence } = change
  const open = () => select({ title: key, subject: { probe, place: where, key }, evidence })
  return (
    <div
      {...place}
      role="row"
      tabIndex={0}
      aria-selected={chosen}
      className="grid-line change-row"
      onClick={open}
      onKeyDown={(event) => event.key === 'Enter' && open()}
    >
      {shown.map((id) => (
        <span role="cell" key={id} className={id === 'kind' || id === 'what' ? undefined : 'wrap'}>
          <ChangeCell change={change} id={id} />
        </span>
      ))}
    </div>
  )
}

function ChangeCell({ change, id }: { change: Change; id: string }) {
  const kindName = useKindName()
  const language = useLanguage()
  const { kind, probe, key, host, workload } = change
  switch (id) {
    case 'kind':
      return (
        <>
          <b aria-hidden="true">{changeKindWords[kind].sign}</b> {changeKindWords[kind].word[language]}
        </>
      )
    case 'what':
      return kindName(probe)
    case 'node':
      return <span className="dim">{host}</span>
    case 'workload':
      return <span className="dim">{workload}</span>
    case 'name':
      return <b>{key}</b>
    default:
      return <Difference change={change} />
  }
}

/** Of what came or went, so many fields tell enough. */
const mostFields = 4

function Difference({ change: { probe, kind, fields, reason } }: { change: Change }) {
  const tell = useTell()
  const words = useFieldWords(probe)
  if (kind === 'changed') return <FieldChanges probe={probe} fields={fields} />
  return (
    <>
      {reason !== null && <span className="dim">{tell(reason)}</span>}
      {fields.slice(0, mostFields).map(({ name, before, after }) => {
        const { label, text } = words(name, kind === 'removed' ? before : after)
        return (
          <span key={name} className="change-field">
            <span className="dim">{label}</span> {text}
          </span>
        )
      })}
    </>
  )
}
