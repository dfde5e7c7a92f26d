import { worldMessages } from '../../messages/world.ts'
import { hourMs } from '../../parse/time.ts'
import { imageReference } from '../../probes/families/image-reference.ts'
import { podsOf, type WorldBuilder } from '../builder.ts'
import type { LinkKind } from '../link.ts'
import { type ThingId, thingKey } from '../thing.ts'

const lagMs = hourMs

/** A workload's images come from what serves where their names point: `10.0.0.5:5000/nova:1`. */
export function joinRegistries(world: WorldBuilder): void {
  const next = (ids: readonly ThingId[], kind: LinkKind) =>
    ids.flatMap((id) => (world.from.get(thingKey(id)) ?? []).filter((each) => each.kind === kind).map(({ to }) => to))
  for (const image of world.ofKind('image')) {
    const { registry } = imageReference(image.name)
    const [host = '', port = ''] = registry?.split(':') ?? []
    const node = host === '' ? null : world.names.nodeOf(host)
    const serving = node === null ? undefined : world.ports.get(`${node}:${port}`)
    if (serving === undefined) continue
    for (const workload of next(next(next([image], 'made-from'), 'consists-of'), 'consists-of'))
      for (const pod of podsOf(world, workload))
        world.link('needs', serving, pod, {
          lagMs,
          certainty: 'possible',
          why: () => worldMessages.imagesFrom({ pod: pod.name, registry: `${host}:${port}` }),
        })
  }
}
