/** Walks through the commands of a transcript in order: what each printed becomes a section, what it changed an event. */

import { commandsOf, programOf, type TypedCommand } from '../../../shared/commands/command-line.ts'
import { execOf, sshOf } from '../../../shared/commands/nested-command.ts'
import { selectionsOf } from '../../../shared/commands/selections.ts'
import { importMessages, importReasons } from '../../../shared/messages/import.ts'
import type { Message } from '../../../shared/model.ts'
import { knownProbe } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import type { Assignments } from '../importer.ts'
import type { Block, CommandBlock, TableBlock } from './blocks.ts'
import { type Draft, type DraftSection, Drafts } from './drafts.ts'
import { parseLoosely } from './judge-output.ts'
import { type Action, actionsOf, saysItFailed } from './operator-events.ts'
import { textOf } from './printed-output.ts'
import { probeOfWords } from './probe-of-command.ts'
import { type Shell, ShellStack } from './shell-stack.ts'
import { clockIn } from './times.ts'

/** A person's word, by the line of a command. */
export type LineAssignments = ReadonlyMap<number, Assignments[string]>

/** What one command printed, and what became of it. */
export interface DraftPiece {
  line: number
  command: string
  node: string
  reason: Message
  section: DraftSection | null
}

const maxNestedCommands = 4

/**
 * `nowMs` only serves parsers that want a time; nothing of it is kept. `assigned`: a person's word on what is printed
 * behind a line. `stampsMs`: when each line was printed, where the log tells.
 */
export function draftsOf(
  blocks: readonly Block[],
  nowMs: number,
  assigned: LineAssignments = new Map(),
  stampsMs: readonly (number | null)[] = [],
): { drafts: Draft[]; pieces: DraftPiece[] } {
  const walk = new Walk(nowMs, assigned, stampsMs)
  for (const block of blocks) walk.take(block)
  return { drafts: walk.drafts.finish(), pieces: walk.pieces }
}

/** A typed line, which may hold several commands, and what is known of what it printed. */
interface Run {
  shell: Shell
  typed: string
  line: number
  output: readonly string[]
  /** One command's output cannot be told from another's: the first that a probe knows has it all. */
  isClaimed: boolean
  isAlone: boolean
  /** It changed something: an event tells it. */
  isAction: boolean
  /** Its output is told by its head where its words tell nothing: not so what shows a file. */
  isToldByHead: boolean
  hidesRows: readonly string[]
  /** What became of the output. */
  reason: Message
  section: DraftSection | null
}

class Walk {
  readonly drafts: Drafts
  readonly pieces: DraftPiece[] = []
  private readonly nowMs: number
  private readonly assigned: LineAssignments
  private readonly stampsMs: readonly (number | null)[]
  private readonly shells = new ShellStack()
  /** By the first word: what it stands for. */
  private readonly aliases = new Map<string, string>()
  /** The last typed line. */
  private last: Run | null = null

  constructor(nowMs: number, assigned: LineAssignments, stampsMs: readonly (number | null)[]) {
    this.drafts = new Drafts(nowMs)
    this.nowMs = nowMs
    this.assigned = assigned
    this.stampsMs = stampsMs
  }

  take(block: Block): void {
    if (block.kind === 'head') {
      this.drafts.beginSession(block.head)
      return
    }
    const stampMs = this.stampsMs[block.line - 1] ?? null
    if (stampMs !== null) this.drafts.noteStamp(stampMs)
    const word = this.assigned.get(block.line) ?? {}
    if (block.kind === 'table') this.takeTable(block, word)
    else this.takeCommands(block, word)
  }

  /** A table whose command is not in the log, or that stands behind another one of the same command. */
  private takeTable({ headed, below, line, output }: TableBlock, word: Assignments[string]): void {
    const run = below === null ? null : this.last
    const shell = this.shellAt(word, run?.shell ?? this.shells.current())
    const stdout = textOf(output)
    const { typed: command = '', hidesRows = [] } = run ?? {}
    const isCorrected = word.probe !== undefined
    const mayRead = run?.isToldByHead !== false
    const told = mayRead ? readerOf(headed, stdout, command, this.nowMs) : noReader
    const probe = isCorrected ? knownProbe(word.probe ?? '') : told.probe
    const note = run === null ? importMessages.withoutCommand() : null
    let section: DraftSection | null = null
    if (probe !== undefined)
      section = this.drafts.addSection({ probe, shell, command, program: '', stdout, hidesRows, note })
    else if (run !== null && word.probe !== null) section = this.drafts.addText({ shell, command, stdout })
    const reason = isCorrected ? importReasons.corrected() : reasonOfTable(headed, told, run !== null)
    this.pieces.push({ line, command, node: shell.node, reason, section })
  }

