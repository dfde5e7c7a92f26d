// biome-ignore-all lint/a11y/useSemanticElements: only the visible rows exist, which table elements cannot do
/** A column's heading; pressing it sorts. */
import './grid.css'

interface SortableHeadProps {
  label: string
  /** false: not by this one. */
  sorted: 'asc' | 'desc' | false
  onSort: () => void
  isNumber?: boolean
}

const words = { asc: 'ascending', desc: 'descending' } as const
const arrows = { asc: ' ↑', desc: ' ↓' }

export function SortableHead({ label, sorted, onSort, isNumber = false }: SortableHeadProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <div
      role="columnheader"
      className={`grid-cell${isNumber ? ' number' : ''}`}
      aria-sort={sorted === false ? 'none' : words[sorted]}
    >
      <button type="button" onClick={onSort}>
        {label}
        {sorted !== false && arrows[sorted]}
      </button>
    </div>
  )
}
