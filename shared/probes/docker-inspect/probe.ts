/** `docker-inspect`: restarts, out-of-memory kills and health checks of a node's containers. */
import type { Health, Parsed, Row } from '../../model.ts'
import {
  asArray,
  asCount,
  asObject,
  asText,
  isBlank,
  type Line,
  linesOf,
  ParsedBuilder,
  parseJson,
} from '../../parse/lines.ts'
import { fromIso, toIso } from '../../parse/time.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import { diagnoseDocker, podContainer } from '../families/docker.ts'
import type { FieldsOf } from '../fields.ts'
import { type ParseContext, probe } from '../probe.ts'
import { containerFactFields } from './fields.ts'

/** Only what is asked about: the whole of it would carry the environment, and with it passwords, off the node. */
const template =
  '{"Id":{{json .Id}},"Name":{{json .Name}},"RestartCount":{{json .RestartCount}},"Created":{{json .Created}},"State":{{json .State}},"Config":{"Image":{{json .Config.Image}}}}'

type ContainerRow = FieldsOf<typeof containerFactFields>

function parse(text: string, context: ParseContext): Parsed<ContainerRow> {
  const builder = new ParsedBuilder<ContainerRow>()
  const lines = linesOf(text)
  const first = lines.find(({ text: each }) => !isBlank(each))
  if (first?.text.startsWith('[')) parseArray(text, lines, context, builder)
  else
    for (const each of lines) {
      if (isBlank(each.text)) continue
      const object = each.text.startsWith('{') ? asObject(parseJson(each.text)) : null
      const row = object === null ? null : rowOf(object, each.line, each.line, context)
      if (row === null) builder.addUnparsed(each)
      else builder.addRow(row)
    }
  return builder.build()
}

/** `docker inspect` without a format: an array indented by four. */
function parseArray(
  text: string,
  lines: ReturnType<typeof linesOf>,
  context: ParseContext,
  builder: ParsedBuilder<ContainerRow>,
): void {
  const last = lines.findLastIndex(({ text: each }) => each === ']' || each === '[]')
  const list = parseJson(
    last < 0
      ? text
      : lines
          .slice(0, last + 1)
          .map((each) => each.text)
          .join('\n'),
  )
  const starts = lines.filter(({ text: each }) => each === '    {').map(({ line }) => line)
  const ends = lines.filter(({ text: each }) => each === '    },' || each === '    }').map(({ line }) => line)
  if (!Array.isArray(list)) {
    for (const each of lines) builder.addUnparsed(each)
    return
  }
  for (const each of lines.slice(last + 1)) builder.addUnparsed(each)
  const strange: Line[] = []
  const isIndented = starts.length === list.length && ends.length === list.length
  for (const [index, item] of list.entries()) {
    const line = (isIndented ? starts[index] : undefined) ?? 1
    const lastLine = (isIndented ? ends[index] : undefined) ?? Math.max(1, last + 1)
    const row = rowOf(asObject(item) ?? {}, line, lastLine, context)
    if (row === null) strange.push({ line, text: JSON.stringify(item) })
    else builder.addRow(row)
  }
  // A list without a single container is another program's, down to its frame.
  for (const each of strange.length === list.length ? lines.slice(0, last + 1) : strange) builder.addUnparsed(each)
}

function rowOf(
  object: Record<string, unknown>,
  line: number,
  lastLine: number,
  context: ParseContext,
): Row<ContainerRow> | null {
  const id = asText(object.Id)
  const name = asText(object.Name).replace(/^\//, '')
  const state = asObject(object.State)
  if (id === '' || state === null) return null
  const inPod = podContainer([name])
  const at = (value: unknown) => {
    // docker writes year 1 for what has not been.
    const ms = asText(value).startsWith('0001-') ? Number.NaN : fromIso(asText(value))
    return Number.isNaN(ms) ? null : toIso(ms - context.clockOffsetMs)
  }
  const health = asObject(state.Health)
  const fields: ContainerRow = {
    id,
    name,
    image: asText(asObject(object.Config)?.Image) || asText(object.Image) || null,
    restartCount: asCount(object.RestartCount),
    oomKilled: state.OOMKilled === true,
    exitCode: asCount(state.ExitCode),
    error: asText(state.Error) || null,
    state: asText(state.Status) || null,
    startedAt: at(state.StartedAt),
    finishedAt: at(state.FinishedAt),
    createdAt: at(object.Created),
    health: asText(health?.Status) || null,
    healthLog: asArray(health?.Log)
      .map((each) => asObject(each) ?? {})
      .map((each) => `${asCount(each.ExitCode)}: ${asText(each.Output).trim().slice(0, 500)}`),
  }
  return { key: inPod?.key ?? (name || id), line, lastLine, fields }
}

function healthOf({ state, oomKilled, health, exitCode, restartCount }: ContainerRow): Health {
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
      fields.restartCount > 0 ? `, ${fields.restartCount} restarts` : '',
    ].join(''),
    health: healthOf(fields),
  }),
  label: ({ name, id }) => name || id,
  workload: ({ name }) => workloadOfPodName(podContainer([name])?.pod ?? name),
  recognises: (command) =>
    /^(?:sudo +(?:-n +)?)?(?:\S*\/)?docker +(?:container +)?inspect(?= |$)/.test(command.trim()) &&
    !/ (-f|--format)[ =]/.test(command),
  showsAll: (command) => command.includes('docker ps -aq'),
  diagnose: diagnoseDocker,
})
