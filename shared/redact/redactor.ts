/** Replaces what identifies a site by pseudonyms of the same width and format, the same ones in every snapshot. */
import { CallError } from '../contract/call-error.ts'
import { redactMessages } from '../messages/redact.ts'
import type { Message, Snapshot } from '../model.ts'
import { knownProbe } from '../probes/index.ts'
import { hostsIn, namesHosts } from '../probes/probe.ts'
import { readOutput } from '../reading/read-output.ts'
import { withTexts } from '../words/message.ts'
import { secretPatterns } from './secret-patterns.ts'

export interface RedactorOptions {
  /** Pseudonyms given before, by original; kept where the originals may be seen, never in what leaves. */
  map?: ReadonlyMap<string, string>
  /** Chosen at random once per site: without it pseudonyms could be guessed back. */
  salt: string
  /** Sources of regular expressions; see `patternProblem`. */
  patterns?: readonly string[]
  siteHosts?: readonly string[]
}

export interface Redactor {
  readonly map: ReadonlyMap<string, string>
  redactSnapshot(snapshot: Snapshot): Snapshot
}

const ipv4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)/g
const ipv6 = /(?<![\w:.])[0-9a-fA-F:]{3,39}(?![\w:])/g
const mac = /(?<![\w:-])[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}(?![\w:-])/g
const longestPattern = 200

/** Why a pattern is refused, or null. A quantified group can take exponential time. */
export function patternProblem(source: string): Message | null {
  if (source.length > longestPattern) return redactMessages.tooLong({ most: longestPattern })
  try {
    if (new RegExp(source).test('')) return redactMessages.matchesNothing()
  } catch {
    return redactMessages.noExpression()
  }
  if (/\)[*+{?]/.test(source)) return redactMessages.repeatsGroup()
  return /\\[1-9k]/.test(source) ? redactMessages.refersBack() : null
}

