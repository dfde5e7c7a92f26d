/** Deals what a transcript shows out to drafts of snapshots, whose times are not known yet. */
import { compoundKey } from '../../../shared/compound-key.ts'
import { importMessages } from '../../../shared/messages/import.ts'
import type { Event, Message, Section } from '../../../shared/model.ts'
import type { DateOutput } from '../../../shared/parse/date-output.ts'
import { nameOfKeptText } from '../../../shared/probes/kept-text/probe.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { judgeOutput } from './judge-output.ts'
import type { LogHead } from './log-marks.ts'
import type { Shell } from './shell-stack.ts'
import { type Clue, clockTime } from './times.ts'

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

/** An output of which it is known whose it is. */
export interface ReadOutput {
  probe: Probe
  shell: Pick<Shell, 'node' | 'pod'>
  /** As typed; empty when it is not in the log. */
  command: string
  program: string
  stdout: string
  /** What hides rows of it, as typed: `| grep nova`, `-l app=web`. */
  hidesRows: readonly string[]
  /** What is to be said of it when its end says nothing. */
  note: Message | null
}

/** An output that no probe reads. */
export type KeptOutput = Pick<ReadOutput, 'shell' | 'command' | 'stdout'>

/** A clock this much on belongs to a later look at the site. */
const laterLookMs = 60_000

interface OpenSection {
  section: DraftSection
  programs: Set<string>
}

export class Drafts {
  private readonly drafts: Draft[] = []
  private readonly nowMs: number
  /** Null right after an operator changed something: what is seen before and after that must not share a snapshot. */
  private draft: Draft | null = null
  /** Sections of the open draft, by what makes a repetition. */
  private open = new Map<string, OpenSection>()
  private pendingEvents: DraftEvent[] = []
  /** Texts behind what an operator changed: they stand with what was looked at next. */
  private pendingTexts: DraftSection[] = []
  private pendingClock: { date: DateOutput; node: string } | null = null
  /** The newest time that the log itself tells. */
  private head: LogHead | null = null

  /** `nowMs` only serves parsers that want a time; nothing of it is kept. */
  constructor(nowMs: number) {
    this.nowMs = nowMs
  }

  /** Another session begins, at another time. */
  beginSession(head: LogHead): void {
    this.draft = null
    this.head = head
  }

  /** The log tells when the next lines were printed. */
  noteStamp(atMs: number): void {
    this.head = { atMs, hasZone: false }
  }

  /** `date`: at least one reading. */
  noteClock(date: DateOutput, node: string): void {
    const { clock = null, heartbeat = null } = this.draft ?? {}
    const clockMs = clock === null ? 0 : clockTime(clock, heartbeat).atMs
    const seenMs = Math.max(clockMs, heartbeat?.atMs ?? 0)
    if (seenMs > 0 && clockTime(date, heartbeat).atMs - seenMs > laterLookMs) this.draft = null
    this.pendingClock = { date, node }
  }

  /** What an operator changed: what is seen from now on is of another snapshot. */
  addEvents(events: readonly DraftEvent[]): void {
    this.draft = null
    this.pendingEvents.push(...events)
  }

  addSection({ probe, shell, command, program, stdout, hidesRows, note }: ReadOutput): DraftSection {
    const key = probe.scope === 'cluster' ? probe.name : compoundKey(probe.name, shell.node, shell.pod)
    const before = this.draft === null ? undefined : this.open.get(key)
    // `hostname`, then `date`: one probe asks for both, so they are one section
    if (this.draft !== null && before !== undefined && probe.joinsParts === true && !before.programs.has(program)) {
      before.programs.add(program)
      before.section.command += `; ${command}`
      before.section.stdout += stdout
      this.applyClock(this.draft)
      return before.section
    }
    const draft = this.draft === null || before !== undefined ? this.beginDraft() : this.draft
    const printed = judgeOutput(probe, command, stdout, this.nowMs, hidesRows.length > 0)
    const section: DraftSection = {
      node: shell.node,
      probe: probe.name,
      pod: shell.pod,
      command,
      outcome: printed.outcome,
      message: printed.message ?? note,
      // A terminal shows stderr among the output, and no exit status.
      exitCode: null,
      stdout,
      stderr: '',
      partialView: partialViewOf(hidesRows),
    }
    draft.sections.push(section)
    this.open.set(key, { section, programs: new Set([program]) })
    const { heartbeat } = printed
    if (heartbeat !== null && heartbeat.atMs > (draft.heartbeat?.atMs ?? 0)) draft.heartbeat = heartbeat
    this.applyClock(draft)
    return section
  }

  /** Kept as text, in the order of the session. A text alone makes no snapshot where others are looked at. */
  addText({ shell, command, stdout }: KeptOutput): DraftSection {
    const section: DraftSection = {
      node: shell.node,
      // Named at the end.
      probe: '',
      pod: shell.pod,
      command,
      outcome: 'ok',
      message: null,
      exitCode: null,
      stdout,
      stderr: '',
      partialView: null,
    }
    const texts = this.draft?.sections ?? this.pendingTexts
    texts.push(section)
    return section
  }

  finish(): Draft[] {
    const last = this.drafts.at(-1) ?? (this.pendingTexts.length > 0 ? this.beginDraft() : undefined)
    for (const text of this.pendingTexts) last?.sections.push(text)
    for (const draft of this.drafts) nameTexts(draft)
    if (this.pendingEvents.length > 0) {
      if (last !== undefined && last.events.length === 0) {
        last.events = this.pendingEvents
        last.eventsFollow = true
      } else this.drafts.push({ ...emptyDraft(), events: this.pendingEvents })
    }
    if (last !== undefined && last.heartbeat === null) this.applyClock(last)
    return this.drafts
  }

  private beginDraft(): Draft {
    const draft: Draft = { ...emptyDraft(), events: this.pendingEvents, head: this.head, sections: this.pendingTexts }
    this.draft = draft
    this.drafts.push(draft)
    this.pendingEvents = []
    this.pendingTexts = []
    this.open = new Map()
    return draft
  }

  private applyClock(draft: Draft): void {
    if (this.pendingClock === null) return
    const { date, node } = this.pendingClock
    const [reading, other] = date.readings
    draft.clock ??= date
    if (reading !== undefined && other === undefined) draft.zones.set(node, reading.zoneOffsetMinutes)
    this.pendingClock = null
  }
}

const emptyDraft = (): Draft => ({
  sections: [],
  events: [],
  eventsFollow: false,
  zones: new Map(),
  clock: null,
  head: null,
  heartbeat: null,
})

function partialViewOf(hidesRows: readonly string[]): Message | null {
  if (hidesRows.length === 0) return null
  return importMessages.filtered({ filters: hidesRows.map((each) => `\`${each}\``).join(' ') })
}

/** Names the texts of a draft: what was asked, and how often it had been asked before. */
function nameTexts({ sections }: Draft): void {
  const asked = new Map<string, number>()
  for (const section of sections) {
    if (section.probe !== '') continue
    const key = compoundKey(section.node, section.pod ?? '', nameOfKeptText(section.command, 1))
    const count = (asked.get(key) ?? 0) + 1
    asked.set(key, count)
    section.probe = nameOfKeptText(section.command, count)
  }
}
