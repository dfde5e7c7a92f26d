/** Walks through the commands of a transcript in order: what each printed becomes a section, what it changed an event. */

import { commandsOf, programOf, type TypedCommand } from '../../../shared/commands/command-line.ts'
import { execOf, sshOf } from '../../../shared/commands/nested-command.ts'
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
  typed: string
  line: number
  output: readonly string[]
  /** One command's output cannot be told from another's: the first that a probe knows has it all. */
  isClaimed: boolean
  isAlone: boolean
  /** It changed something: an event tells it. */
  isAction: boolean
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

  /** A table whose command is not in the log. */
  private takeTable({ probes, line, output }: TableBlock, word: Assignments[string]): void {
    const shell = this.shellAt(word, this.shells.current())
    const stdout = textOf(output)
    const isCorrected = word.probe !== undefined
    const probe = isCorrected ? knownProbe(word.probe ?? '') : readerOf(probes, stdout, this.nowMs)
    const found = { probe, shell, command: '', program: '', stdout, filters: [], note: importMessages.withoutCommand() }
    const section = probe === undefined ? null : this.drafts.addSection({ ...found, probe })
    const unread = section === null ? importReasons.unlikeItsHeader() : importReasons.byHeader()
    const reason = isCorrected ? importReasons.corrected() : unread
    this.pieces.push({ line, command: '', node: shell.node, reason, section })
  }

  private takeCommands({ prompt, line, output }: CommandBlock, word: Assignments[string]): void {
    const met = this.shells.at(prompt)
    const typed = prompt.command
    // typed, then given up
    if (typed.endsWith('^C')) return
    const shell = this.shellAt(word, met)
    const isCorrected = word.probe !== undefined
    const commands = commandsOf(typed)
    const run: Run = {
      typed,
      line,
      output,
      isClaimed: isCorrected,
      isAlone: commands.length === 1,
      isAction: false,
      reason: isCorrected ? importReasons.corrected() : importReasons.noProbe(),
      section: null,
    }
    for (const command of commands) this.run(run, command, shell, 0)
    const probe = knownProbe(word.probe ?? '')
    if (probe !== undefined) run.section = this.addSection(run, probe, shell, '', [])
    if (run.section === null && isEmpty(output) && !run.isAction) return
    const node = run.section?.node ?? shell.node
    this.pieces.push({ line, command: typed, node, reason: run.reason, section: run.section })
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
    run.section = this.addSection(run, probe, shell, program, command.filters)
  }

  private addSection(
    { typed, output }: Run,
    probe: Probe,
    shell: Shell,
    program: string,
    filters: readonly string[],
  ): DraftSection {
    return this.drafts.addSection({
      probe,
      shell,
      command: typed,
      program,
      stdout: textOf(output),
      filters,
      note: null,
    })
  }
}

/** Of the probes whose tables have such a head, the one that reads most of this; undefined when it is none of theirs. */
function readerOf(probes: readonly Probe[], stdout: string, nowMs: number): Probe | undefined {
  const read = probes.map((probe) => ({ probe, ...parseLoosely(probe, stdout, '', nowMs) }))
  const fitting = read.filter(({ rows, unparsed }) => rows.length > 0 || unparsed.length === 0)
  return fitting.toSorted((a, b) => b.rows.length - a.rows.length || a.unparsed.length - b.unparsed.length)[0]?.probe
}

const isEmpty = (output: readonly string[]): boolean => output.every((line) => line.trim() === '')

/** kubelet names its containers `k8s_CONTAINER_POD_NAMESPACE_UID_ATTEMPT`. */
function podOfContainer(name: string): string {
  return /^k8s_[^_]+_([^_]+)_/.exec(name)?.[1] ?? name
}
