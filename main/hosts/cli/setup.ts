/** How a site is captured, as a command line says it. */
import { resolve } from 'node:path'
import { type SiteSetup, siteSetup } from '../../../shared/model.ts'

export interface NodeFlags {
  identity: string | undefined
  knownHosts: string | undefined
  jump: string | undefined
  profile: string | undefined
}

/** Relative files are those of the caller's folder. */
export function setupOf(targets: readonly string[], { identity, knownHosts, jump, profile }: NodeFlags): SiteSetup {
  const identityFile = identity === undefined ? null : resolve(identity)
  const jumps = jump === undefined ? null : jump.split(',').map((each) => each.trim())
  return siteSetup.parse({
    nodes: targets.map((target) => ({ target, identityFile, jumps })),
    profile: profile === undefined ? undefined : profileOf(profile),
    knownHostsFile: knownHosts === undefined ? null : resolve(knownHosts),
  })
}

const profileOf = (named: string): string => (/\.ya?ml$/i.test(named) ? resolve(named) : named)
