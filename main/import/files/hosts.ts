/** Whose outputs these are: files dealt out to the nodes and clusters that they were collected of. */
import type { Importer } from '../importer.ts'
import { unknownNode } from '../importer.ts'
import type { FoundOutput } from './output-file.ts'

/** Outputs of one node, or of a cluster, collected in one go. */
export interface Source {
  /** The node, as its folder is named; null where that names none. */
  named: string | null
  /** The name is only where the files happened to lie: no node is known that answered for the cluster. */
  isGuess: boolean
  importer: Importer | null
  outputs: FoundOutput[]
}

/** A collection within what was handed over. */
export interface Top {
  folder: string
  importer: Importer
}

/** `name`: of what was handed tover; names a node where no folder does, when it is an archive or a folder. */
export function sourcesOf(
  outputs: readonly FoundOutput[],
  topOf: (path: string) => Top | null,
  name: string,
): Source[] {
  const collected = new Map<string, Source>()
  const free: FoundOutput[] = []
  for (const output of outputs) {
    const top = topOf(output.path)
    if (top === null) {
      free.push(output)
      continue
    }
    const key = `${top.folder}\0${output.host}`
    let source = collected.get(key)
    if (source === undefined) {
      source = { named: nodeOfTop(top, output.host, name), isGuess: false, importer: top.importer, outputs: [] }
      collected.set(key, source)
    }
    source.outputs.push(output)
  }
  return [...collected.values(), ...freeSources(free, name)]
}

function nodeOfTop({ folder, importer }: Top, host: string, name: string): string | null {
  if (importer.holds === 'cluster') return null
  if (host !== '') return host
  return nodeName(folder.split('/').at(-1) || name)
}

/** Files of no known collection: folders that hold the same files are hosts, and so are folders side by side. */
function freeSources(free: readonly FoundOutput[], name: string): Source[] {
  const byHost = new Map<string, FoundOutput[]>()
  for (const output of free) {
    const same = byHost.get(output.host)
    if (same === undefined) byHost.set(output.host, [output])
    else same.push(output)
  }
  return [...byHost].flatMap(([host, outputs]): Source[] => {
    if (host !== '') return [{ named: host, isGuess: false, importer: null, outputs }]
    return split(
      outputs.map((output) => ({ output, parts: output.path.split('/') })),
      0,
      null,
      name,
    )
  })
}

interface Placed {
  output: FoundOutput
  parts: string[]
}

/** `depth`: how many folders all of them share. `host`: the folder that told them from others. */
function split(placed: readonly Placed[], depth: number, host: string | null, name: string): Source[] {
  const here: Placed[] = []
  const children = new Map<string, Placed[]>()
  for (const each of placed) {
    const folder = each.parts.length - 1 > depth ? (each.parts[depth] ?? '') : null
    if (folder === null) here.push(each)
    else children.set(folder, [...(children.get(folder) ?? []), each])
  }
  const [only, other] = children.keys()
  if (only !== undefined && other === undefined && here.length === 0) return split(placed, depth + 1, host, name)
  if (other === undefined || !areHosts(children, depth)) return [sourceOf(placed, depth, host, name)]
  const sources = [...children].flatMap(([folder, below]) => split(below, depth + 1, folder, name))
  return here.length === 0 ? sources : [sourceOf(here, depth, host, name), ...sources]
}

/** Folders are hosts when two hold the same, or when none is named after what lies in it. */
function areHosts(children: ReadonlyMap<string, readonly Placed[]>, depth: number): boolean {
  const seen = new Set<string>()
  for (const below of children.values()) {
    const tails = new Set(
      below.filter(({ output }) => output.probe?.scope === 'node').map(({ parts }) => tail(parts, depth)),
    )
    for (const each of tails) if (seen.has(each)) return true
    for (const each of tails) seen.add(each)
  }
  const read = [...children].filter(([, below]) => below.some(({ output }) => output.probe?.scope === 'node'))
  return read.length > 1 && read.every(([folder]) => !isTopic(folder))
}

const tail = (parts: readonly string[], depth: number): string => parts.slice(depth + 1).join('/')

function sourceOf(placed: readonly Placed[], depth: number, host: string | null, name: string): Source {
  const outputs = placed.map(({ output }) => output)
  if (host !== null) return { named: nodeName(host), isGuess: false, importer: null, outputs }
  const folders = placed[0]?.parts.slice(0, depth) ?? []
  // A file by itself may be called anything.
  const isAlone = folders.length === 0 && new Set(outputs.map(({ path }) => path)).size === 1
  const candidates = isAlone ? [] : [name, ...folders]
  return {
    named: nodeName(candidates.findLast((each) => !isTopic(each)) ?? ''),
    isGuess: true,
    importer: null,
    outputs,
  }
}

/** `sosreport-<host>-<case>-<date>-<random>`, `scc_<host>_<date>_<time>`, `<host>-<date>_<time>`. */
export function nodeName(folder: string): string | null {
  const name = folder
    .replace(/\.(?:tar|tgz|txz|tbz2?|zip)(?:\.\w+)?$/i, '')
    .replace(/^(?:sosreport|scc|supportconfig|insights)[-_]/i, '')
    .replace(/[-_.](?:\d{4,10}[-_])?(?:20\d\d[-_.]?\d\d[-_.]?\d\d|\d{6,8})(?:[-_.T]\w+)*$/, '')
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/.test(name) ? name : null
}

/** What a source is called when nothing in it tells its node. */
export const nodeOfSource = ({ named }: Source): string => named ?? unknownNode

/** Words that folders of outputs are named after, rather than hosts. */
const topics = new Set(
  `host hosts date filesys filesystem memory mem net network networking kernel process processes system systemd systeminfo sysinfo
  system_logs logs log docker podman containerd crio cri kubernetes kubectl k8s kube kubeadm k3s rke rke2 openstack nova cinder
  neutron glance keystone placement heat ceph rabbitmq mysql mariadb etcd haproxy cmd cmds command commands output outputs out
  data info result results resource resources collect collected collection dump dumps extra misc general disk disks storage
  hardware hw os node nodes host-collectors run exec cluster cluster-info cluster-resources namespaces namespaced ns default
  kube-system ctlplane var tmp report reports txt text files raw yamls yaml json case cases site sites archive attachments
  upload uploads download downloads ansible gate ci`.split(/\s+/),
)
const isTopic = (folder: string): boolean => topics.has(folder.toLowerCase())
