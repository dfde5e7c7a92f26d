/** Cuts a terminal log, bare or inside a document, into commands and what they printed. */

import { type LogHead, logHeadOf } from './log-marks.ts'
import { type Prompt, promptOf } from './prompt.ts'

export interface Block {
  /** Null for a table that stands in the file without the command that printed it. */
  prompt: Prompt | null
  /** Line of the prompt (or of the table's first line), counted from 1. */
  line: number
  output: string[]
  /** For a table without its command: which probe prints such a table. */
  probe: string | null
  /** What a logging program wrote between commands; such a block has nothing else. */
  head: LogHead | null
}

const fence = /^\s{0,8}(?:```|~~~)/
const border = /^\s*[-+]{5,}\s*$/
const caption = /^\s*(?:[图表]\s?\d|(?:figure|fig\.|table)\s?\d)/i
const cjkOpening = /^\s*(?:\d{1,3}\s?[.、)）]\s*)?[\u3400-\u9fff“（《]/
const cjkPunctuation = /[，。；：、！？]/
const longCjk = /[\u3400-\u9fff](?:[^\u3400-\u9fff|]{0,12}[\u3400-\u9fff]){9}/
const listingStart = /^\s*(?:[-dlcbpsD?][-rwxsStT]{5,9}|总用量|总计|total\s|\|)/
const headers: { probe: string; header: RegExp }[] = [
  { probe: 'nova-service-list', header: /^\s*\|.{0,200}\bBinary\b.{0,200}\bHost\b.{0,400}\|\s*$/ },
  { probe: 'docker-ps', header: /^\s*CONTAINER ID\s+IMAGE\s+COMMAND\s/ },
  { probe: 'kubectl-get-pods', header: /^\s*(?:NAMESPACE\s+)?NAME\s+READY\s+STATUS\s/ },
]

/**
 * A line that a person wrote about the commands rather than something a command printed. English sentences are only
 * believed behind an empty line (`afterBlank`): error messages are sentences too.
 */
export function isProse(line: string, afterBlank: boolean): boolean {
  if (line.length > 4000 || listingStart.test(line))
    return line.length > 4000 && cjkPunctuation.test(line.slice(0, 400))
  if (caption.test(line)) return true
  const cjk = cjkPunctuation.test(line) || longCjk.test(line)
  if (cjkOpening.test(line) && (cjk || afterBlank)) return true
  if (!afterBlank) return false
  if (cjk) return true
  const text = line.trim()
  return /^[A-Z0-9]/.test(text) && /[.:!?]$/.test(text) && !/ {2}|\||\t/.test(text) && text.split(' ').length >= 5
}

const opensContainer = /\bexec\b.*\s-{1,2}(?:\w*[it]\w*)\b/

export function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = []
  let open = null as Block | null
  let fenced = false
  let previous = ''
  let insideContainer = false
  for (const [index, line] of lines.entries()) {
    const blank = line.trim() === ''
    const head = logHeadOf(line)
    if (head !== null) {
      blocks.push({ prompt: null, line: index + 1, output: [], probe: null, head })
      open = null
      previous = line
      continue
    }
    const last: Block | null = open
    const continued: boolean =
      last?.prompt?.command.endsWith('\\') === true && last.output.length === 0 && last.prompt.command.length < 8192
    // What was printed last had no line end: the next prompt stands behind it.
    const shownAt = last?.prompt && last.prompt.shown.length > 4 && !continued ? line.indexOf(last.prompt.shown) : -1
    if (shownAt > 0) last?.output.push(line.slice(0, shownAt))
    const prompt: Prompt | null =
      continued || blank ? null : promptOf(shownAt > 0 ? line.slice(shownAt) : line, insideContainer)
    if (prompt !== null) {
      open = { prompt, line: index + 1, output: [], probe: null, head: null }
      blocks.push(open)
      if (prompt.command === 'exit' || prompt.host !== '') insideContainer = false
      if (opensContainer.test(prompt.command.slice(0, 2000))) insideContainer = true
    } else if (fence.test(line)) {
      open = null
      fenced = !fenced
    } else if (continued && last?.prompt) {
      last.prompt.command =
        `${last.prompt.command.slice(0, -1).trimEnd()} ${line.replace(/^\s*>\s?/, '').trim()}`.trim()
    } else {
      if (open !== null && !fenced && !blank && isProse(line, previous.trim() === '')) open = null
      if (open !== null && open.prompt === null && blank) open = null
      if (open !== null) open.output.push(line)
      else if (!blank) {
        const orphan = headers.find(({ header }) => line.length < 2000 && header.test(line))
        if (orphan !== undefined) {
          const bordered = border.test(previous)
          open = {
            prompt: null,
            line: index + (bordered ? 0 : 1),
            output: bordered ? [previous, line] : [line],
            probe: orphan.probe,
            head: null,
          }
          blocks.push(open)
        }
      }
    }
    previous = line
  }
  return blocks
}
