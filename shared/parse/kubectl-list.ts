/** Lists of objects as kubectl prints them with `-o json`, also where the text was cut off. */
import type { Row } from '../model.ts'
import { asObject, type Line, linesOf, type ParsedBuilder, parseJson } from './lines.ts'

/** Line ends of kubectl's indentation: items of a list begin and end at eight spaces. */
const itemStart = '        {'
const itemEnd = /^ {8}\},?$/

/** Where the JSON of a list begins in the text, or -1 when there is none. */
export const jsonListAt = (text: string): number => (text.startsWith('{') ? 0 : text.indexOf('\n{') + 1 || -1)

type RowOfObject = (object: Record<string, unknown>, line: number, lastLine: number) => Row | null

/** Reads what `kubectl get ... -o json` prints, from `jsonAt` on: a list, or one object of the kind. Null from `rowOf`: no row. */
export function readKubectlList(
  text: string,
  jsonAt: number,
  kind: string,
  builder: ParsedBuilder,
  rowOf: RowOfObject,
): void {
  const whole = asObject(parseJson(text.slice(jsonAt)))
  if (whole === null) {
    readItemByItem(text, builder, rowOf)
    return
  }
  const firstLine = countNewlines(text, 0, jsonAt) + 1
  for (const each of linesOf(text.slice(0, jsonAt))) builder.addUnparsed(each)
  const items = Array.isArray(whole.items) ? whole.items : whole.kind === kind ? [whole] : []
  if (items.length === 0 && !Array.isArray(whole.items)) {
    for (const each of linesOf(text.slice(jsonAt)))
      builder.addUnparsed({ line: each.line + firstLine - 1, text: each.text })
    return
  }
  const lines =
    itemLines(text, items.length) ??
    items.map(() => ({ line: firstLine, lastLine: firstLine + countNewlines(text.trimEnd(), jsonAt, text.length) }))
  const strange: Line[] = []
  for (const [index, item] of items.entries()) {
    const { line, lastLine } = lines[index] ?? { line: firstLine, lastLine: firstLine }
    const row = rowOf(asObject(item) ?? {}, line, lastLine)
    if (row === null) strange.push({ line, text: JSON.stringify(item) })
    else builder.addRow(row)
  }
  const isForeign = items.length > 0 && strange.length === items.length
  // A list of another kind altogether, down to its frame.
  const left = isForeign ? linesOf(text).slice(firstLine - 1) : strange
  for (const each of left) builder.addUnparsed(each)
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** Lines of each item of an indented list; null when the text is not indented as kubectl does. */
function itemLines(text: string, count: number): { line: number; lastLine: number }[] | null {
  const found: { line: number; lastLine: number }[] = []
  let line = 1
  let startLine = 0
  for (let at = 0; at < text.length; line++) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    // Most lines of an item are indented further.
    if (text.charCodeAt(at + 8) !== 0x20 && end - at <= 11 && text.startsWith('        ', at)) {
      const each = text.slice(at, end).trimEnd()
      if (each === itemStart) startLine = line
      else if (startLine > 0 && itemEnd.test(each)) {
        found.push({ line: startLine, lastLine: line })
        startLine = 0
      }
    }
    at = end + 1
  }
  return found.length === count ? found : null
}

/** A text that was cut off is no JSON; its whole items are. */
function readItemByItem(text: string, builder: ParsedBuilder, rowOf: RowOfObject): void {
  let open: Line[] = []
  let hasRows = false
  for (const each of linesOf(text)) {
    if (each.text === itemStart) {
      for (const line of open) builder.addUnparsed(line)
      open = [each]
    } else if (open.length > 0) {
      open.push(each)
      if (!itemEnd.test(each.text)) continue
      const object = asObject(
        parseJson(
          open
            .map((line) => line.text)
            .join('\n')
            .replace(/,$/, ''),
        ),
      )
      const row = object === null ? null : rowOf(object, open[0]?.line ?? each.line, each.line)
      if (row === null) for (const line of open) builder.addUnparsed(line)
      else {
        builder.addRow(row)
        hasRows = true
      }
      open = []
    } else builder.addUnparsed(each)
  }
  for (const line of open) builder.addUnparsed(line)
  if (hasRows) builder.addNote('The JSON is incomplete; its whole items were read one by one.')
}
