/** Profiles as hosts may read them. */
export { collectorScript } from '../collect/collector-script.ts'
export { profileNamed, profilesFolder, profileYaml } from '../collect/profiles.ts'
