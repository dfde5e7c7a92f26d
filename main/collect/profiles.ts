/** Kinds of sites: which probes they answer, and with which paths. Users write their own as YAML. */

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { LineCounter, parseDocument, stringify } from 'yaml'
import { z } from 'zod'
import { CallError } from '../../shared/contract/contract.ts'
import { nameOfCustomProbe } from '../../shared/probes/custom/probe.ts'
import { probeNamed, probes, profileSettings } from '../../shared/probes/index.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import { settingsSchema } from '../../shared/profile-settings.ts'
import { reasonOf } from '../../shared/words/reason.ts'

export interface Profile {
  name: string
  description: string
  settings: ProfileSettings
  probes: readonly Probe[]
}

const ownProbe = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'is to be small letters, digits and dashes'),
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

/** A profile as it is written. */
export const profileSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'is to be small letters, digits and dashes'),
  description: z.string().default(''),
  /** Another profile, whose settings and probes hold unless said otherwise. */
  extends: z.string().optional(),
  settings: settingsSchema.partial().default({}),
  /** Names of probes, and probes of its own. Without it: those of the profile that is extended. */
  probes: z
    .array(z.union([z.string(), ownProbe]))
    .min(1)
    .optional(),
})
export type ProfileText = z.input<typeof profileSchema>

const onHost = { novaPodPrefix: '', openrcPath: '/root/admin-openrc.sh' }
const ofNode = ['host', 'systemctl-failed', 'df', 'free', 'time-sync', 'var-log']
const ofDocker = ['docker-ps', 'docker-inspect']
const ofKubernetes = ['kubectl-get-pods', 'kubectl-get-nodes', 'kubectl-get-events']
const ofOpenStack = ['nova-service-list', 'cinder-service-list', 'neutron-agent-list']

/** The first one is used where none is named. */
const builtIn: readonly [ProfileText, ...ProfileText[]] = [
  {
    name: 'h3cloudos',
    description: 'H3Cloud OS: OpenStack services in Kubernetes pods on Docker',
    probes: probes.map(({ name }) => name),
  },
  {
    name: 'kubernetes',
    description: "Kubernetes, asked by kubectl with the node's own kubeconfig",
    settings: { kubectlPath: 'kubectl', kubectlServer: '', ...onHost },
    probes: [...ofNode, ...ofDocker, ...ofKubernetes],
  },
  {
    name: 'docker-host',
    description: 'A host with docker, and nothing above it',
    settings: onHost,
    probes: [...ofNode, ...ofDocker],
  },
  {
    name: 'openstack',
    description: 'OpenStack with its clients and an openrc on the node',
    settings: onHost,
    probes: [...ofNode, ...ofOpenStack],
  },
]

/** Where the user's profiles are, beside the library. */
export const profilesFolder = (libraryDir: string): string => join(libraryDir, 'profiles')

/** All there are, the user's after the built-in ones. A file that is wrong is in it as an error. */
export function listProfiles(folder: string): (Profile | { file: string; error: CallError })[] {
  const own = yamlFilesIn(folder).map((file) => {
    try {
      return profileOf(readProfileFile(file), folder, [])
    } catch (error) {
      if (error instanceof CallError) return { file, error }
      throw error
    }
  })
  return [...builtIn.map((text) => profileOf(profileSchema.parse(text), folder, [])), ...own]
}

/**
 * A built-in profile, one of the user's folder, or that of a file. `changes` are a site's own settings.
 * Throws CallError `usage` with file and line.
 */
export function profileNamed(
  name: string = builtIn[0].name,
  folder: string | null = null,
  changes: Changes = {},
): Profile {
  const profile = profileOf(textNamed(name, folder), folder, [])
  return { ...profile, settings: withChanges(profile.settings, changes) }
}

type Changes = { [N in keyof ProfileSettings]?: ProfileSettings[N] | undefined }

const withChanges = (settings: ProfileSettings, changes: Changes): ProfileSettings =>
  settingsSchema.parse({ ...settings, ...JSON.parse(JSON.stringify(changes)) })

