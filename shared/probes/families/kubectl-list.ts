/** Lists of objects as kubectl prints them with `-o json`, also where the text was cut off. */
import type { Row } from '../../model.ts'
import { asObject, type Line, linesOf, type ParsedBuilder, parseJson } from '../../parse/lines.ts'
import { catalogue, says } from '../../words/message.ts'

export const kubectlListMessages = catalogue('kubectlList', {
  incomplete: says({
    en: 'The JSON is incomplete; its whole items were read one by one.',
    zh: 'JSON 不完整，逐个读取了其中完整的条目。',
  }),
})

/** kubectl indents by four, so that the items of a list begin and end at eight spaces; other programs indent otherwise. */
const usualIndent = 8

/** Where the JSON of a list begins in the text, or -1 when there is none. */
export function jsonListAt(text: string): number {
  if (text.startsWith('{') || /^\[\s*[{\]]/.test(text)) return 0
  return text.indexOf('\n{') + 1 || -1
}

/** Matches `kubectl get` of these kinds (`pods?|po`), with options ahead of and behind `get`, in any spelling. */
export const kubectlGetCommand = (kinds: string): RegExp =>
  new RegExp(
    `^(?:sudo +(?:-n +)?)?(?:\\S*/)?kubectl +(?:-[^ ]+(?: +(?![a-z]*get\\b)[^- ]\\S*)? +)*get +(?:-[^ ]+ +(?:[^- ]\\S* +)??)*(?:${kinds})(?= |$)`,
  )

type RowOfObject<F extends object> = (object: Record<string, unknown>, line: number, lastLine: number) => Row<F> | null

/**
 * Reads what `kubectl get ... -o json` prints, from `jsonAt` on: a list, one object of the kind, or several of them one
 * after the other, as files joined show them. Null from `rowOf`: no row.
 */
export function readKubectlList<F extends object>(
  text: string,
  jsonAt: number,
  kind: string,
  builder: ParsedBuilder<F>,
  rowOf: RowOfObject<F>,
): void {
  const whole = parseJson(text.slice(jsonAt))
  if (isList(whole)) {
    for (const each of linesOf(text.slice(0, jsonAt))) builder.addUnparsed(each)
    readDocument(text.slice(jsonAt), countNewlines(text, 0, jsonAt), whole, kind, builder, rowOf)
    return
  }
  const documents = documentsOf(text)
  if (documents.length < 2) {
    readItemByItem(linesOf(text), builder, rowOf)
    return
  }
  for (const { lines, isWhole } of documents) {
    const part = lines.map((each) => each.text).join('\n')
    const json = isWhole ? parseJson(part) : null
    const ahead = (lines[0]?.line ?? 1) - 1
    if (isList(json)) readDocument(part, ahead, json, kind, builder, rowOf)
    else readItemByItem(lines, builder, rowOf)
  }
}

const isList = (json: unknown): json is unknown[] | Record<string, unknown> =>
  Array.isArray(json) || asObject(json) !== null

/** Texts that begin and end at the first column; what lies between them is a part that is not whole. */
function documentsOf(text: string): { lines: Line[]; isWhole: boolean }[] {
  const documents: { lines: Line[]; isWhole: boolean }[] = []
  let open: Line[] = []
  const close = (isWhole: boolean) => {
    if (open.length > 0) documents.push({ lines: open, isWhole })
    open = []
  }
  for (const each of linesOf(text)) {
    const first = each.text[0]
    if (first === '{' || first === '[') close(false)
    open.push(each)
    const last = each.text.trimEnd().at(-1)
    if (first === '}' || first === ']' || ((first === '{' || first === '[') && (last === '}' || last === ']')))
      close(true)
  }
  close(false)
  return documents
}

function listOf(whole: unknown[] | Record<string, unknown>): unknown[] | null {
  if (Array.isArray(whole)) return whole
  return Array.isArray(whole.items) ? whole.items : null
}

/** `ahead`: how many lines stand ahead of it in the whole text. */
function readDocument<F extends object>(
  text: string,
  ahead: number,
  whole: unknown[] | Record<string, unknown>,
  kind: string,
  builder: ParsedBuilder<F>,
  rowOf: RowOfObject<F>,
): void {
  const list = listOf(whole)
  const items = list ?? (asObject(whole)?.kind === kind ? [whole] : [])
  const addAll = () => {
    for (const each of linesOf(text)) builder.addUnparsed({ line: each.line + ahead, text: each.text })
  }
  if (items.length === 0) {
    if (list === null) addAll()
    return
  }
  const lines = itemLines(text, items.length, ahead)
  const lastLine = lines === null ? ahead + 1 + countNewlines(text.trimEnd(), 0, text.length) : 0
  const frame = { line: ahead + 1, lastLine }
  const strange: Line[] = []
  for (const [index, item] of items.entries()) {
    const place = lines?.[index] ?? frame
    const row = rowOf(asObject(item) ?? {}, place.line, place.lastLine)
    if (row === null) strange.push({ line: place.line, text: JSON.stringify(item) })
    else builder.addRow(row)
  }
  // A list of another kind altogether, down to its frame.
  if (strange.length === items.length) addAll()
  else for (const each of strange) builder.addUnparsed(each)
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** Lines of each item of an indented list; null when the text is not indented like a list of that many. */
function itemLines(text: string, count: number, ahead: number): { line: number; lastLine: number }[] | null {
  const indent = /(?:^\[|"items": \[)\r?\n( {1,16})\{\r?\n/.exec(text)?.[1]?.length ?? usualIndent
  const margin = ' '.repeat(indent)
  const found: { line: number; lastLine: number }[] = []
  let line = ahead + 1
  let startLine = 0
  for (let at = 0; at < text.length; line++) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    // Most lines of an item are indented further.
    if (text.charCodeAt(at + indent) !== 0x20 && end - at <= indent + 3 && text.startsWith(margin, at)) {
      const each = text.slice(at + indent, end).trimEnd()
      if (each === '{') startLine = line
      else if (startLine > 0 && (each === '}' || each === '},')) {
        found.push({ line: startLine, lastLine: line })
        startLine = 0
      }
    }
    at = end + 1
  }
  return found.length === count ? found : null
}

const itemStart = `${' '.repeat(usualIndent)}{`
const itemEnd = new RegExp(`^ {${usualIndent}}\\},?$`)

/** A text that was cut off is no JSON; its whole items are. */
function readItemByItem<F extends object>(lines: Line[], builder: ParsedBuilder<F>, rowOf: RowOfObject<F>): void {
  let open: Line[] = []
  let hasRows = false
  for (const each of lines) {
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
  if (hasRows) builder.addNote(kubectlListMessages.incomplete())
}
