import { worldMessages } from '../../messages/world.ts'
import { hourMs } from '../../parse/time.ts'
import type { WorldBuilder } from '../builder.ts'
import { addClock } from '../daemons.ts'
import { thing, thingKey } from '../thing.ts'

const lagMs = 10 * hourMs

/** Whoever answers for a service compares its heartbeat with a clock of their own: that of one of the nodes behind the API. */
export function joinJudgedBy(world: WorldBuilder): void {
  const answering = (world.to.get(thingKey(thing('api', 'kubernetes'))) ?? []).filter(({ kind }) => kind === 'runs-on')
  for (const { from } of answering) {
    const clock = addClock(world, from.name)
    for (const { service } of world.asked)
      world.link('judged-by', clock, service, {
        lagMs,
        certainty: 'possible',
        why: () => worldMessages.judgedByClock({ service: service.name, node: from.name }),
      })
  }
}
