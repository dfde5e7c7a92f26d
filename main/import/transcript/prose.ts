/** What a person wrote between the commands of a document, told from what a command printed. */

const caption = /^\s*(?:[图表]\s?\d|(?:figure|fig\.|table)\s?\d)/i
const cjkOpening = /^\s*(?:\d{1,3}\s?[.、)）]\s*)?[\u3400-\u9fff“（《]/
const cjkPunctuation = /[，。；：、！？]/
const longCjk = /[\u3400-\u9fff](?:[^\u3400-\u9fff|]{0,12}[\u3400-\u9fff]){9}/
const listingStart = /^\s*(?:[-dlcbpsD?][-rwxsStT]{5,9}|总用量|总计|total\s|\|)/
/** Numbers lined up by blanks: `内存：      24683620     3647400`. */
const columns = / {3,}\d+ {3,}\d/

/**
 * A line that a person wrote about the commands rather than something a command printed. English sentences are only
 * believed behind an empty line (`afterBlank`): error messages are sentences too.
 */
export function isProse(line: string, afterBlank: boolean): boolean {
  if (line.length > 4000) return cjkPunctuation.test(line.slice(0, 400))
  if (listingStart.test(line) || columns.test(line)) return false
  if (caption.test(line)) return true
  const cjk = cjkPunctuation.test(line) || longCjk.test(line)
  if (cjkOpening.test(line) && (cjk || afterBlank)) return true
  if (!afterBlank) return false
  if (cjk) return true
  const text = line.trim()
  return /^[A-Z0-9]/.test(text) && /[.:!?]$/.test(text) && !/ {2}|\||\t/.test(text) && text.split(' ').length >= 5
}
