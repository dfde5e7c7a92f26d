/** Walks through the commands of a transcript in order and deals them out to snapshots whose times are not known yet. */
import { written } from '../../shared/messages/written.ts'
import type { Event, ImportReason, Section } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import type { Assignments } from './importer.ts'
import { type Judgement, judgeOutput } from './judge-output.ts'
import { actionsOf, saysItFailed } from './operator-events.ts'
import { probeOfWords } from './output-files.ts'
import { commandsOf, execOf, programOf, sshOf, type TypedCommand } from './shell-command.ts'
import { type Shell, ShellStack } from './shell-stack.ts'
import type { LogHead } from './terminal-log.ts'
import type { Block } from './transcript-blocks.ts'
import { type Clue, clockOf } from './transcript-times.ts'
import { unwrapped } from './wrapped-lines.ts'

export type DraftSection = Omit<Section, 'startedAtMs' | 'endedAtMs'>
export type DraftEvent = Omit<Event, 'at'>

/** A person's word, by the line of a command. */
export type LineAssignments = ReadonlyMap<number, Assignments[string]>

/** What one command printed, and what became of it. */
export interface DraftPiece {
  line: number
  command: string
  node: string
  reason: ImportReason
  section: DraftSection | null
}

export interface Draft extends Clue {
  sections: DraftSection[]
  events: DraftEvent[]
  /** The events came after the sections, at the end of the transcript. */
  eventsFollow: boolean
  /** Zones of nodes, minutes east of UTC, where `date` told them. */
  zones: Map<string, number>
}

/** A clock this much on belongs to a later look at the site. */
const laterLookMs = 60_000
const maxNestedCommands = 4

/**
 * `nowMs` only serves parsers that want a time; nothing of it is kept. `assigned`: a person's word on what is printed
 * behind a line. `stampsMs`: when each line was printed, where the log tells.
 */
export function draftsOf(
  blocks: Block[],
  nowMs: number,
  assigned: LineAssignments = new Map(),
  stampsMs: readonly (number | null)[] = [],
): { drafts: Draft[]; pieces: DraftPiece[] } {
  const dealer = new Dealer(nowMs, assigned, stampsMs)
  for (const block of blocks) dealer.take(block)
  return { drafts: dealer.finish(), pieces: dealer.pieces }
}

class Dealer {
  private readonly drafts: Draft[] = []
  private readonly shells = new ShellStack()
  private readonly nowMs: number
  /** Null right after an operator changed something: what is seen before and after that must not share a snapshot. */
  private draft: Draft | null = null
  /** Sections of the open draft, by what makes a repetition. */
  private open = new Map<string, { section: DraftSection; programs: Set<string> }>()
  private pendingEvents: DraftEvent[] = []
  private pendingClock: { atMs: number; zoneOffsetMinutes: number; node: string } | null = null

  /** The newest time that the log itself tells. */
  private head: LogHead | null = null
  private readonly assigned: LineAssignments
  private readonly stampsMs: readonly (number | null)[]
  readonly pieces: DraftPiece[] = []

  constructor(nowMs: number, assigned: LineAssignments, stampsMs: readonly (number | null)[]) {
    this.nowMs = nowMs
    this.assigned = assigned
    this.stampsMs = stampsMs
  }

