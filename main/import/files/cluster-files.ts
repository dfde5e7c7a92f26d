/** Folders in which each namespace's objects are a file of kubectl's JSON: dumps and support bundles. */
import { importMessages, importReasons } from '../../../shared/messages/import.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import type { ImportContext, Importer, ImportInput, ImportResult, InputFile } from '../importer.ts'
import { decoded } from '../text-file.ts'
import { snapshotOfFiles } from './files-snapshot.ts'
import { timeOfFiles } from './files-time.ts'
import type { OutputFile } from './output-file.ts'

export interface ClusterLayout extends Pick<Importer, 'name' | 'title' | 'takes'> {
  /** The command that writes such folders. */
  command: string
  /** Files that only such a folder has, as a pattern of their paths. */
  mark: RegExp
  /** Patterns of the paths that a probe reads; the first group is the namespace. */
  files: { probe: Probe; path: RegExp }[]
}

/** The cluster has no one node that answered. */
const node = 'cluster'

/** An importer of such folders. */
export function clusterImporter({ name, title, takes, command, mark, files: known }: ClusterLayout): Importer {
  const layoutOf = (path: string) => known.find((each) => each.path.test(path))
  const outputFile = (file: InputFile): OutputFile => {
    const text = decoded(file.content) ?? ''
    const layout = layoutOf(file.path)
    const about = { id: file.path, text, node, command }
    if (layout === undefined) return { ...about, partialView: null, probe: null, reason: importReasons.noProbe() }
    const namespace = layout.path.exec(file.path)?.[1]
    return {
      ...about,
      probe: layout.probe,
      reason: importReasons.byPlace(),
      partialView: namespace === undefined ? null : importMessages.someNamespaces({ folder: name }),
    }
  }
  return {
    name,
    title,
    takes,
    isParticular: true,
    wants: (path) => mark.test(path) || layoutOf(path) !== undefined,
    recognises: ({ files }) => files.some(({ path }) => mark.test(path)),
    read: (input: ImportInput, context: ImportContext): ImportResult =>
      snapshotOfFiles(input, input.files.map(outputFile), context, timeOfFiles(input, null, context)),
  }
}
