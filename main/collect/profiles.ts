/** Kinds of sites: which probes they answer, and with which paths. Users write their own as YAML. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { stringify } from 'yaml'
import { CallError } from '../../shared/contract/call-error.ts'
import { checked } from '../../shared/contract/checked.ts'
import { profileMessages } from '../../shared/messages/collect/profile.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Message, SiteSetup } from '../../shared/model.ts'
import { probes, profileSettings } from '../../shared/probes/index.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import { settingsSchema } from '../../shared/profile-settings.ts'
import type { Language } from '../../shared/words/language.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { builtInProfiles, usualProfile } from './built-in-profiles.ts'
import { parseProfile, type WrittenProfile } from './profile-text.ts'

export interface Profile {
  name: string
  /** What it is for; null where nobody said. */
  description: Message | null
  settings: ProfileSettings
  probes: readonly Probe[]
}

type Changes = SiteSetup['settings']

/** Where the user's profiles are, beside the library. */
export const profilesFolder = (libraryDir: string): string => join(libraryDir, 'profiles')

/** All there are, the user's after the built-in ones. A file that is wrong is in it as an error. */
export function listProfiles(folder: string): (Profile | { file: string; error: CallError })[] {
  const own = yamlFilesIn(folder).map((file) => {
    try {
      return extended(readProfile(file), folder, [])
    } catch (error) {
      if (error instanceof CallError) return { file, error }
      throw error
    }
  })
  return [...builtInProfiles.map((profile) => extended(profile, folder, [])), ...own]
}

/**
 * A built-in profile, one of the user's folder, or that of a file. `changes` are a site's own settings.
 * Throws CallError `usage` with file and line.
 */
export function profileNamed(
  name: string = usualProfile,
  folder: string | null = null,
  changes: Changes = {},
): Profile {
  const profile = extended(writtenNamed(name, folder), folder, [])
  return { ...profile, settings: withChanges(profile.settings, changes) }
}

/** The profile as YAML, to begin one's own with. */
export function profileYaml(name: string, folder: string | null, language: Language): string {
  const { description, settings, probes: asked } = profileNamed(name, folder)
  return stringify({
    name: `my-${name}`.slice(0, 60),
    description: tell(description, language),
    settings,
    probes: asked.map((probe) => probe.name),
  })
}

function writtenNamed(name: string, folder: string | null): WrittenProfile {
  if (isYaml(name)) return readProfile(name)
  const builtIn = builtInProfiles.find((profile) => profile.name === name)
  if (builtIn !== undefined) return builtIn
  const files = folder === null ? [] : yamlFilesIn(folder)
  const file = files.find((each) => nameOfFile(each) === name)
  if (file !== undefined) return readProfile(file)
  const names = [...builtInProfiles.map((profile) => profile.name), ...files.map(nameOfFile)]
  throw new CallError('usage', profileMessages.unknown({ name, names: names.join(', ') }))
}

/** With what it extends. `within`: the names of those that extend it. */
function extended(written: WrittenProfile, folder: string | null, within: readonly string[]): Profile {
  const { name } = written
  if (within.includes(name)) throw new CallError('usage', profileMessages.extendsItself({ name }))
  const base =
    written.extends === null ? null : extended(writtenNamed(written.extends, folder), folder, [...within, name])
  return {
    name,
    description: written.description ?? base?.description ?? null,
    settings: withChanges(base?.settings ?? profileSettings, written.settings),
    probes: written.probes ?? base?.probes ?? probes,
  }
}

function withChanges(settings: ProfileSettings, changes: Changes): ProfileSettings {
  const said = Object.entries(changes).filter(([, value]) => value !== undefined)
  return checked(settingsSchema, { ...settings, ...Object.fromEntries(said) })
}

const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path)
const nameOfFile = (path: string): string => basename(path).replace(/\.ya?ml$/i, '')

function yamlFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(isYaml)
      .toSorted()
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}

function readProfile(file: string): WrittenProfile {
  return parseProfile(textOf(file), file)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new CallError('usage', profileMessages.unreadable({ file, said: reasonOf(error) }))
  }
}
