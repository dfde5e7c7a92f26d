import { worldMessages } from '../../messages/world.ts'
import { hourMs, minuteMs } from '../../parse/time.ts'
import { dockerInspect } from '../../probes/docker-inspect/probe.ts'
import { dockerPs } from '../../probes/docker-ps/probe.ts'
import { imageReference } from '../../probes/families/image-reference.ts'
import type { WorldBuilder } from '../builder.ts'
import { addDocker, addNode } from '../daemons.ts'
import { reader, type Whence } from '../reader.ts'
import { onNode, type ThingId, thing } from '../thing.ts'

/** Docker starts one container after the other; the last of many may take minutes. */
const containerLagMs = 12 * minuteMs

/** Older attempts of a container stand beside it, numbered. */
const withoutNumber = (key: string): string => key.replace(/#\d+$/, '')

const containerOf = (place: string, key: string): ThingId => onNode('container', place, withoutNumber(key))

/** Of a key `namespace/pod/container`; null for a container that docker alone looks after, whose name has no slash. */
function podOfKey(key: string): ThingId | null {
  const [namespace, pod, container] = withoutNumber(key).split('/')
  return container === undefined ? null : thing('pod', `${namespace}/${pod}`)
}

function addContainer(world: WorldBuilder, about: ThingId, key: string, { node }: Whence): void {
  const name = withoutNumber(key)
  const pod = podOfKey(key)
  world.thing(about, [name.split('/').at(-1) ?? name], node)
  const docker = addDocker(world, node)
  world.link('runs-on', addNode(world, node), about, {
    lagMs: containerLagMs,
    why: () => worldMessages.containerOnNode({ container: name, node }),
  })
  world.link('run-by', docker, about, {
    lagMs: containerLagMs,
    why: () => worldMessages.runByDocker({ thing: name, node }),
  })
  if (pod === null) return
  world.thing(pod, [pod.name.split('/')[1] ?? ''], node)
  world.link('consists-of', about, pod, {
    lagMs: 0,
    why: () => worldMessages.partOfPod({ container: name, pod: pod.name }),
  })
  world.link('runs-on', addNode(world, node), pod, {
    lagMs: containerLagMs,
    why: () => worldMessages.containerOnNode({ container: name, node }),
  })
  world.link('run-by', docker, pod, {
    lagMs: containerLagMs,
    why: () => worldMessages.runByDocker({ thing: pod.name, node }),
  })
}

export const containers = reader({
  probe: dockerPs,
  about: containerOf,
  gist: ({ image, ports }, { key }) => `${withoutNumber(key)} ${image} ${ports}`,
  read({ image, ports }, about, whence, world) {
    if (about === null) return
    const key = about.name.slice(whence.node.length + 1)
    addContainer(world, about, key, whence)
    for (const port of publishedPorts(ports ?? '')) world.served(about, whence.node, port)
    if (image === '') return
    const made = thing('image', image)
    world.thing(made, [imageReference(image).repository ?? image])
    world.link('made-from', made, about, {
      lagMs: hourMs,
      why: () => worldMessages.madeFrom({ container: key, image }),
    })
  },
})

/** `0.0.0.0:5000->5000/tcp, :::5000->5000/tcp` → `5000` */
const publishedPorts = (ports: string): string[] => [
  ...new Set([...ports.matchAll(/:(\d{1,5})->/g)].map(([, port = '']) => port)),
]

export const inspected = reader({
  probe: dockerInspect,
  about: containerOf,
  gist: (_, { key }) => withoutNumber(key),
  read(_fields, about, whence, world) {
    if (about !== null) addContainer(world, about, about.name.slice(whence.node.length + 1), whence)
  },
})
