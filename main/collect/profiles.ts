/** Kinds of sites: which probes they answer, and with which paths. */
import { CallError } from '../../shared/contract/contract.ts'
import { probes, profileSettings } from '../../shared/probes/index.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'

export interface Profile {
  name: string
  settings: ProfileSettings
  probes: readonly Probe[]
}

/** The first one is used where none is named. */
export const profiles: readonly [Profile, ...Profile[]] = [{ name: 'h3cloudos', settings: profileSettings, probes }]

/** The profile with this name, with what a site has set otherwise. Throws CallError `usage`. */
export function profileNamed(name: string = profiles[0].name, changes: Partial<ProfileSettings> = {}): Profile {
  const profile = profiles.find((candidate) => candidate.name === name)
  if (profile === undefined) {
    const names = profiles.map((candidate) => candidate.name).join(', ')
    throw new CallError('usage', `There is no profile "${name}". There is: ${names}.`)
  }
  return { ...profile, settings: { ...profile.settings, ...changes } }
}
