/** Names with `*` for any letters. Not regular expressions: whatever stands in a file of a stranger is matched in linear time. */

/** Whether the whole text is what one of the patterns says. */
export function globOf(patterns: readonly string[]): (text: string) => boolean {
  const pieces = patterns.map((pattern) => pattern.split('*'))
  return (text) => pieces.some((each) => matches(each, text))
}

/** `pieces`: what stands between the stars. */
function matches(pieces: readonly string[], text: string): boolean {
  const first = pieces[0] ?? ''
  const last = pieces.at(-1) ?? ''
  if (pieces.length === 1) return text === first
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
  const end = text.length - last.length
  let at = first.length
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at)
    if (found === -1 || found + piece.length > end) return false
    at = found + piece.length
  }
  return true
}