/** Throws CallError `usage` when a pattern is refused. */
export function createRedactor(options: RedactorOptions): Redactor {
  const map = new Map(options.map)
  const used = new Set(map.values())
  const patterns = (options.patterns ?? []).map((source) => {
    const problem = patternProblem(source)
    if (problem !== null) throw new CallError('usage', redactMessages.refused({ pattern: source, why: problem }))
    return new RegExp(source, 'g')
  })

  function pseudonym(original: string, make: (random: () => number) => string): string {
    const known = map.get(original)
    if (known !== undefined) return known
    const random = randomOf(`${options.salt}\n${original}`)
    for (let attempt = 0; attempt < 10_000; attempt++) {
      const candidate = make(random)
      if (candidate === original || used.has(candidate) || map.has(candidate)) continue
      map.set(original, candidate)
      used.add(candidate)
      return candidate
    }
    throw new CallError('refused', redactMessages.noPseudonymLeft())
  }
  const word = (text: string): string => pseudonym(text, (random) => shaped(text, random, 26))
  const hex = (text: string): string => {
    const lower = text.toLowerCase()
    return pseudonym(lower, (random) => shaped(lower, random, 6))
  }
  const hostName = (name: string): string => {
    const dot = name.indexOf('.')
    return dot < 0 ? word(name) : `${word(name.slice(0, dot))}.${word(name.slice(dot + 1))}`
  }

  function redactText(text: string, hosts: RegExp | null): string {
    let result = text
    for (const secret of secretPatterns)
      result = result.replace(secret, (_all, before: string, value: string) => {
        const quote = /^\\?["']/.exec(value)?.[0] ?? ''
        return before + quote + '*'.repeat(value.length - quote.length)
      })
    for (const pattern of patterns) result = result.replace(pattern, word)
    result = result.replace(mac, (all) =>
      (all.includes('-') && !/[a-f]/i.test(all)) || /^(00|ff)([:-]\1){5}$/i.test(all) ? all : hex(all),
    )
    result = result.replace(ipv6, (all) => (isIpv6(all) ? hex(all) : all))
    result = result.replace(ipv4, (all) => (isKeptIpv4(all) ? all : pseudonym(all, (random) => ipv4Like(all, random))))
    return hosts === null ? result : result.replace(hosts, (all) => hostName(all.toLowerCase()))
  }

  return {
    map,
    redactSnapshot(snapshot) {
      const names = new Set([...(options.siteHosts ?? []), ...hostsOf(snapshot)].map((name) => name.toLowerCase()))
      const hosts = hostPattern(names)
      const text = (value: string): string => redactText(value, hosts)
      const told = (value: Message | null): Message | null => (value === null ? null : withTexts(value, text))
      return {
        ...snapshot,
        origin: text(snapshot.origin),
        takenAtInferred: told(snapshot.takenAtInferred),
        nodes: snapshot.nodes.map((node) => ({
          ...node,
          name: text(node.name),
          address: text(node.address),
          message: told(node.message),
        })),
        sections: snapshot.sections.map((section) => ({
          ...section,
          node: text(section.node),
          pod: section.pod === null ? null : text(section.pod),
          command: text(section.command),
          message: told(section.message),
          stdout: text(section.stdout),
          stderr: text(section.stderr),
          partialView: told(section.partialView),
        })),
        events: snapshot.events.map((event) => ({
          ...event,
          node: text(event.node),
          subject: text(event.subject),
          text: text(event.text),
        })),
      }
    },
  }
}

/** Names of hosts that the snapshot itself tells: its nodes, and what the fields of its rows name as such. */
function hostsOf(snapshot: Snapshot): string[] {
  const told = snapshot.sections.flatMap((section) => {
    const probe = knownProbe(section.probe)
    if (probe === undefined || !namesHosts(probe)) return []
    const context = {
      takenAtMs: section.startedAtMs,
      clockOffsetMs: 0,
      zoneOffsetMinutes: 0,
      command: section.command,
    }
    return readOutput(probe, section.stdout, context).rows.flatMap(({ fields }) => hostsIn(probe, fields))
  })
  return [...snapshot.nodes.map(({ name }) => name), ...told]
}

function hostPattern(names: ReadonlySet<string>): RegExp | null {
  const usable = [...names]
    .flatMap((name) => [name, name.split('.')[0] ?? ''])
    .filter((name) => /^[a-z0-9][a-z0-9._-]*$/.test(name) && /[a-z]/.test(name) && name !== 'localhost')
    // The longest first: node-1 must not take the beginning of node-1.example.
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replaceAll('.', '\\.'))
  return usable.length === 0 ? null : new RegExp(`(?<![a-z0-9])(?:${usable.join('|')})(?![a-z0-9])`, 'gi')
}

/** Letters become letters and digits digits; everything else stays. */
function shaped(text: string, random: () => number, letters: number): string {
  return text.replace(/[a-zA-Z0-9]/g, (each) => {
    if (each <= '9') return String(random() % 10)
    return String.fromCharCode((each <= 'Z' ? 65 : 97) + (random() % letters))
  })
}

function isIpv6(text: string): boolean {
  // docker prints `:::80->80` for a port of every address.
  if (/^[:0]*1?$/.test(text) || text.includes(':::')) return false
  const groups = text.split(':')
  if (groups.some((group) => group.length > 4)) return false
  return text.includes('::') ? groups.length <= 9 && text.split('::').length === 2 : groups.length === 8
}

function isKeptIpv4(text: string): boolean {
  const octets = text.split('.').map(Number)
  return octets.some((octet) => octet > 255) || [0, 127, 255].includes(octets[0] ?? 0)
}

function ipv4Like(text: string, random: () => number): string {
  const octets = text.split('.').map((octet, index) => {
    if (octet.length === 1) return 1 + (random() % 9)
    if (octet.length === 2) return 10 + (random() % 90)
    return index === 0 ? 128 + (random() % 96) : 100 + (random() % 155)
  })
  return octets.join('.')
}

/** A sequence that the seed decides (FNV-1a, then xorshift): the same pseudonym whatever came before. */
function randomOf(seed: string): () => number {
  let state = 0x811c9dc5
  for (let index = 0; index < seed.length; index++) state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193) >>> 0
  state ||= 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state = (state ^ (state << 5)) >>> 0
    return state >>> 8
  }
}
