import { worldMessages } from '../../messages/world.ts'
import { hourMs } from '../../parse/time.ts'
import type { WorldBuilder } from '../builder.ts'
import type { Thing } from '../thing.ts'

/** A log is written by what has its name on its node. */
export function joinLogsOf(world: WorldBuilder): void {
  const writers = new Map<string, Thing[]>()
  for (const kind of ['service', 'container', 'unit'] as const)
    for (const each of world.ofKind(kind)) {
      const id = `${each.node} ${each.called[0]}`
      writers.set(id, [...(writers.get(id) ?? []), each])
    }
  for (const log of world.ofKind('log')) {
    if (log.node === '') continue
    for (const each of writers.get(`${log.node} ${log.called[0]}`) ?? [])
      world.link('belongs-to', each, log, {
        lagMs: hourMs,
        certainty: 'possible',
        why: () => worldMessages.logOf({ log: log.name, thing: each.name }),
      })
  }
}
