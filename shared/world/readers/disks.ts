import { worldMessages } from '../../messages/world.ts'
import { df } from '../../probes/df/probe.ts'
import { addNode } from '../daemons.ts'
import { reader } from '../reader.ts'
import { onNode } from '../thing.ts'

export const disks = reader({
  probe: df,
  about: (place, key) => onNode('disk', place, key),
  gist: ({ mountedOn }) => mountedOn,
  read({ mountedOn }, about, { node }, world) {
    if (about === null) return
    world.thing(about, [mountedOn], node)
    world.link('runs-on', addNode(world, node), about, {
      lagMs: 0,
      why: () => worldMessages.diskOfNode({ disk: mountedOn, node }),
    })
  },
})
