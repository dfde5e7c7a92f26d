/** The table of `kubectl get pods`, of every version since 1.0. */
import type { Interval, Row } from '../../model.ts'
import { type Cells, columnReader } from '../../parse/column-table.ts'
import type { ParsedBuilder } from '../../parse/lines.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import {
  ageCell,
  hasFineAges,
  kubectlHeads,
  labelsColumn,
  namespaceColumn,
  namespaceIn,
  noneAsNull,
  noteEarlier,
  sinceOfAge,
} from '../families/kubectl-table.ts'
import type { ParseContext } from '../probe.ts'
import type { PodRow } from './fields.ts'
import { podMessages } from './messages.ts'

/** `get all` and `get pods,nodes` write the kind ahead of the name. */
const kind = /^(?:pod|pods|po)\//

const reader = columnReader({
  columns: {
    namespace: namespaceColumn,
    name: { heads: ['NAME'], holds: /^(?:(?:pod|pods|po)\/)?[a-z0-9][a-z0-9.-]*$/ },
    ready: { heads: ['READY'], holds: /^\d{1,6}\/\d{1,6}$/ },
    // Up to 1.8 the cause in whole sentences.
    status: { heads: ['STATUS'], holds: /^[A-Za-z]/, words: true },
    restarts: { heads: ['RESTARTS'], holds: /^\d{1,9}(?: \(\S{1,20} ago\))?$/, words: true },
    age: { heads: ['AGE'], holds: ageCell },
    ip: { heads: ['IP'], holds: /^(?:<none>|\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]*:[\da-fA-F:.]*)$/, isOptional: true },
    // Up to 1.3 the only one that `-o wide` adds.
    node: { heads: ['NODE'], holds: /^[^\s=]+$/, isOptional: true },
    nominatedNode: { heads: ['NOMINATED NODE'], holds: /^[^\s=]+$/, isOptional: true },
    readinessGates: { heads: ['READINESS GATES'], holds: /^(?:<none>|\d{1,6}\/\d{1,6})$/, isOptional: true },
    labels: labelsColumn,
  },
  isHead: ([first, second, third, fourth]) =>
    first === 'namespace'
      ? second === 'name' && third === 'ready' && fourth === 'status'
      : first === 'name' && second === 'ready' && third === 'status',
  headless: [
    [
      'namespace',
      'name',
      'ready',
      'status',
      'restarts',
      'age',
      'ip',
      'node',
      'nominatedNode',
      'readinessGates',
      'labels',
    ],
  ],
  isWatched: true,
  otherHeads: kubectlHeads,
})

export const head = reader

/** Values of labels stand where a node would, and nothing tells them apart. */
const showsLabelColumns = /\s(?:-L|--label-columns)\b/

export function readTable(text: string, context: ParseContext, builder: ParsedBuilder<PodRow>): void {
  const isFine = hasFineAges(text)
  const namespace = namespaceIn(context.command)
  const hasLabelColumns = showsLabelColumns.test(context.command)
  reader.read(text, builder, (cells, line, lastLine) => {
    const row = rowOf(cells, line, lastLine, { isFine, namespace, hasLabelColumns, context })
    if (!cells.get('namespace') && namespace === null) builder.addNote(podMessages.noNamespace())
    return row
  })
  noteEarlier(builder)
}

interface Reading {
  isFine: boolean
  /** That the command asks for. */
  namespace: string | null
  hasLabelColumns: boolean
  context: ParseContext
}

function rowOf(cells: Cells<string>, line: number, lastLine: number, reading: Reading): Row<PodRow> {
  const { isFine, context } = reading
  const cell = (name: string): string => cells.get(name) ?? ''
  const namespace = cell('namespace') || (reading.namespace ?? 'default')
  const name = cell('name').replace(kind, '')
  const [ready = 0, total = 0] = cell('ready').split('/').map(Number)
  const [, restarts = '', restartedAgo] = /^(\d+)(?: \((\S+) ago\))?$/.exec(cell('restarts')) ?? []
  const lastRestartAt: Interval | null = restartedAgo === undefined ? null : sinceOfAge(restartedAgo, isFine, context)
  const fields: PodRow = {
    namespace,
    name,
    uid: null,
    workload: workloadOfPodName(name),
    ownerKind: null,
    ready,
    total,
    status: cell('status'),
    restarts: Number(restarts),
    lastRestartAt,
    createdAt: sinceOfAge(cell('age'), isFine, context),
    ip: noneAsNull(cells.get('ip')),
    deletedAt: null,
    message: null,
    node: reading.hasLabelColumns ? null : noneAsNull(cells.get('node')),
  }
  return { key: `${namespace}/${name}`, line, lastLine, fields }
}