/** The profile as YAML, to begin one's own with. */
export function profileYaml(name: string, folder: string | null): string {
  const { description, settings, probes: asked } = profileNamed(name, folder)
  return stringify({ name: `my-${name}`.slice(0, 60), description, settings, probes: asked.map((probe) => probe.name) })
}

type Parsed = z.output<typeof profileSchema>

function textNamed(name: string, folder: string | null): Parsed {
  if (/\.ya?ml$/i.test(name)) return readProfileFile(name)
  const known = builtIn.find((candidate) => candidate.name === name)
  if (known !== undefined) return profileSchema.parse(known)
  const files = folder === null ? [] : yamlFilesIn(folder)
  for (const file of files) if (basename(file).replace(/\.ya?ml$/i, '') === name) return readProfileFile(file)
  const names = [...builtIn.map((each) => each.name), ...files.map((file) => basename(file).replace(/\.ya?ml$/i, ''))]
  throw new CallError('usage', `There is no profile "${name}". There is: ${names.join(', ')}; or name a .yaml file.`)
}

function profileOf(text: Parsed, folder: string | null, within: readonly string[]): Profile {
  if (within.includes(text.name)) throw new CallError('usage', `The profile ${text.name} extends itself.`)
  const base =
    text.extends === undefined ? null : profileOf(textNamed(text.extends, folder), folder, [...within, text.name])
  return {
    name: text.name,
    description: text.description || (base?.description ?? ''),
    settings: withChanges(base?.settings ?? profileSettings, text.settings),
    probes: text.probes?.map(probeOf) ?? base?.probes ?? probes,
  }
}

function probeOf(text: string | z.output<typeof ownProbe>): Probe {
  if (typeof text === 'string') return probeNamed(text)
  return {
    ...probeNamed(nameOfCustomProbe(text.name, text.parser)),
    scope: text.scope,
    runsIn: 'node',
    variants: [{ name: 'own', command: () => text.command }],
    timeoutMs: text.timeoutSeconds * 1000,
    maxBytes: text.maxBytes,
  }
}

function yamlFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/i.test(name))
      .toSorted()
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}

function readProfileFile(file: string): Parsed {
  try {
    return parseProfile(readFileSync(file, 'utf8'), file)
  } catch (error) {
    if (error instanceof CallError) throw error
    throw new CallError('usage', `The profile ${file} cannot be read: ${reasonOf(error)}`)
  }
}

/** Throws CallError `usage`: `FILE:LINE: what was expected`, for each thing that is wrong. */
export function parseProfile(text: string, file: string): Parsed {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => `${file}:${Math.max(1, lines.linePos(offset).line)}`
  const refuse = (complaints: string[]) => new CallError('usage', complaints.join('\n'), { file })
  if (document.errors.length > 0) throw refuse(document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`))
  const result = profileSchema.safeParse(document.toJS() ?? {})
  const lineOf = (path: PropertyKey[]) => {
    // What is missing is told at the thing that should hold it.
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined
      if (node?.range !== undefined) return at(node.range[0])
    }
    return `${file}:1`
  }
  if (!result.success) {
    throw refuse(
      result.error.issues
        .flatMap(innermost)
        .map(({ path, message }) => `${lineOf(path)}: ${path.join('.') || 'the profile'}: ${message}`),
    )
  }
  for (const [index, probe] of (result.data.probes ?? []).entries()) {
    try {
      probeOf(probe)
    } catch (error) {
      throw refuse([`${lineOf(['probes', index])}: probes.${index}: ${reasonOf(error)}`])
    }
  }
  return result.data
}

/** Of the ways to write a probe, the one that was meant says what is wrong with it. */
function innermost(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'there is no such setting' }))
  if (issue.code !== 'invalid_union') return [issue]
  const branch = issue.errors.findLast((errors) => errors.some(({ path }) => path.length > 0))
  if (branch === undefined)
    return [{ path: issue.path, message: 'expected the name of a probe, or a probe with name and command' }]
  return branch.flatMap(innermost).map(({ path, message }) => ({ path: [...issue.path, ...path], message }))
}
