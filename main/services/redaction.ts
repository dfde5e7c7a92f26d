/** Redacts snapshots with the pseudonyms of their site, which the library keeps and nothing else ever holds. */

import { randomBytes } from 'node:crypto'
import type { Snapshot } from '../../shared/model.ts'
import { createRedactor } from '../../shared/redact/redactor.ts'
import type { Library } from '../store/library.ts'

export interface Redacted {
  snapshots: Snapshot[]
  /** What is replaced in them, as pairs of original and pseudonym; originals are for the screen, never for the file. */
  replaced: [original: string, pseudonym: string][]
  /** How many passwords, tokens and keys were masked. */
  masked: number
}

/**
 * The snapshots as they may leave. Patterns are regular expressions of the user's; the site remembers them. With
 * `remembers` false nothing is stored, for a look ahead. Throws CallError `usage` when a pattern is refused.
 */
export async function redactSnapshots(
  library: Library,
  snapshots: readonly Snapshot[],
  { patterns = [], remembers = true }: { patterns?: readonly string[]; remembers?: boolean } = {},
): Promise<Redacted> {
  const result: Redacted = { snapshots: [], replaced: [], masked: 0 }
  const replaced = new Map<string, string>()
  for (const site of new Set(snapshots.map((snapshot) => snapshot.site))) {
    const own = snapshots.filter((snapshot) => snapshot.site === site)
    const known = await library.redaction({ site })
    const all = [...new Set([...(known?.patterns ?? []), ...patterns])]
    const stored = (await library.listSnapshots({ site }).catch(() => [])).flatMap(({ nodes }) =>
      nodes.map(({ name }) => name),
    )
    const salt = known?.salt ?? randomBytes(16).toString('hex')
    const redactor = createRedactor({
      salt,
      map: new Map(known?.map ?? []),
      patterns: all,
      siteHosts: [...stored, ...own.flatMap(({ nodes }) => nodes.map(({ name }) => name))],
    })
    const done = own.map((snapshot) => redactor.redactSnapshot(snapshot))
    result.snapshots.push(...done)
    const texts = own.map((snapshot) => JSON.stringify(snapshot).toLowerCase())
    for (const [original, pseudonym] of redactor.map)
      if (texts.some((text) => text.includes(original.toLowerCase()))) replaced.set(original, pseudonym)
    result.masked += stars(done) - stars(own)
    if (remembers) await library.setRedaction({ site, redaction: { salt, map: [...redactor.map], patterns: all } })
  }
  return { ...result, replaced: [...replaced] }
}

/** Masks are runs of stars; a run counts once. */
const stars = (snapshots: readonly Snapshot[]): number =>
  snapshots
    .flatMap(({ sections }) => sections.flatMap(({ command, stdout, stderr }) => [command, stdout, stderr]))
    .reduce((count, text) => count + (text.match(/\*{3,}/g)?.length ?? 0), 0)