  take(block: Block): void {
    if (block.head !== null) {
      // Another session, at another time.
      this.draft = null
      this.head = block.head
      return
    }
    const stampMs = this.stampsMs[block.line - 1] ?? null
    if (stampMs !== null) this.head = { atMs: stampMs, hasZone: false }
    const typed = block.prompt?.command ?? ''
    const { probe: assigned, node } = this.assigned.get(block.line) ?? {}
    const met = block.prompt === null ? this.shells.current() : this.shells.at(block.prompt)
    const shell = node === undefined ? met : { ...met, node }
    const run: Run = { block, typed, claimed: false, alone: true, reason: 'no-probe', section: null }
    if (assigned !== undefined) {
      run.claimed = true
      run.reason = 'corrected'
    }
    const probe = knownProbe(assigned ?? block.probe ?? '')
    if (block.prompt === null) {
      const note = 'This output stands in the transcript without the command that printed it.'
      if (probe !== undefined && assigned !== null) {
        run.reason = assigned === undefined ? 'by-header' : run.reason
        run.section = this.addSection(probe, shell, '', '', textOf(block.output), [], note)
      }
    } else if (typed.endsWith('^C')) {
      // typed, then given up
      return
    } else {
      const commands = commandsOf(typed)
      run.alone = commands.length === 1
      for (const command of commands) this.run(run, command, shell, 0)
      if (assigned !== undefined && probe !== undefined)
        run.section = this.addSection(probe, shell, typed, '', textOf(block.output), [], '')
    }
    const isSilent = run.section === null && block.output.every((line) => line.trim() === '')
    if (isSilent && run.reason !== 'event') return
    this.pieces.push({
      ...{ line: block.line, command: typed, node: run.section?.node ?? shell.node },
      ...{ reason: run.reason, section: run.section },
    })
  }

  finish(): Draft[] {
    const last = this.drafts.at(-1)
    if (this.pendingEvents.length > 0) {
      if (last !== undefined && last.events.length === 0) {
        last.events = this.pendingEvents
        last.eventsFollow = true
      } else this.drafts.push({ ...emptyDraft(), events: this.pendingEvents })
    }
    if (this.pendingClock !== null && last !== undefined && last.heartbeatMs === null) this.applyClock(last)
    return this.drafts
  }

  private run(run: Run, command: TypedCommand, shell: Shell, depth: number): void {
    const { words } = command
    const program = programOf(words)
    const { output } = run.block
    if (program === 'cd') {
      if (!run.alone || output.every((line) => line.trim() === '')) this.shells.changeDirectory(words[1])
      return
    }
    if (program === 'exit' || program === 'logout') {
      this.shells.exit()
      return
    }
    const exec = execOf(words)
    if (exec !== null) {
      const pod = exec.program === 'docker' ? podOfContainer(exec.target) : exec.target
      if (exec.inner === '') this.shells.enter(pod)
      if (depth === maxNestedCommands) return
      const inside: Shell = { ...shell, pod, directory: null, previousDirectory: null }
      for (const inner of commandsOf(exec.inner)) {
        const filters = [...inner.filters, ...command.filters]
        this.run(run, { ...inner, filters, reshaped: inner.reshaped || command.reshaped }, inside, depth + 1)
      }
      return
    }
    const ssh = sshOf(words)
    if (ssh !== null) {
      if (depth === maxNestedCommands) return
      const there: Shell = { host: ssh.host, node: ssh.host, pod: null, directory: '~', previousDirectory: null }
      for (const inner of commandsOf(ssh.inner))
        this.run(run, { ...inner, filters: [...inner.filters, ...command.filters] }, there, depth + 1)
      return
    }
    const actions = actionsOf(words)
    if (actions.length > 0) {
      if (saysItFailed(output)) {
        run.reason = 'failed-event'
        return
      }
      run.reason = 'event'
      this.draft = null
      for (const action of actions) {
        this.pendingEvents.push({
          node: shell.node,
          ...action,
          subject: action.subject || shell.node,
          text: run.typed,
          line: run.block.line,
        })
      }
      return
    }
    if (program === 'date' && !command.reshaped) this.noteClock(output, shell.node)
    if (run.claimed) return
    const probe = probeOfWords(words, command.text, shell.directory)
    if (probe === null) return
    if (command.reshaped) {
      run.reason = 'reshaped'
      return
    }
    run.claimed = true
    run.reason = 'by-command'
    run.section = this.addSection(probe, shell, run.typed, program, textOf(output), command.filters, '')
  }

  private noteClock(output: string[], node: string): void {
    const clock = output.map(clockOf).find((read) => read !== null)
    if (clock === undefined || clock === null) return
    const seenMs = Math.max(this.draft?.clockMs ?? 0, this.draft?.heartbeatMs ?? 0)
    if (seenMs > 0 && clock.atMs - seenMs > laterLookMs) this.draft = null
    this.pendingClock = { ...clock, node }
  }

