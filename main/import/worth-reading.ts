/** Whether a file may hold an output, told from its path and its beginning: all else is never held. */
import { probes } from '../../shared/probes/index.ts'
import { namedAfter, namedCommand } from './files/command-of-name.ts'
import { objectsIn } from './files/objects.ts'
import { importers } from './index.ts'
import { decodedBeginning } from './text-file.ts'
import { startsWithPrompt } from './transcript/prompt.ts'

/** How much of a file is looked at. */
export const lookedAtBytes = 64 * 1024
/** Longer texts that look like nothing are logs and the like. */
const shortBytes = 16 * 1024

const copies = /(?:^|\/)(?:etc|proc|sys|boot|usr|lib|lib64|run|dev|var\/(?:log|lib|run|spool|cache|crash))\//
/** What tells of the host itself, by name only. */
const hostFile = /(?:^|[/_.-])(?:date|hostname(?:ctl)?|uname|uptime|timedatectl)(?:[_.-][^/]*)?$/i

/** False of copies of a system's own files, which are no outputs. */
export const isLookedFor = (path: string): boolean => !copies.test(path)

/** `output`: it looks like one; `perhaps`: a short text that a person may know; null: neither. */
export function worthReading(path: string, head: Buffer): 'output' | 'perhaps' | null {
  const text = decodedBeginning(head)
  if (text === null || text.trim() === '') return null
  const objects = objectsIn(text)
  if (objects !== null) return objects.probe === null && isWhole(head) ? null : 'output'
  if (namedCommand(path) !== null || namedAfter(path) !== null || hostFile.test(path) || looksLikeOutput(text))
    return 'output'
  return isWhole(head) && head.length <= shortBytes ? 'perhaps' : null
}

const isWhole = (head: Buffer): boolean => head.length < lookedAtBytes

const heads = probes.flatMap((probe) => probe.heads ?? [])
const longestHead = 2000
const listing = /^\/var\/log(?:\/\S*)?:\s*$/

function looksLikeOutput(text: string): boolean {
  if (/^\s*[[{]/.test(text) || importers.some(({ blocksOf }) => (blocksOf?.(text) ?? null) !== null)) return true
  return text
    .split('\n')
    .some(
      (line) =>
        line.length < longestHead &&
        (startsWithPrompt(line) || listing.test(line) || heads.some((head) => head.test(line))),
    )
}
