/** How far a capture is. */
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import type { Message, Outcome } from '../../shared/model.ts'
import type { ProbeRun } from './run-probe.ts'

/** Where one probe, or the login, of one node stands. */
export interface CaptureStep {
  node: string
  /** Empty: the login. */
  probe: string
  /** Null: still running. */
  outcome: Outcome | null
  bytes: number
  elapsedMs: number
}

export interface CaptureProgress {
  text: Message
  done: number
  total: number
  /** Null: of the capture as a whole. */
  step: CaptureStep | null
}

/** How often a running command tells how much has come. */
const heartbeatMs = 500

/** Counts what is done of a number of steps, and tells of each. */
export class ProgressMeter {
  private readonly total: number
  private readonly onProgress: (progress: CaptureProgress) => void
  private done = 0

  constructor(total: number, onProgress: (progress: CaptureProgress) => void) {
    this.total = total
    this.onProgress = onProgress
  }

  noteLogin(node: string, elapsedMs: number): void {
    const step: CaptureStep = { node, probe: '', outcome: 'ok', bytes: 0, elapsedMs }
    this.tell(captureMessages.connected({ node, elapsedMs }), step, 1)
  }

  /** A node that was not reached takes all of its steps with it. */
  noteRefusal(why: Message, at: Pick<CaptureStep, 'node' | 'outcome' | 'elapsedMs'>, steps: number): void {
    this.tell(why, { ...at, probe: '', bytes: 0 }, steps)
  }

  /** Runs a probe, and tells how it goes. `counts`: whether an outcome is a step done. */
  async watch(
    node: string,
    probe: string,
    run: (onBytes: (bytes: number) => void) => Promise<ProbeRun>,
    counts: (outcome: Outcome) => boolean,
  ): Promise<ProbeRun> {
    const startedAtMs = performance.now()
    let bytes = 0
    const elapsedMs = () => Math.round(performance.now() - startedAtMs)
    const heartbeat = setInterval(() => {
      const step = { node, probe, bytes, elapsedMs: elapsedMs() }
      this.tell(captureMessages.running(step), { ...step, outcome: null }, 0)
    }, heartbeatMs)
    try {
      const result = await run((count) => {
        bytes = count
      })
      const { outcome } = result.section
      const step = { node, probe, outcome, bytes, elapsedMs: elapsedMs() }
      this.tell(captureMessages.answered(step), step, counts(outcome) ? 1 : 0)
      return result
    } finally {
      clearInterval(heartbeat)
    }
  }

  /** What was not asked of anybody is done, too. */
  end(): void {
    if (this.done < this.total) this.tell(captureMessages.ended(), null, this.total - this.done)
  }

  private tell(text: Message, step: CaptureStep | null, steps: number): void {
    this.done = Math.min(this.total, this.done + steps)
    this.onProgress({ text, done: this.done, total: this.total, step })
  }
}
