/** What rules of one's own say that a thing brings about: links from the thing of a finding to where it shows. */
import { worldMessages } from '../messages/world.ts'
import type { Effect, Finding } from '../model.ts'
import { globOf } from '../words/glob.ts'
import { isMeant } from '../world/dependency.ts'
import type { Link } from '../world/link.ts'
import { type ThingId, thingKey } from '../world/thing.ts'
import type { World } from '../world/world.ts'
import type { Symptom } from './symptom.ts'

/** By the key of the thing they come from. */
export function effectsOf(symptoms: readonly Symptom[], world: World): Map<string, Link[]> {
  const links = new Map<string, Link[]>()
  // Findings of one rule share its effects: what is meant is looked for once.
  const meant = new Map<string, readonly ThingId[]>()
  for (const { finding, thing: from } of symptoms)
    for (const effect of finding.own?.effects ?? []) {
      const asked = JSON.stringify([effect.things, effect.rules])
      const there = meant.get(asked) ?? meantBy(effect, symptoms, world)
      meant.set(asked, there)
      const made = there
        .filter((to) => thingKey(to) !== thingKey(from) && (!effect.sameNode || isOnOneNode(from, to, world)))
        .map((to) => linkOf(finding, effect, from, to))
      links.set(thingKey(from), [...(links.get(thingKey(from)) ?? []), ...made])
    }
  return links
}

function meantBy({ things, rules }: Effect, symptoms: readonly Symptom[], world: World): readonly ThingId[] {
  if (things !== null) return [...world.things.values()].filter((one) => isMeant(things, one))
  const isOfRule = globOf(rules)
  const found = new Map<string, ThingId>()
  for (const { finding, thing } of symptoms) if (isOfRule(finding.rule)) found.set(thingKey(thing), thing)
  return [...found.values()]
}

const nodeOf = (id: ThingId, world: World): string =>
  id.kind === 'node' ? id.name : (world.things.get(thingKey(id))?.node ?? '')
const isOnOneNode = (x: ThingId, y: ThingId, world: World): boolean =>
  nodeOf(x, world) !== '' && nodeOf(x, world) === nodeOf(y, world)

/** As sure as the finding is. */
const linkOf = (
  { certainty, evidence }: Finding,
  { lagMs, why, source }: Effect,
  from: ThingId,
  { kind, name }: ThingId,
): Link => ({
  kind: 'needs',
  from,
  to: { kind, name },
  lagMs,
  certainty,
  why: worldMessages.needs({ thing: name, needed: from.name, why: worldMessages.known(why) }),
  evidence,
  source,
})
