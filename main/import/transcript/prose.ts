/** What a person wrote between the commands of a document: told by what it is not, in any language. */

const caption = /^\s*(?:[图表]\s?\d|(?:figure|fig\.|table)\s?\d)/i
/** Cells that blanks, tabs or bars part. */
const cells = /\S(?: {2,}|\t+)\S.*(?: {2,}|\t+)\S|^\s*\|.*\||^\s*[-+=]{4,}\s*$/
const listing = /^\s*(?:[-dlcbpsD?][-rwxsStT]{5,9}|总用量|总计|總用量|total\s+\d)/
/** What programs print of their own: times, levels, `name: value`, `name=value`, code. */
const machine =
  /^\s*(?:\d{4}[-/]\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:|\[?\d\d:\d\d:\d\d|[IWEF]\d{4} |\[?(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL|TRACE)\b|[{}[\]"]|[\w.-]+=\S|error:|Error|E:|W:|warning:|Warning:|Unable to|Failed to|Cannot)/
const letter = /\p{L}/u
const letters = /\p{L}/gu
const digits = /\d/g
const cjk = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/
const cjkLetters = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g
const cjkPunctuation = /[，。；、！？“”（）《》]/
const opening = /^\s*(?:(?:\d{1,3}|[a-z])\s?[.、)）]\s*|[-*•·]\s+|#{1,6}\s+)?["'“「(（]?\p{L}/u

/**
 * A line that a person wrote about the commands rather than something a command printed. Most is only believed behind an
 * empty line (`afterBlank`): error messages are sentences too. What stands right below a command is never asked.
 */
export function isProse(line: string, afterBlank: boolean): boolean {
  const text = line.length > 400 ? line.slice(0, 400) : line
  if (cells.test(text) || listing.test(text)) return false
  if (caption.test(text)) return true
  if (!opening.test(text) || !letter.test(text)) return false
  const ofCjk = text.match(cjkLetters)?.length ?? 0
  if (ofCjk > 0 && cjk.test(text.replace(/^\s*(?:\d{1,3}\s?[.、)）]\s*)?/, '').slice(0, 2))) {
    // Labels of a value (`内存： 16233116`) have more digits than words.
    if ((text.match(digits)?.length ?? 0) > ofCjk * 2) return false
    if (cjkPunctuation.test(text)) return true
    // Neither do sentences have blanks between their words.
    if (
      text
        .trim()
        .split(/\s+/)
        .filter((word) => cjk.test(word)).length >= 4
    )
      return false
    if (ofCjk >= 10) return true
    return afterBlank && ofCjk >= 2
  }
  if (ofCjk >= 10 && cjkPunctuation.test(text)) return true
  if (!afterBlank || machine.test(text)) return false
  if (ofCjk > 0 && cjkPunctuation.test(text)) return true
  const words = text.trim().split(/\s+/)
  const isSentence = /[.:!?…。：！？;；]["'”)）]?\s*$/.test(text) && words.length >= 4
  return isSentence && (text.match(digits)?.length ?? 0) * 3 < (text.match(letters)?.length ?? 0)
}

/** A line that stands under others like it: what looks like the head or a row of a table. */
export const looksTabular = (line: string): boolean => line.length < 2000 && cells.test(line)
