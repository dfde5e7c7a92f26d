/** A text as its lines, without their ends; an end of the last line opens no further one. */
export function textLines(text: string): string[] {
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}
