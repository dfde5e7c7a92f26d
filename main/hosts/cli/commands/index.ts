/** The table of commands: one line each, in the order of the help. */
import { alsoTell } from '../../../../shared/messages/tell.ts'
import { askMessages } from '../ask.ts'
import type { Command, CommandGroup } from '../command.ts'
import { handedFileMessages } from '../handed-files.ts'
import { passphraseMessages } from '../passphrase.ts'
import { refMessages, typedMessages } from '../sentences.ts'
import { snapshotFileMessages } from '../snapshot-file.ts'
import { changeMessages } from '../text/changes.ts'
import { findingMessages } from '../text/findings.ts'
import { rowMessages } from '../text/rows.ts'
import { snapshotMessages } from '../text/snapshots.ts'
import { backup } from './backup.ts'
import { capture } from './capture.ts'
import { check } from './check.ts'
import { collectorScript } from './collector-script.ts'
import { compact } from './compact.ts'
import { compare } from './compare.ts'
import { deleteSnapshot } from './delete.ts'
import { demo } from './demo.ts'
import { exportSnapshots } from './export.ts'
import { findings } from './findings.ts'
import { importFiles } from './import.ts'
import { mute } from './mute.ts'
import { parse } from './parse.ts'
import { probes } from './probes.ts'
import { profiles } from './profiles.ts'
import { raw } from './raw.ts'
import { redact } from './redact.ts'
import { report } from './report.ts'
import { rows } from './rows.ts'
import { rules } from './rules/index.ts'
import { search } from './search.ts'
import { serve } from './serve.ts'
import { site } from './site/index.ts'
import { snapshots } from './snapshots.ts'
import { thresholds } from './thresholds.ts'
import { timeline } from './timeline.ts'
import { unmute } from './unmute.ts'
import { verify } from './verify.ts'

export const commands: readonly (Command | CommandGroup)[] = [
  capture,
  site,
  probes,
  profiles,
  collectorScript,
  importFiles,
  exportSnapshots,
  redact,
  verify,
  snapshots,
  search,
  rows,
  raw,
  parse,
  compare,
  timeline,
  findings,
  rules,
  mute,
  unmute,
  thresholds,
  report,
  deleteSnapshot,
  backup,
  compact,
  check,
  serve,
  demo,
]

const shared: readonly object[] = [
  askMessages,
  typedMessages,
  refMessages,
  passphraseMessages,
  handedFileMessages,
  snapshotFileMessages,
  snapshotMessages,
  findingMessages,
  changeMessages,
  rowMessages,
]

/** Every command, those of a group among them. */
export const everyCommand: readonly Command[] = commands.flatMap((each) =>
  'commands' in each ? each.commands : [each],
)

/** Sentences of the command line, each in every language. They never leave it, so the table of all hosts does not know them. */
export const commandMessages: readonly object[] = [
  ...new Set([...shared, ...everyCommand.flatMap(({ messages = [] }) => messages)]),
]
alsoTell(commandMessages)
