import { kubectlGetNodes } from '../../probes/kubectl-get-nodes/probe.ts'
import { addKubelet, addNode } from '../daemons.ts'
import { reader } from '../reader.ts'
import { thing } from '../thing.ts'

export const clusterNodes = reader({
  probe: kubectlGetNodes,
  about: (_, key) => thing('node', key),
  gist: ({ name }) => name,
  read({ name }, _about, _whence, world) {
    const node = world.names.nameOf(name)
    addNode(world, node)
    addKubelet(world, node)
  },
})
