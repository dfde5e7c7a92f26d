/** How a command is run on a node, and how that went. */

export interface ExecLimits {
  timeoutMs: number
  maxBytes: number
  signal?: AbortSignal
  /** Told how much has come so far. */
  onBytes?: (bytes: number) => void
  /** The line with which the command's own output begins; what a login profile prints ahead of it is dropped. */
  begin?: string
  /** Runs on a terminal, where a program asks for a password: it is typed after `prompt`. */
  typing?: { prompt: string; answer: string }
}

export interface ExecResult {
  stdout: string
  stderr: string
  exitCode: number | null
  /** e.g. `KILL`, when the command died by one. */
  killedBy: string | null
  /**
   * `lost`: the connection ended. `not-started`: no channel could be had; `stderr` is then what ssh2 says of it.
   * `not-accepted`: what was typed at its prompt did not do.
   */
  ending: 'exited' | 'timed-out' | 'truncated' | 'aborted' | 'lost' | 'not-started' | 'not-accepted'
  startedAtMs: number
  /** When the first bytes came; the end when none did. */
  firstOutputAtMs: number
  endedAtMs: number
}

/** Runs without a terminal and without input, unless the limits say otherwise. Never rejects. */
export type Exec = (command: string, limits: ExecLimits) => Promise<ExecResult>
