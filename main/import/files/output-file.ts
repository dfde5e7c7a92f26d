/** A file that holds one command's output: whose it is, told by its name and its content. */
import { importReasons } from '../../../shared/messages/import.ts'
import type { Message } from '../../../shared/model.ts'
import { probes } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { unknownNode } from '../importer.ts'
import { judgeOutput } from '../transcript/judge-output.ts'
import { probeOfCommand } from '../transcript/probe-of-command.ts'
import { probeOfText } from './probe-of-text.ts'

/** A file that an importer has named the owner of, or has not. */
export interface OutputFile {
  /** Its path. */
  id: string
  text: string
  node: string
  command: string
  probe: Probe | null
  reason: Message
  /** Why rows that are not in it may be elsewhere, or null. */
  partialView: Message | null
}

/** A command as people type it, of a name that it was saved under: `docker_ps_-a`, `ls_-l_.var.log`. */
export function commandOfName(name: string): string {
  return name
    .split(/[_+\s]+/)
    .map((word) =>
      /^\.[a-z]/.test(word) ? word.replaceAll('.', '/') : word.replace(/\.(?:txt|out|log|json|ya?ml)$/i, ''),
    )
    .join(' ')
    .trim()
}

const tokensOf = (name: string): string[] => name.toLowerCase().split(/[^a-z0-9]+/)

/** `cloudos1-docker-ps.txt` is named after a probe, and tells a node. The longest name of a probe in it counts. */
function namedAfter(path: string): { probe: Probe; node: string } | null {
  const parts = path.split('/')
  const base = (parts.at(-1) ?? '').replace(/\.[a-z]{2,4}$/i, '')
  const tokens = tokensOf(base)
  let best: { probe: Probe; start: number; length: number } | null = null
  for (const probe of probes) {
    const wanted = tokensOf(probe.name)
    for (let start = 0; start + wanted.length <= tokens.length; start++) {
      const isThere = wanted.every((token, index) => tokens[start + index] === token)
      // One word alone is too little in the middle of a name.
      if (!isThere || (wanted.length === 1 && start + 1 !== tokens.length)) continue
      if (best === null || wanted.length > best.length) best = { probe, start, length: wanted.length }
    }
  }
  if (best === null) return null
  const ahead = new RegExp(`^(.*?)[^A-Za-z0-9]*${tokensOf(best.probe.name).join('[^A-Za-z0-9]+')}`, 'i').exec(base)?.[1]
  return { probe: best.probe, node: ahead || (parts.length > 1 ? (parts.at(-2) ?? '') : '') }
}

/** What a file is, by its name where its content agrees, else by its content. */
export function told(path: string, text: string, nowMs: number): Omit<OutputFile, 'id' | 'text'> {
  const base = path.split('/').at(-1) ?? path
  const command = commandOfName(base)
  const byCommand = probeOfCommand(command)
  const named = namedAfter(path)
  const byName = byCommand ?? named?.probe ?? null
  const parts = path.split('/')
  const node = named?.node || (parts.length > 1 ? (parts.at(-2) ?? '') : '') || unknownNode
  const about = { node, command: byCommand === null ? '' : command, partialView: null }
  if (text.trim() === '') return { ...about, probe: null, reason: importReasons.empty() }
  if (byName !== null) {
    const { rows, outcome } = judgeOutput(byName, command, text, nowMs, false)
    if (rows > 0) return { ...about, probe: byName, reason: importReasons.byName() }
    if (outcome !== 'ok') return { ...about, probe: byName, reason: importReasons.byNameError() }
  }
  const byText = probeOfText(text, nowMs)
  if (byText !== null) return { ...about, command: '', probe: byText, reason: importReasons.byLines() }
  if (byName !== null) return { ...about, probe: null, reason: importReasons.unlikeItsName() }
  return { ...about, probe: null, reason: importReasons.unknown() }
}
