/** Reads what people collected: every file is looked at, then dealt out to the nodes and moments that it is of. */
import { importMessages, importReasons } from '../../../shared/messages/import.ts'
import type { Message } from '../../../shared/model.ts'
import { knownProbe } from '../../../shared/probes/index.ts'
import { isKeptText } from '../../../shared/probes/kept-text/probe.ts'
import {
  clusterNode,
  type ImportContext,
  type Importer,
  type ImportInput,
  type ImportResult,
  type Piece,
} from '../importer.ts'
import { type SourceAtTime, snapshotsOf } from './files-snapshots.ts'
import { timeOfFiles } from './files-time.ts'
import { nodeOfSource, type Source, sourcesOf, type Top } from './hosts.ts'
import { type FoundOutput, type OwnedOutput, outputsOf } from './output-file.ts'
import { hostnameIn } from './told-hostname.ts'

/** `importers`: the table, the more particular first; `usual` is of what stands in no collection. */
export function readCollection(
  input: ImportInput,
  context: ImportContext,
  importers: readonly Importer[],
  usual: Importer,
): ImportResult & { importer: Importer } {
  // What is not held still tells where a collection stands.
  const topOf = topsIn([...input.files.map(({ path }) => path), ...input.passedOver], importers)
  const modifiedAtMs = new Map(input.files.map((file) => [file.path, file.modifiedAtMs]))
  const outputs = input.files.flatMap((file) => {
    const { folder = '', importer = usual } = topOf(file.path) ?? {}
    const below = folder === '' ? file.path : file.path.slice(folder.length + 1)
    return outputsOf(file, importer, below, importers, context.nowMs)
  })
  const corrected = outputs.map((output) => correctedOutput(output, context))
  const sources = sourcesOf(corrected, topOf, input.name).flatMap(rounds)
  const timed = sources.map((source): SourceAtTime => {
    const paths = new Set(source.outputs.map(({ path }) => path))
    const times = [...paths].map((path) => modifiedAtMs.get(path) ?? null)
    return { outputs: ownedOutputs(source, context), time: timeOfFiles(source.outputs, times, context) }
  })
  const { snapshots, stored, unread } = snapshotsOf(timed, input.name, context)
  const pieces = timed.flatMap(({ outputs: owned }) =>
    owned.map((output): Piece => {
      const { id, command, node, probe, reason } = output
      const place = stored.get(output) ?? null
      const other = unread.get(output) ?? null
      const isRead = place !== null && !isKeptText(place.section.probe)
      return { id, command, node, probe: isRead ? (probe?.name ?? null) : null, reason: other ?? reason, stored: place }
    }),
  )
  const [first] = sources.filter((source) => source.outputs.some(({ probe }) => probe !== null))
  const importer = first?.importer ?? sources.find((source) => source.importer !== null)?.importer ?? usual
  return { importer, snapshots, pieces: pieces.toSorted((a, b) => standingOf(a) - standingOf(b)) }
}

/** What is read comes first, then what is kept as text. */
const standingOf = ({ probe, stored }: Piece): number => {
  if (probe !== null) return 0
  return stored === null ? 2 : 1
}

/** Which collection a path is in: the innermost. */
function topsIn(paths: readonly string[], importers: readonly Importer[]): (path: string) => Top | null {
  const tops = new Map<string, Top>()
  for (const importer of importers)
    for (const path of paths) {
      const folder = importer.topOf(path)
      if (folder !== null && !tops.has(folder)) tops.set(folder, { folder, importer })
    }
  return (path) => {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const top = tops.get(path.slice(0, end))
      if (top !== undefined) return top
    }
    return tops.get('') ?? null
  }
}

/** The output as a person says, where one does. */
function correctedOutput(output: FoundOutput, { assigned }: ImportContext): FoundOutput {
  const word = assigned[output.id]
  if (word?.probe === undefined) return output
  return { ...output, probe: knownProbe(word.probe ?? '') ?? null, reason: importReasons.corrected() }
}

/** Looks at the same things one after the other are sources of their own. */
function rounds(source: Source): Source[] {
  if (source.importer?.isSeries !== true) return [source]
  const found: Source[] = []
  let asked = new Set<string>()
  const momentOf = ({ printedAt }: FoundOutput): number => printedAt?.readings[0]?.atMs ?? 0
  for (const output of source.outputs.toSorted((a, b) => momentOf(a) - momentOf(b))) {
    const last = found.at(-1)
    if (last === undefined || (output.probe !== null && asked.has(output.command))) {
      found.push({ ...source, outputs: [output] })
      asked = new Set()
    } else last.outputs.push(output)
    asked.add(output.command)
  }
  return found
}

function ownedOutputs(source: Source, { assigned, nowMs }: ImportContext): OwnedOutput[] {
  const { importer, outputs, isGuess } = source
  const told = importer?.holds === 'cluster' ? null : hostnameIn(outputs, nowMs)
  const node = told ?? nodeOfSource(source)
  // A folder's name may be of anything; of a file by itself nobody said where it was.
  const isOfCluster = importer?.holds === 'cluster' || (isGuess && told === null && source.named !== null)
  return outputs.map((output) => {
    const isClusterWide = output.probe?.scope === 'cluster' && isOfCluster
    const answered = importer?.holds === 'cluster' || isClusterWide ? clusterNode : node
    return {
      ...output,
      node: assigned[output.id]?.node ?? answered,
      partialView: importer?.holds === 'cluster' ? partialViewOf(output, importer) : null,
    }
  })
}

/** Objects by namespace: what other namespaces hold is not in it. */
function partialViewOf({ probe }: FoundOutput, importer: Importer): Message | null {
  const isNamespaced = probe?.scope === 'cluster' && 'namespace' in probe.fields
  return isNamespaced ? importMessages.someNamespaces({ folder: importer.name }) : null
}
