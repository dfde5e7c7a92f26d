/** `docker-ps`: the containers of a node. */
import type { Health } from '../../model.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import { containerIdentity, diagnoseDocker, ownName } from '../families/docker.ts'
import { probe } from '../probe.ts'
import { type ContainerRow, containerFields } from './fields.ts'
import { parse } from './parse.ts'
import { head } from './table.ts'

function healthOf({ state, health, exitCode }: Pick<ContainerRow, 'state' | 'health' | 'exitCode'>): Health {
  if (health === 'unhealthy' || state === 'restarting' || state === 'dead') return 'bad'
  if (state === 'exited') return exitCode === 0 ? 'attention' : 'bad'
  if (state === 'running') return health === 'starting' ? 'attention' : 'fine'
  return state === 'paused' || state === 'created' || state === 'removing' ? 'attention' : 'unknown'
}

const listing = /^(?:sudo +(?:-n +)?)?(?:\S*\/)?docker +(?:container +)?(?:ps|ls|list)(?= |$)/

export const dockerPs = probe({
  name: 'docker-ps',
  title: { en: 'Containers', zh: '容器' },
  about: {
    en: 'The containers of a node: rows that a terminal broke, rows without a header, cut images.',
    zh: '节点上的容器；能读取被终端折行、缺表头或镜像名被截断的行。',
  },
  version: 4,
  scope: 'node',
  runsIn: 'node',
  asks: 'docker',
  variants: [
    { name: 'json', command: () => "docker ps -a --no-trunc --format '{{json .}}'" },
    { name: 'table', command: () => 'docker ps -a --no-trunc' },
    { name: 'running', command: () => 'docker ps' },
  ],
  timeoutMs: 30_000,
  maxBytes: 16 * 1024 * 1024,
  fields: containerFields,
  tab: 3,
  heads: [head],
  parse,
  state: (fields) => ({
    state: [
      fields.state ?? 'unknown',
      fields.state === 'exited' && fields.exitCode !== null ? ` (${fields.exitCode})` : '',
      fields.health === null ? '' : ` (${fields.health})`,
    ].join(''),
    health: healthOf(fields),
  }),
  identity: (before, after) => containerIdentity(before.id, after.id),
  label: ({ pod, container, names, repository, image, id }) => {
    if (pod !== null) return `${pod} ${container ?? ''}`
    return ownName(names) || repository || image || id || ''
  },
  workload: ({ pod, names, repository, image }) => {
    if (pod !== null) return workloadOfPodName(pod)
    return ownName(names) || repository || image
  },
  cells: {
    id: ({ id }) => (id ?? '–').slice(0, 12),
    state: ({ state, exitCode, health }) =>
      [state ?? '–', exitCode === null ? '' : ` (${exitCode})`, health === null ? '' : ` (${health})`].join(''),
  },
  recognises: (command) => listing.test(command.trim()),
  showsAll: (command) => {
    const flags = command.replace(/--format[ =]('[^']*'|"[^"]*"|\S+)/, '')
    return (
      / (-[a-z]*a[a-z]*|--all)(?= |$)/.test(flags) &&
      !/ (--filter|--last|--latest|-[a-z]*[fnlq][a-z]*)(?=[ =]|$)/.test(flags)
    )
  },
  diagnose: diagnoseDocker,
})