  private applyClock(draft: Draft): void {
    if (this.pendingClock === null) return
    draft.clockMs ??= this.pendingClock.atMs
    draft.zones.set(this.pendingClock.node, this.pendingClock.zoneOffsetMinutes)
    this.pendingClock = null
  }

  private addSection(
    probe: Probe,
    shell: Shell,
    command: string,
    program: string,
    stdout: string,
    filters: string[],
    note: string,
  ): DraftSection {
    const key = probe.scope === 'cluster' ? probe.name : `${probe.name}\u0000${shell.node}\u0000${shell.pod ?? ''}`
    const before = this.draft === null ? undefined : this.open.get(key)
    // A terminal shows stderr among the output, and no exit status.
    const { text, ...judged } = this.asPrinted(probe, command, stdout, filters.length > 0)
    // `hostname`, then `date`: one probe asks for both, so they are one section
    if (this.draft !== null && before !== undefined && probe.name === 'host' && !before.programs.has(program)) {
      before.programs.add(program)
      before.section.command += `; ${command}`
      before.section.stdout += stdout
      this.applyClock(this.draft)
      return before.section
    }
    if (this.draft === null || before !== undefined) {
      this.draft = { ...emptyDraft(), events: this.pendingEvents, head: this.head }
      this.drafts.push(this.draft)
      this.pendingEvents = []
      this.open = new Map()
    }
    const section: DraftSection = {
      node: shell.node,
      probe: probe.name,
      pod: shell.pod,
      command,
      outcome: judged.outcome,
      message: judged.message ?? written(note),
      exitCode: null,
      stdout: text,
      stderr: '',
      partialView: written(partialViewOf(filters) ?? ''),
    }
    this.draft.sections.push(section)
    this.open.set(key, { section, programs: new Set([program]) })
    if (judged.heartbeatMs !== null) this.draft.heartbeatMs = Math.max(this.draft.heartbeatMs ?? 0, judged.heartbeatMs)
    this.applyClock(this.draft)
    return section
  }

  /** The output, and what became of the command. Lines that a screen cut are joined where the probe then understands more. */
  private asPrinted(probe: Probe, command: string, stdout: string, isFiltered: boolean): Judgement & { text: string } {
    const judged = judgeOutput(probe, command, stdout, this.nowMs, isFiltered)
    const whole = judged.unparsed === 0 ? null : unwrapped(stdout)
    if (whole === null) return { ...judged, text: stdout }
    const again = judgeOutput(probe, command, whole, this.nowMs, isFiltered)
    const isBetter = again.rows >= judged.rows && again.unparsed < judged.unparsed
    return isBetter ? { ...again, text: whole } : { ...judged, text: stdout }
  }
}

interface Run {
  block: Block
  typed: string
  /** One command's output cannot be told from another's: the first that a probe knows has it all. */
  claimed: boolean
  alone: boolean
  /** What became of the output, in words. */
  reason: ImportReason
  section: DraftSection | null
}

const emptyDraft = (): Draft => ({
  sections: [],
  events: [],
  eventsFollow: false,
  zones: new Map(),
  clockMs: null,
  head: null,
  heartbeatMs: null,
})

function partialViewOf(filters: string[]): string | null {
  if (filters.length === 0) return null
  return `Only what passed ${filters.map((filter) => `\`| ${filter}\``).join(' ')} is shown.`
}

/** kubelet names its containers `k8s_CONTAINER_POD_NAMESPACE_UID_ATTEMPT`. */
function podOfContainer(name: string): string {
  return /^k8s_[^_]+_([^_]+)_/.exec(name)?.[1] ?? name
}

/** Empty lines at the end belong to the file, not to the output. */
function textOf(output: string[]): string {
  let end = output.length
  while (end > 0 && (output[end - 1] ?? '').trim() === '') end--
  return end === 0 ? '' : `${output.slice(0, end).join('\n')}\n`
}
