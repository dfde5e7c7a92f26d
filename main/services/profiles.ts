/** Profiles as hosts may read them. */
export { profilesFolder, profileYaml } from '../collect/profiles.ts'
