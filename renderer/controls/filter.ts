/**
 * The filter boxes' language: words in any case, all of which must be there; `field:value` looks in one field,
 * `-` leaves out, `field:=value` is the whole value, `field:>5` and `field:<5` compare numbers, `field:` is "has one",
 * quotes keep words together.
 */
export interface Term {
  without: boolean
  /** Lower case; null: anywhere. */
  field: string | null
  /** Lower case. */
  value: string
  /** The term as one word, for when nothing has such a field: `10.0.0.1:8080`. */
  whole: string
}

/** What a filter is asked of. */
export interface Searchable {
  /** Everything shown, lower case. */
  text: string
  /** A field's text, lower case; undefined when nothing of this kind has such a field. */
  field: (name: string) => string | undefined
}

const token = /(-?)(?:([\p{L}@_][\p{L}\p{N}@_.-]*):)?(?:"([^"]*)"?|(\S*))/gu

export function parseFilter(text: string): Term[] {
  const terms: Term[] = []
  for (const [all, minus, field, quoted, plain] of text.matchAll(token)) {
    if (all === '' || all === '-') continue
    const value = (quoted ?? plain ?? '').toLowerCase()
    const name = field?.toLowerCase() ?? null
    if (name === null && value === '') continue
    terms.push({
      without: minus === '-',
      field: name,
      value,
      whole: name === null ? value : `${name}:${value}`,
    })
  }
  return terms
}

function fieldMatches(found: string, value: string): boolean {
  if (value === '') return found !== '' && found !== '–'
  if (value.startsWith('=')) return found === value.slice(1)
  const limit = /^([<>])(-?\d+(?:\.\d+)?)$/.exec(value)
  if (limit === null) return found.includes(value)
  const number = Number.parseFloat(found)
  return limit[1] === '>' ? number > Number(limit[2]) : number < Number(limit[2])
}

export function matches(terms: Term[], item: Searchable): boolean {
  return terms.every(({ without, field, value, whole }) => {
    const found = field === null ? undefined : item.field(field)
    const has = found === undefined ? item.text.includes(whole) : fieldMatches(found, value)
    return has !== without
  })
}
