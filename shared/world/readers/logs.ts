import { worldMessages } from '../../messages/world.ts'
import { hourMs } from '../../parse/time.ts'
import { varLog } from '../../probes/var-log/probe.ts'
import { addNode } from '../daemons.ts'
import { reader } from '../reader.ts'
import { onNode, type ThingId } from '../thing.ts'

/** `nova-api.log.1` is a part of `nova-api.log`. */
export const logOf = (place: string, path: string): ThingId =>
  onNode('log', place, path.replace(/(\.\d+|-\d{8})(\.gz|\.xz)?$/, ''))

/** `/var/log/nova/nova-api.log` is called `nova-api`. */
const ownNameOf = (path: string): string =>
  path
    .split('/')
    .at(-1)
    ?.replace(/\.log$/, '') ?? path

export const logs = reader({
  probe: varLog,
  about: logOf,
  gist: ({ path }) => path,
  read({ type, path }, about, { node, section }, world) {
    if (about === null || type !== 'file') return
    const isInPod = section.pod !== null
    world.thing(about, [ownNameOf(path)], isInPod ? '' : node)
    if (isInPod) return
    world.link('belongs-to', addNode(world, node), about, {
      lagMs: hourMs,
      why: () => worldMessages.logOnNode({ log: path, node }),
    })
  },
})