  private takeCommands({ prompt, line, output, headed, watchedAtMs }: CommandBlock, word: Assignments[string]): void {
    if (watchedAtMs !== null) this.drafts.noteStamp(watchedAtMs)
    const met = this.shells.at(prompt)
    const typed = this.withoutAlias(prompt.command)
    // typed, then given up; or its frames follow
    if (typed.endsWith('^C') || (isEmpty(output) && /^\s*(?:sudo\s+)?watch\s/.test(typed))) return
    const shell = this.shellAt(word, met)
    const isCorrected = word.probe !== undefined
    const commands = commandsOf(typed)
    const run: Run = {
      typed: prompt.command,
      shell,
      line,
      output,
      isClaimed: isCorrected,
      isAlone: commands.length === 1,
      isAction: false,
      isToldByHead: commands.every(({ words, isReshaped }) => !isReshaped && !showsFiles.has(programOf(words))),
      hidesRows: commands.flatMap(hiding),
      reason: isCorrected ? importReasons.corrected() : importReasons.noProbe(),
      section: null,
    }
    this.last = run
    for (const command of commands) this.run(run, command, shell, 0)
    const probe = knownProbe(word.probe ?? '')
    if (probe !== undefined) run.section = this.addSection(run, probe, shell, '', [])
    else if (run.section === null && !isEmpty(output) && !isCorrected) this.tellByHead(run, headed)
    if (run.section === null && isEmpty(output) && !run.isAction) return
    if (run.section === null && !isEmpty(output) && word.probe !== null) this.keepAsText(run)
    const node = run.section?.node ?? shell.node
    this.pieces.push({ line, command: prompt.command, node, reason: run.reason, section: run.section })
  }

  /** A command that no probe knows may print a table that one does, as `kubectl get nodes,pods` does. */
  private tellByHead(run: Run, headed: readonly Probe[]): void {
    if (headed.length === 0 || run.isAction || !run.isToldByHead) return
    const told = readerOf(headed, textOf(run.output), run.typed, this.nowMs)
    run.reason = reasonOfTable(headed, told, true)
    if (told.probe !== undefined) run.section = this.addSection(run, told.probe, run.shell, '', run.hidesRows)
  }

  private keepAsText(run: Run): void {
    const { shell, typed, output } = run
    run.section = this.drafts.addText({ shell, command: typed, stdout: textOf(output) })
  }

  /** The line with what its first word was made to stand for earlier in the log. */
  private withoutAlias(typed: string): string {
    for (const [, name = '', , body, word = ''] of typed.matchAll(aliasCommand)) this.aliases.set(name, body ?? word)
    const [, lead = '', first = '', rest = ''] = /^(\s*(?:sudo\s+)?)([\w.-]{1,40})(?=\s|$)(.*)$/s.exec(typed) ?? []
    const stands = this.aliases.get(first)
    return stands === undefined ? typed : `${lead}${stands}${rest}`
  }

  /** Where a person says that it was, else where the log does. */
  private shellAt({ node }: Assignments[string], shell: Shell): Shell {
    return node === undefined ? shell : { ...shell, node }
  }

  private run(run: Run, command: TypedCommand, shell: Shell, depth: number): void {
    const { words } = command
    const program = programOf(words)
    const exec = execOf(words)
    const ssh = sshOf(words)
    const actions = actionsOf(words)
    if (program === 'cd') {
      if (!run.isAlone || isEmpty(run.output)) this.shells.changeDirectory(words[1])
    } else if (program === 'exit' || program === 'logout') this.shells.exit()
    else if (exec !== null) {
      const pod = exec.program === 'docker' ? podOfContainer(exec.target) : exec.target
      if (exec.inner === '') this.shells.enter(pod)
      const inside: Shell = { ...shell, pod, directory: null, previousDirectory: null }
      this.runWithin(run, command, exec.inner, inside, depth)
    } else if (ssh !== null) {
      const there: Shell = { host: ssh.host, node: ssh.host, pod: null, directory: '~', previousDirectory: null }
      this.runWithin(run, command, ssh.inner, there, depth)
    } else if (actions.length > 0) this.act(run, actions, shell)
    else this.ask(run, command, program, shell)
  }

