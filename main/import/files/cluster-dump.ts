/** What `kubectl cluster-info dump` writes: a folder of JSON by namespace, or all of it one after the other in one file. */
import { clusterNode, type FileBlock, type Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

const command = 'kubectl cluster-info dump'
const logs = /^==== (?:START|END) logs for container /m

/** Each list and each container's logs by itself. */
function blocksOf(text: string): FileBlock[] | null {
  if (!text.startsWith('{') || !logs.test(text)) return null
  const blocks: FileBlock[] = []
  let open: string[] = []
  let openedAt = 1
  const close = (nextLine: number) => {
    if (open.some((line) => line.trim() !== ''))
      blocks.push({ line: openedAt, command, text: `${open.join('\n')}\n`, host: clusterNode, printedAt: null })
    open = []
    openedAt = nextLine
  }
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('==== START logs') || (line.startsWith('{') && !isInLogs(open))) close(index + 1)
    open.push(line)
    if (line.startsWith('==== END logs') || (line.trimEnd() === '}' && !isInLogs(open))) close(index + 2)
  }
  close(0)
  return blocks
}

const isInLogs = ([first]: readonly string[]): boolean => first?.startsWith('==== START logs') === true

export const clusterDump: Importer = {
  name: 'cluster-info-dump',
  title: { en: 'dump of a cluster', zh: '集群转储' },
  takes: { en: 'dumps of a cluster', zh: '集群转储' },
  // No other folder has these kinds side by side for each namespace.
  topOf: topBefore('[^/]+/(?:replication-controllers|daemonsets|replicasets|deployments)\\.json$'),
  holds: 'cluster',
  commandOf: (path) => (/^(?:[^/]+\/)?[^/]+\.json$/.test(path) ? command : null),
  blocksOf,
}
