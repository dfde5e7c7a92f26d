/** The table of `kubectl get nodes`, of every version since 1.0. */
import { columnReader } from '../../parse/column-table.ts'
import type { ParsedBuilder } from '../../parse/lines.ts'
import {
  ageCell,
  hasFineAges,
  kubectlHeads,
  labelsColumn,
  noneAsNull,
  noteEarlier,
  sinceOfAge,
} from '../families/kubectl-table.ts'
import type { ParseContext } from '../probe.ts'
import type { ClusterNodeRow } from './fields.ts'

/** `get nodes,pods` and `get all` write the kind ahead of the name. */
const kind = /^(?:node|nodes|no)\//
const address = /^(?:<none>|<unknown>|\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]*:[\da-fA-F:.]*)$/

const reader = columnReader({
  columns: {
    name: { heads: ['NAME'], holds: /^(?:(?:node|nodes|no)\/)?[a-z0-9][a-z0-9.-]*$/ },
    // Namespaces are listed under the same words, and told by theirs.
    status: { heads: ['STATUS'], holds: /^(?:Ready|NotReady|Unknown)(?:,\S+)?$/ },
    roles: { heads: ['ROLES'], holds: /^(?:<none>|[a-z][\w.,-]*)$/, isOptional: true },
    age: { heads: ['AGE'], holds: ageCell },
    version: { heads: ['VERSION'], holds: /^(?:v?\d[\w.+~-]*|<unknown>)$/, isOptional: true },
    internalIp: { heads: ['INTERNAL-IP'], holds: address, isOptional: true },
    externalIp: { heads: ['EXTERNAL-IP'], holds: address, isOptional: true },
    osImage: { heads: ['OS-IMAGE'], holds: /^\S/, words: true, isOptional: true },
    kernel: { heads: ['KERNEL-VERSION'], holds: /^(?:<unknown>|\d\S*)$/, isOptional: true },
    containerRuntime: { heads: ['CONTAINER-RUNTIME'], holds: /^(?:<unknown>|[a-z][\w-]*:\/\/\S*)$/, isOptional: true },
    labels: labelsColumn,
  },
  // Kubernetes 1.0 and 1.1 have the labels ahead of the status, 1.5 and before no version.
  isHead: ([first, second, third, fourth]) =>
    first === 'name' &&
    ((second === 'status' && (third === 'age' || (third === 'roles' && fourth === 'age'))) ||
      (second === 'labels' && third === 'status')),
  headless: [
    ['name', 'status', 'roles', 'age', 'version'],
    [
      'name',
      'status',
      'roles',
      'age',
      'version',
      'internalIp',
      'externalIp',
      'osImage',
      'kernel',
      'containerRuntime',
      'labels',
    ],
  ],
  isWatched: true,
  otherHeads: kubectlHeads,
})

export const head = reader

export function readTable(text: string, context: ParseContext, builder: ParsedBuilder<ClusterNodeRow>): void {
  const isFine = hasFineAges(text)
  reader.read(text, builder, (cells, line, lastLine) => {
    const name = (cells.get('name') ?? '').replace(kind, '')
    const fields: ClusterNodeRow = {
      name,
      status: cells.get('status') ?? '',
      roles: noneAsNull(cells.get('roles')),
      createdAt: sinceOfAge(cells.get('age') ?? '', isFine, context),
      version: noneAsNull(cells.get('version')),
      internalIp: noneAsNull(cells.get('internalIp')),
      osImage: noneAsNull(cells.get('osImage')),
      kernel: noneAsNull(cells.get('kernel')),
      containerRuntime: noneAsNull(cells.get('containerRuntime')),
      conditions: null,
    }
    return { key: name, line, lastLine, fields }
  })
  noteEarlier(builder)
}