  /** What stands on the command line of another command, as behind `kubectl exec POD --`. */
  private runWithin(run: Run, outer: TypedCommand, inner: string, shell: Shell, depth: number): void {
    if (depth === maxNestedCommands) return
    for (const command of commandsOf(inner)) {
      const filters = [...command.filters, ...outer.filters]
      const isReshaped = command.isReshaped || outer.isReshaped
      this.run(run, { ...command, filters, isReshaped }, shell, depth + 1)
    }
  }

  private act(run: Run, actions: readonly Action[], { node }: Shell): void {
    if (saysItFailed(run.output)) {
      run.reason = importReasons.failedEvent()
      return
    }
    run.isAction = true
    run.reason = importReasons.event()
    const events = actions.map(({ kind, subject }) => {
      return { node, kind, subject: subject || node, text: run.typed, line: run.line }
    })
    this.drafts.addEvents(events)
  }

  private ask(run: Run, command: TypedCommand, program: string, shell: Shell): void {
    if (program === 'date' && !command.isReshaped) {
      const date = clockIn(run.output)
      if (date !== null) this.drafts.noteClock(date, shell.node)
    }
    if (run.isClaimed) return
    const probe = probeOfWords(command.words, command.text, shell.directory)
    if (probe === null) return
    if (command.isReshaped) {
      run.reason = importReasons.reshaped()
      return
    }
    run.isClaimed = true
    run.reason = importReasons.byCommand()
    run.section = this.addSection(run, probe, shell, program, hiding(command))
  }

  private addSection(
    { typed, output }: Run,
    probe: Probe,
    shell: Shell,
    program: string,
    hidesRows: readonly string[],
  ): DraftSection {
    return this.drafts.addSection({
      probe,
      shell,
      command: typed,
      program,
      stdout: textOf(output),
      hidesRows,
      note: null,
    })
  }
}

/** Who reads a table; `rivals`: those that read it equally well, so that nobody can tell. */
interface Told {
  probe: Probe | undefined
  rivals: readonly Probe[]
}
const noReader: Told = { probe: undefined, rivals: [] }

/** Of the probes whose tables have such a head, the one that reads most of this; none when several read it as well. */
function readerOf(headed: readonly Probe[], stdout: string, command: string, nowMs: number): Told {
  const read = headed.map((probe) => ({ probe, ...parseLoosely(probe, stdout, command, nowMs) }))
  const fitting = read
    .filter(({ rows, unparsed }) => rows.length > 0 || unparsed.length === 0)
    .toSorted((a, b) => b.rows.length - a.rows.length || a.unparsed.length - b.unparsed.length)
  const [best, second] = fitting
  if (best === undefined) return noReader
  const isEqual = (each: typeof best) =>
    each.rows.length === best.rows.length && each.unparsed.length === best.unparsed.length
  // An empty table says nothing of whose it is, and nothing wrong.
  if (second !== undefined && best.rows.length > 0 && isEqual(second))
    return { probe: undefined, rivals: fitting.filter(isEqual).map(({ probe }) => probe) }
  return { probe: best.probe, rivals: [] }
}

/** Why a table is read as what it is, or not. */
function reasonOfTable(headed: readonly Probe[], { probe, rivals }: Told, hasCommand: boolean): Message {
  if (probe !== undefined) return hasCommand ? importReasons.byOwnHeader() : importReasons.byHeader()
  if (rivals.length > 0) return importReasons.severalFit({ probes: rivals.map(({ name }) => name).join(', ') })
  return headed.length === 0 ? importReasons.unknownTable() : importReasons.unlikeItsHeader()
}

/** What of a command hides rows, as typed. */
const hiding = ({ words, filters }: TypedCommand): string[] => [
  ...selectionsOf(words),
  ...filters.map((filter) => `| ${filter}`),
]

/** What they print was printed at another time. */
const showsFiles = new Set(
  'cat zcat less more most view vi vim nano head tail grep egrep fgrep zgrep sed awk bat xxd strings diff echo printf'.split(
    ' ',
  ),
)
/** `alias kgp='kubectl get pods'`, `alias k=kubectl` */
const aliasCommand = /\balias\s+([\w.-]{1,40})=(?:(["'])(.{1,300}?)\2|([^\s"';]{1,300}))/g

const isEmpty = (output: readonly string[]): boolean => output.every((line) => line.trim() === '')

/** kubelet names its containers `k8s_CONTAINER_POD_NAMESPACE_UID_ATTEMPT`. */
function podOfContainer(name: string): string {
  return /^k8s_[^_]+_([^_]+)_/.exec(name)?.[1] ?? name
}
