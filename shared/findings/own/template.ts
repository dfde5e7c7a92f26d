/**
 * Sentences of rules of one's own: `{name}` is replaced by what it stands for. What stands in square brackets falls away
 * where a name in it is not known. All else stays as it is, so that commands need no escapes.
 */

type Part = string | { name: string }
/** `isOptional`: in square brackets. */
interface Group {
  isOptional: boolean
  parts: Part[]
}

const placeholder = /\{([A-Za-z]\w{0,60}(?:\.[A-Za-z]\w{0,60})?)\}/
const brackets = /\[([^[\]]*)\]/

function partsOf(text: string): Part[] {
  const pieces = text.split(placeholder)
  // Every second piece is what the parentheses held.
  return pieces.map((piece, index) => (index % 2 === 1 ? { name: piece } : piece)).filter((part) => part !== '')
}

function groupsOf(template: string): Group[] {
  return template.split(brackets).map((piece, index): Group => {
    const parts = partsOf(piece)
    if (index % 2 === 0) return { isOptional: false, parts }
    if (parts.some((part) => typeof part !== 'string')) return { isOptional: true, parts }
    return { isOptional: false, parts: [`[${piece}]`] }
  })
}

/** The names that a template uses, each once. `needed`: outside of brackets. */
export function namesIn(template: string): { all: string[]; needed: string[] } {
  const namesOf = (groups: readonly Group[]): string[] => [
    ...new Set(groups.flatMap(({ parts }) => parts).flatMap((part) => (typeof part === 'string' ? [] : [part.name]))),
  ]
  const groups = groupsOf(template)
  return { all: namesOf(groups), needed: namesOf(groups.filter(({ isOptional }) => !isOptional)) }
}

/** `untold`: stands for what is not known outside of brackets. */
export function filled(template: string, valueNamed: (name: string) => string | null, untold: string): string {
  return groupsOf(template)
    .map(({ isOptional, parts }) => {
      const told = parts.map((part) => (typeof part === 'string' ? part : valueNamed(part.name)))
      if (isOptional && told.includes(null)) return ''
      return told.map((each) => each ?? untold).join('')
    })
    .join('')
}
