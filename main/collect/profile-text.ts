/** A profile as people write it: YAML, checked, with file and line of what is wrong. */
import { z } from 'zod'
import type { Complaint } from '../../shared/contract/checked.ts'
import { profileMessages } from '../../shared/messages/collect/profile.ts'
import type { Message, SiteSetup } from '../../shared/model.ts'
import { nameOfCustomProbe } from '../../shared/probes/custom/probe.ts'
import { knownProbe, probeNamed, probes } from '../../shared/probes/index.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import { settingsSchema } from '../../shared/profile-settings.ts'
import { readYaml } from '../../shared/yaml/read.ts'

/** A profile before what it extends. */
export interface WrittenProfile {
  name: string
  description: Message | null
  /** Another profile, whose description, settings and probes hold unless said otherwise. */
  extends: string | null
  settings: SiteSetup['settings']
  /** Null: those of the profile that is extended. */
  probes: readonly Probe[] | null
}

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, profileMessages.wrongName().code)

const ownProbe = z.strictObject({
  name,
  /** What a POSIX shell runs; it must only read. */
  command: z.string().min(1).max(4000),
  scope: z.enum(['node', 'cluster']).default('node'),
  /** The probe whose parser reads the output; without it the text is kept and compared as a whole. */
  parser: z.string().nullable().default(null),
  timeoutSeconds: z.number().positive().max(3600).default(30),
  maxBytes: z
    .number()
    .int()
    .positive()
    .max(256 * 1024 * 1024)
    .default(16 * 1024 * 1024),
})
type OwnProbe = z.output<typeof ownProbe>

const profileSchema = z.strictObject({
  name,
  description: z.string().default(''),
  extends: z.string().optional(),
  settings: settingsSchema.partial().default({}),
  /** Names of probes, and probes of its own. */
  probes: z
    .array(z.union([z.string(), ownProbe], profileMessages.probeExpected().code))
    .min(1)
    .optional(),
})

/** Throws CallError `usage`: `FILE:LINE: what was expected`, for each thing that is wrong. */
export function parseProfile(text: string, file: string): WrittenProfile {
  const profile = readYaml({ file, text }, profileSchema, profileMessages.whole)
  const { description, probes: asked, ...rest } = profile.value
  const unknown = unknownProbes(asked ?? [])
  if (unknown.length > 0) throw profile.refused(unknown)
  return {
    name: rest.name,
    description: description === '' ? null : profileMessages.own({ description }),
    extends: rest.extends ?? null,
    settings: rest.settings,
    probes: asked?.map(probeOf) ?? null,
  }
}

type AskedProbe = string | OwnProbe

const nameOf = (asked: AskedProbe): string =>
  typeof asked === 'string' ? asked : nameOfCustomProbe(asked.name, asked.parser)

function unknownProbes(asked: readonly AskedProbe[]): Complaint[] {
  const names = probes.map((probe) => probe.name).join(', ')
  return asked.flatMap((each, index) => {
    if (knownProbe(nameOf(each)) !== undefined) return []
    return [{ path: ['probes', index], what: profileMessages.noSuchProbe({ name: nameOf(each), names }) }]
  })
}

function probeOf(asked: AskedProbe): Probe {
  const known = probeNamed(nameOf(asked))
  if (typeof asked === 'string') return known
  const { command, scope, timeoutSeconds, maxBytes } = asked
  const variants = [{ name: 'own', command: () => command }]
  return { ...known, scope, runsIn: 'node', variants, timeoutMs: timeoutSeconds * 1000, maxBytes }
}
