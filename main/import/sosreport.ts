/**
 * A sosreport of one node (sos 3 and 4): `sos_commands/<plugin>/<command as a file name>`. In those names a slash is a
 * dot, and whatever else is not of a plain name is an underscore.
 */
import type { ImportContext, Importer, ImportInput, InputFile } from './importer.ts'
import { commandOfName, type OutputFile, probeOfCommand, snapshotOfFiles, timeOfFiles } from './output-files.ts'
import { decoded } from './text-file.ts'
import { clockOf } from './transcript-times.ts'

const commandFile = /^(?:[^/]+\/)?sos_commands\/.+/
const nameOf = (path: string): string => path.split('/').at(-1) ?? path

function read(input: ImportInput, context: ImportContext) {
  const files = input.files.filter(({ path }) => commandFile.test(path))
  const node = nodeOf(files, input)
  const found = files.map((file) => outputFile(file, node))
  const { snapshots, pieces } = snapshotOfFiles(input, found, context, timeOfFiles({ files }, clockMs(files), context))
  return { snapshots, pieces }
}

function outputFile(file: InputFile, node: string): OutputFile {
  const command = commandOfName(nameOf(file.path))
  const text = decoded(file.content)
  const about = { id: file.path, command, node, partialView: null }
  if (text === null) return { ...about, text: '', probe: null, reason: 'no-text' }
  if (/^ls -\S*R\S* \/var\/log$/.test(command)) {
    const listing = ownFolder(text)
    const probe = probeOfCommand('ls -l /var/log')
    if (listing !== null) return { ...about, text: listing, probe, reason: 'own-folder' }
  }
  const probe = text.trim() === '' ? null : probeOfCommand(command)
  const reason = text.trim() === '' ? 'empty' : 'no-probe'
  return { ...about, text, probe, reason: probe === null ? reason : 'by-command' }
}

/** Of a listing with all folders below, the part that a listing without them shows. */
function ownFolder(text: string): string | null {
  const start = /^\/var\/log\/?:$/m.exec(text)
  if (start === null) return null
  const end = text.indexOf('\n\n', start.index)
  return end < 0 ? text.slice(start.index) : text.slice(start.index, end + 1)
}

/** What `hostname` said, else the part of the folder's name: `sosreport-<host>-<case>-<date>-<random>`. */
function nodeOf(files: InputFile[], input: ImportInput): string {
  const said = files.find(({ path }) => nameOf(path) === 'hostname')
  const name = decoded(said?.content ?? Buffer.alloc(0))?.trim() ?? ''
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/.test(name)) return name
  return /^sosreport-([A-Za-z0-9.]+)/.exec(files[0]?.path ?? input.name)?.[1] ?? 'unknown-host'
}

function clockMs(files: InputFile[]): number | null {
  for (const name of ['date_--utc', 'date']) {
    const said = files.find(({ path }) => nameOf(path) === name)
    const clock = (decoded(said?.content ?? Buffer.alloc(0)) ?? '').split('\n').map(clockOf).find(Boolean)
    if (clock) return clock.atMs
  }
  return null
}

export const sosreport: Importer = {
  name: 'sosreport',
  isParticular: true,
  wants: (path) => commandFile.test(path),
  recognises: ({ files }) => files.some(({ path }) => commandFile.test(path)),
  read,
}
