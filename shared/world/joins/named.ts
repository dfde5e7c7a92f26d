import { worldMessages } from '../../messages/world.ts'
import { hourMs } from '../../parse/time.ts'
import type { WorldBuilder } from '../builder.ts'
import { type Thing, type ThingId, type ThingKind, thingKey } from '../thing.ts'

/** How long one goes on complaining of another. */
const lagMs = hourMs

/** What others speak of by name: workloads, nodes and addresses, services beside the cluster. */
const spokenOf: readonly ThingKind[] = ['workload', 'node', 'pod', 'container']

/** Names, host names and addresses, with a port where there is one: what a message may mean something by. */
const nameInText = /[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?::\d{1,5})?/gi

/** Words that are also somebody's name mean nothing by themselves. */
const shortestName = 4

/**
 * What the cluster's own warnings name: `dial tcp 10.0.0.9:3306`, `lookup mariadb`, `nfs: server 10.0.0.7 not responding`. There
 * is no list of words: what is named is what the site has.
 */
export function joinNamed(world: WorldBuilder): void {
  const called = new Map<string, Thing[]>()
  for (const kind of spokenOf)
    for (const each of world.ofKind(kind))
      for (const name of each.called)
        if (name.length >= shortestName) called.set(name, [...(called.get(name) ?? []), each])
  for (const [key, warnings] of world.warnings) {
    const about = world.things.get(key)
    if (about === undefined) continue
    for (const { reason, message, evidence } of warnings)
      for (const [word] of message.matchAll(nameInText)) {
        const [name = '', port] = word.split(':')
        for (const each of meantBy(world, called.get(name) ?? [], port))
          if (!isOwn(about, each))
            world.link('names', each, about, {
              lagMs,
              why: () => worldMessages.names({ reason, thing: about.name, name: word }),
              evidence: [evidence],
            })
      }
  }
}

/** With a port it is what serves there; where nobody is known to, the node itself. */
function meantBy(world: WorldBuilder, named: readonly Thing[], port: string | undefined): ThingId[] {
  return named.map((each) => {
    const serving = port === undefined || each.kind !== 'node' ? undefined : world.ports.get(`${each.name}:${port}`)
    return serving ?? each
  })
}

/** A pod's own address, workload and node stand in its messages, too. */
const isOwn = (about: Thing, named: ThingId): boolean =>
  thingKey(about) === thingKey(named) ||
  (named.kind === 'node' && named.name === about.node) ||
  about.called.includes(named.name.split('/').at(-1) ?? '')
