/** The host's own word on its name, in what its commands printed. */
import { host } from '../../../shared/probes/host/probe.ts'
import { parseLoosely } from '../transcript/judge-output.ts'
import type { FoundOutput } from './output-file.ts'

/** `uname -a`, `docker info`, `hostnamectl` */
const sayings = [/^Linux (\S+) \d/m, /^ Name: (\S+)$/m, /^\s*Static hostname: (\S+)$/m]
/** Whoever has no name yet. */
const noNames = /^(?:localhost(?:\.localdomain)?|\(none\))$/

/** Null when nothing tells it, or when two tell different ones. `nowMs` only serves parsers that want a time. */
export function hostnameIn(outputs: readonly FoundOutput[], nowMs: number): string | null {
  const named = new Set<string>()
  for (const { probe, text, command } of outputs) {
    if (probe !== host) continue
    const name = parseLoosely(host, text, command, nowMs).rows[0]?.fields.hostname
    if (typeof name === 'string') named.add(name)
  }
  if (named.size === 0)
    for (const { text } of outputs) {
      const part = text.slice(0, 4096)
      for (const saying of sayings) {
        const name = saying.exec(part)?.[1]
        if (name !== undefined) named.add(name)
      }
    }
  const [name, other] = [...named].filter((each) => !noNames.test(each))
  return name === undefined || other !== undefined ? null : name
}
