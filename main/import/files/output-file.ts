/** The outputs in a file: which command printed each, and which probe reads it, told by name and content. */
import { isCommandLine } from '../../../shared/commands/known-programs.ts'
import { importReasons } from '../../../shared/messages/import.ts'
import type { Message } from '../../../shared/model.ts'
import type { DateOutput } from '../../../shared/parse/date-output.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import type { FileBlock, Importer, InputFile } from '../importer.ts'
import { decoded } from '../text-file.ts'
import { judgeOutput } from '../transcript/judge-output.ts'
import { probeOfCommand } from '../transcript/probe-of-command.ts'
import { commandInName, commandOfName, namedAfter, namedCommand } from './command-of-name.ts'
import { probeOfText } from './probe-of-text.ts'
import { tablesIn } from './tables-in.ts'

/** What one command printed, and what is known of it before anybody says whose it is. */
export interface FoundOutput {
  /** The file's path; where it holds several, with the line. */
  id: string
  path: string
  text: string
  command: string
  probe: Probe | null
  reason: Message
  /** The node that the file names for it; empty where it names none. */
  host: string
  printedAt: DateOutput | null
}

/** An output of which it is known whose it is. */
export interface OwnedOutput extends FoundOutput {
  node: string
  /** Why rows that are not in it may be elsewhere, or null. */
  partialView: Message | null
}

/** `importer`: whose collection the file is of; `below`: its path in that. `all`: every importer, of whatever collection. */
export function outputsOf(
  file: InputFile,
  importer: Importer,
  below: string,
  all: readonly Importer[],
  nowMs: number,
): FoundOutput[] {
  const { path } = file
  const about = { id: path, path, command: '', probe: null, host: '', printedAt: null }
  if (file.unread !== undefined) return [{ ...about, text: '', reason: file.unread }]
  const text = decoded(file.content)
  if (text === null) return [{ ...about, text: '', reason: importReasons.noText() }]
  if (text.trim() === '') return [{ ...about, text, reason: importReasons.empty() }]
  const blocks = blocksOf(text, all)
  if (blocks !== null) return blocks.map((block) => outputOfBlock(path, block, nowMs))
  const told = toldFile(path, text, importer, below, nowMs)
  if (told.probe !== null) return [{ ...about, ...told }]
  const tables = tablesIn(text, nowMs)
  if (tables.length === 0) return [{ ...about, ...told }]
  return tables.map((table) => ({
    ...about,
    id: `${path} line ${table.line}`,
    text: table.text,
    command: told.command,
    probe: table.probe,
    host: told.host,
    reason: importReasons.byHeader(),
  }))
}

function blocksOf(text: string, all: readonly Importer[]): FileBlock[] | null {
  for (const { blocksOf: read } of all) {
    const blocks = read?.(text) ?? null
    if (blocks !== null) return blocks
  }
  return null
}

function outputOfBlock(path: string, { line, command, text, host, printedAt }: FileBlock, nowMs: number): FoundOutput {
  const about = { id: `${path} line ${line}`, path, text, command, host: host ?? '', printedAt }
  if (text.trim() === '') return { ...about, probe: null, reason: importReasons.empty() }
  const asked = probeOfCommand(command)
  if (asked !== null) return { ...about, probe: asked, reason: importReasons.byCommand() }
  const reader = probeOfText(text, nowMs)
  if (reader !== null) return { ...about, probe: reader, reason: importReasons.byLines() }
  return { ...about, probe: null, reason: importReasons.noProbe() }
}

type Told = Pick<FoundOutput, 'text' | 'command' | 'probe' | 'reason' | 'host'>

/** What a file with one output is, by its name where its content agrees, else by its content. */
function toldFile(path: string, text: string, importer: Importer, below: string, nowMs: number): Told {
  const placed = importer.commandOf?.(below) ?? null
  const named = namedCommand(path)
  const after = named === null ? namedAfter(path) : null
  const command = placed ?? named?.command ?? commandInName(path)
  const about = { text, command, host: after?.node ?? '' }
  const probe = named?.probe ?? after?.probe ?? null
  if (probe !== null && isOfFolder(probe, text)) {
    const { rows, outcome } = judgeOutput(probe, command, text, nowMs, false)
    if (rows > 0) return { ...about, probe, reason: importReasons.byName() }
    if (outcome !== 'ok') return { ...about, probe, reason: importReasons.byNameError() }
  }
  const reader = probeOfText(text, nowMs)
  const reason = placed === null ? importReasons.byLines() : importReasons.byPlace()
  if (reader !== null) return { ...about, host: '', probe: reader, reason }
  if (probe !== null) return { ...about, probe: null, reason: importReasons.unlikeItsName() }
  const typed = commandOfName(path.split('/').at(-1) ?? '')
  if (importer.isNamedByCommand !== true && !isCommandLine(typed))
    return { ...about, probe: null, reason: importReasons.unknown() }
  return { ...about, command: typed, probe: null, reason: importReasons.noProbe() }
}

/** A listing that names its folder is of that folder, whatever it was saved as. */
function isOfFolder({ lists }: Probe, text: string): boolean {
  const folder = lists === undefined ? undefined : /^(\/\S*?)\/?:\r?$/m.exec(text.slice(0, 4096))?.[1]
  return folder === undefined || `${folder}/`.startsWith(`${lists}/`)
}
