/** Profiles, and the script for sites without SSH. None of it needs a library, so a host may ask without opening one. */
import { basename } from 'node:path'
import type { Handlers } from '../../shared/contract/contract.ts'
import { collectorScript } from '../collect/collector-script.ts'
import { listProfiles, profileNamed, profilesFolder, profileYaml } from '../collect/profiles.ts'
import type { Ports } from '../ports.ts'

export { profilesFolder } from '../collect/profiles.ts'

type ProfileCall = 'listProfiles' | 'profileYaml' | 'collectorScript'

export function profileHandlers({
  libraryDir,
  producer,
}: Pick<Ports, 'libraryDir' | 'producer'>): Pick<Handlers, ProfileCall> {
  const folder = profilesFolder(libraryDir)
  return {
    listProfiles: async () =>
      listProfiles(folder).map((profile) => {
        if ('error' in profile)
          return { name: basename(profile.file), description: null, probes: [], error: profile.error.told }
        const { name, description, probes } = profile
        return { name, description, probes: probes.map((probe) => probe.name), error: null }
      }),
    profileYaml: async ({ profile, language }) => ({ yaml: profileYaml(profile, folder, language) }),
    collectorScript: async ({ profile, language }) => {
      const chosen = profileNamed(profile ?? undefined, folder)
      const { name, version } = producer
      const script = collectorScript(chosen, { name: `${name} collector script`, version }, language)
      return { profile: chosen.name, script }
    },
  }
}
