/** `docker-inspect`: restarts, out-of-memory kills and health checks of a node's containers. */
import type { Health } from '../../model.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import { counted } from '../../words/count.ts'
import { containerIdentity, diagnoseDocker, podContainer } from '../families/docker.ts'
import { probe } from '../probe.ts'
import { type ContainerFactRow, containerFactFields } from './fields.ts'
import { parse } from './parse.ts'

/** Only what is asked about: the whole of it would carry the environment, and with it passwords, off the node. */
const template =
  '{"Id":{{json .Id}},"Name":{{json .Name}},"RestartCount":{{json .RestartCount}},"Created":{{json .Created}},"State":{{json .State}},"Config":{"Image":{{json .Config.Image}}}}'

function healthOf({ state, oomKilled, health, exitCode, restartCount }: ContainerFactRow): Health {
  if (oomKilled === true || health === 'unhealthy' || state === 'restarting' || state === 'dead') return 'bad'
  if (state === 'exited') return exitCode === 0 ? 'attention' : 'bad'
  if (state !== 'running') return state === null ? 'unknown' : 'attention'
  return restartCount > 0 ? 'attention' : 'fine'
}

export const dockerInspect = probe({
  name: 'docker-inspect',
  title: { en: 'Container restarts', zh: '容器重启' },
  about: {
    en: "Restart counts, out-of-memory kills and health checks of a node's containers; never their environment.",
    zh: '节点上容器的重启次数、内存不足终止与健康检查；从不读取其环境变量。',
  },
  version: 2,
  scope: 'node',
  runsIn: 'node',
  asks: 'docker',
  variants: [
    {
      name: 'template',
      // Without containers inspect would complain that it got no names.
      command: () =>
        `ids=$(docker ps -aq --no-trunc) || exit $?; [ -z "$ids" ] || docker inspect --type container --format '${template}' $ids`,
    },
  ],
  timeoutMs: 60_000,
  maxBytes: 64 * 1024 * 1024,
  fields: containerFactFields,
  parse,
  state: (fields) => ({
    state: [
      fields.state ?? 'unknown',
      fields.oomKilled ? ', OOM killed' : '',
      fields.health === null ? '' : ` (${fields.health})`,
      fields.restartCount > 0 ? `, ${counted(fields.restartCount, 'restart')}` : '',
    ].join(''),
    health: healthOf(fields),
  }),
  stateWords: {
    'OOM killed': { en: 'OOM killed', zh: '因内存不足被终止' },
    '1 restart': { en: '1 restart', zh: '重启 1 次' },
    '# restarts': { en: '# restarts', zh: '重启 # 次' },
  },
  identity: (before, after) => containerIdentity(before.id, after.id),
  label: ({ name, id }) => name || id,
  workload: ({ name }) => workloadOfPodName(podContainer([name])?.pod ?? name),
  recognises: (command) =>
    /^(?:sudo +(?:-n +)?)?(?:\S*\/)?docker +(?:container +)?inspect(?= |$)/.test(command.trim()) &&
    !/ (-f|--format)[ =]/.test(command),
  showsAll: (command) => command.includes('docker ps -aq'),
  diagnose: diagnoseDocker,
})
