/** Walks through the commands of a transcript in order and deals them out to snapshots whose times are not known yet. */
import type { Event, Outcome, Section } from '../../shared/model.ts'
import { probes } from '../../shared/probes/index.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import { actionsOf, saysItFailed } from './operator-events.ts'
import { commandsOf, execOf, listedDirectory, programOf, type TypedCommand } from './shell-command.ts'
import { type Shell, ShellStack } from './shell-stack.ts'
import type { Block } from './transcript-blocks.ts'
import { type Clue, clockOf } from './transcript-times.ts'

export type DraftSection = Omit<Section, 'startedAtMs' | 'endedAtMs'>
export type DraftEvent = Omit<Event, 'at'>

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

/** `nowMs` only serves parsers that want a time; nothing of it is kept. */
export function draftsOf(blocks: Block[], nowMs: number): Draft[] {
  const dealer = new Dealer(nowMs)
  for (const block of blocks) dealer.take(block)
  return dealer.finish()
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

  constructor(nowMs: number) {
    this.nowMs = nowMs
  }

  take(block: Block): void {
    if (block.prompt === null) {
      const probe = probes.find(({ name }) => name === block.probe)
      const note = 'This output stands in the transcript without the command that printed it.'
      if (probe !== undefined) this.addSection(probe, this.shells.current(), '', '', textOf(block.output), [], note)
      return
    }
    const shell = this.shells.at(block.prompt)
    // typed, then given up
    if (block.prompt.command.endsWith('^C')) return
    const commands = commandsOf(block.prompt.command)
    const alone = commands.length === 1
    const run = { block, typed: block.prompt.command, claimed: false, alone }
    for (const command of commands) this.run(run, command, shell, 0)
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
    const actions = actionsOf(words)
    if (actions.length > 0) {
      if (saysItFailed(output)) return
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
    if (command.reshaped || run.claimed) return
    const probe = probeFor(command, shell)
    if (probe === undefined) return
    run.claimed = true
    this.addSection(probe, shell, run.typed, program, textOf(output), command.filters, '')
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
  ): void {
    const key = probe.scope === 'cluster' ? probe.name : `${probe.name}\u0000${shell.node}\u0000${shell.pod ?? ''}`
    const before = this.draft === null ? undefined : this.open.get(key)
    const judged = this.judge(probe, command, stdout, filters)
    // `hostname`, then `date`: one probe asks for both, so they are one section
    if (this.draft !== null && before !== undefined && probe.name === 'host' && !before.programs.has(program)) {
      before.programs.add(program)
      before.section.command += `; ${command}`
      before.section.stdout += stdout
      this.applyClock(this.draft)
      return
    }
    if (this.draft === null || before !== undefined) {
      this.draft = { ...emptyDraft(), events: this.pendingEvents }
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
      message: judged.message === '' ? note : judged.message,
      exitCode: null,
      stdout,
      stderr: '',
      partialView: partialViewOf(filters),
    }
    this.draft.sections.push(section)
    this.open.set(key, { section, programs: new Set([program]) })
    if (judged.heartbeatMs !== null) this.draft.heartbeatMs = Math.max(this.draft.heartbeatMs ?? 0, judged.heartbeatMs)
    this.applyClock(this.draft)
  }

  /** A terminal shows stderr among the output, and no exit status: what was printed must tell how it ended. */
  private judge(probe: Probe, command: string, stdout: string, filters: string[]): Judgement {
    const parsed = probe.parse(stdout, { takenAtMs: this.nowMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command })
    const lines = stdout.split('\n')
    if (lines.some((line) => line.endsWith('^C'))) {
      return judgement('truncated', 'Interrupted with Ctrl-C: the output may lack its end.')
    }
    if (parsed.rows.length > 0) {
      const beats = parsed.rows.map(({ fields }) =>
        typeof fields.updatedAt === 'string' ? Date.parse(fields.updatedAt) : Number.NaN,
      )
      const known = beats.filter((beat) => !Number.isNaN(beat))
      const heartbeatMs = known.length === 0 ? null : known.reduce((newest, beat) => Math.max(newest, beat))
      return { ...judgement('ok', ''), heartbeatMs }
    }
    if (stdout.trim() === '') {
      if (filters.length > 0) return judgement('ok', '')
      return judgement('truncated', 'The transcript holds no output of this command.')
    }
    const diagnosis = probe.diagnose?.({ stdout: '', stderr: stdout, exitCode: 1 }) ?? null
    if (diagnosis !== null) return judgement(diagnosis.outcome, diagnosis.message)
    const complaint = lines.find((line) => failure.test(line.slice(0, 2000)))
    if (complaint === undefined) return judgement('ok', '')
    if (/command not found|not found$/.test(complaint)) {
      return judgement('unavailable', `The command is not installed there, or not on the path: ${complaint.trim()}`)
    }
    return judgement('failed', complaint.trim())
  }
}

interface Run {
  block: Block
  typed: string
  /** One command's output cannot be told from another's: the first that a probe knows has it all. */
  claimed: boolean
  alone: boolean
}

interface Judgement {
  outcome: Outcome
  message: string
  heartbeatMs: number | null
}

const failure =
  /: command not found|: not found$|No such file or directory|^(?:ERROR|Error|error)\b|^Unable to |^Cannot |^The connection to the server /

const judgement = (outcome: Outcome, message: string): Judgement => ({ outcome, message, heartbeatMs: null })

const emptyDraft = (): Draft => ({
  sections: [],
  events: [],
  eventsFollow: false,
  zones: new Map(),
  clockMs: null,
  heartbeatMs: null,
})

function probeFor(command: TypedCommand, shell: Shell): Probe | undefined {
  const program = programOf(command.words)
  if (program === 'ls' || program === 'll') {
    const shown = listedDirectory(command.words, shell.directory)
    return shown === '/var/log' ? probes.find(({ name }) => name === 'var-log') : undefined
  }
  const unwrapped = command.words.join(' ')
  return probes.find(
    (probe) => probe.name !== 'var-log' && (probe.recognises(unwrapped) || probe.recognises(command.text)),
  )
}

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
