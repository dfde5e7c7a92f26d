/**
 * A sosreport of one node (sos 3 and 4): `sos_commands/<plugin>/<command as a file name>`. In those names a slash is a
 * dot, and whatever else is not of a plain name is an underscore.
 */
import { importReasons } from '../../../shared/messages/import.ts'
import type { DateOutput } from '../../../shared/parse/date-output.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import {
  type ImportContext,
  type Importer,
  type ImportInput,
  type ImportResult,
  type InputFile,
  unknownNode,
} from '../importer.ts'
import { decoded } from '../text-file.ts'
import { probeOfCommand } from '../transcript/probe-of-command.ts'
import { clockIn } from '../transcript/times.ts'
import { snapshotOfFiles } from './files-snapshot.ts'
import { timeOfFiles } from './files-time.ts'
import { commandOfName, type OutputFile } from './output-file.ts'

const commandFile = /^(?:[^/]+\/)?sos_commands\/.+/
const nameOf = (path: string): string => path.split('/').at(-1) ?? path

function read(input: ImportInput, context: ImportContext): ImportResult {
  const files = input.files.filter(({ path }) => commandFile.test(path))
  const node = nodeOf(files, input)
  const found = files.map((file) => outputFile(file, node))
  return snapshotOfFiles(input, found, context, timeOfFiles({ files }, clockOf(files), context))
}

function outputFile(file: InputFile, node: string): OutputFile {
  const command = commandOfName(nameOf(file.path))
  const text = decoded(file.content)
  const about = { id: file.path, command, node, partialView: null }
  if (text === null) return { ...about, text: '', probe: null, reason: importReasons.noText() }
  if (text.trim() === '') return { ...about, text, probe: null, reason: importReasons.empty() }
  const probe = probeOfCommand(command)
  if (probe !== null) return { ...about, text, probe, reason: importReasons.byCommand() }
  const own = ownListing(command, text)
  if (own !== null)
    return { ...about, text: own.listing, probe: own.probe, reason: importReasons.ownFolder({ folder: own.folder }) }
  return { ...about, text, probe: null, reason: importReasons.noProbe() }
}

/** Of a listing with all folders below (`ls -alR /var/log`), what a listing of the folder itself shows; null of others. */
function ownListing(command: string, text: string): { folder: string; probe: Probe; listing: string } | null {
  const folder = /^ls -\S*R\S* (\/\S+)$/.exec(command)?.[1]
  const probe = folder === undefined ? null : probeOfCommand(`ls -l ${folder}`)
  if (folder === undefined || probe === null) return null
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line === `${folder}:` || line === `${folder}/:`)
  if (start < 0) return null
  const end = lines.indexOf('', start)
  return { folder, probe, listing: `${lines.slice(start, end < 0 ? undefined : end).join('\n')}\n` }
}

/** What `hostname` said, else the part of the folder's name: `sosreport-<host>-<case>-<date>-<random>`. */
function nodeOf(files: readonly InputFile[], input: ImportInput): string {
  const name = said(files, 'hostname').trim()
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/.test(name)) return name
  return /^sosreport-([A-Za-z0-9.]+)/.exec(files[0]?.path ?? input.name)?.[1] ?? unknownNode
}

/** What `date` printed; with `--utc` its zone is certain. */
function clockOf(files: readonly InputFile[]): DateOutput | null {
  return clockIn([said(files, 'date_--utc'), said(files, 'date')].flatMap((text) => text.split('\n')))
}

/** What the command printed whose file has this name; empty when there is none. */
function said(files: readonly InputFile[], name: string): string {
  const file = files.find(({ path }) => nameOf(path) === name)
  return file === undefined ? '' : (decoded(file.content) ?? '')
}

export const sosreport: Importer = {
  name: 'sosreport',
  title: { en: 'sosreport', zh: 'sosreport' },
  takes: { en: 'sosreports', zh: 'sosreport' },
  isParticular: true,
  wants: (path) => commandFile.test(path),
  recognises: ({ files }) => files.some(({ path }) => commandFile.test(path)),
  read,
}
