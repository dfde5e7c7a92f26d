/** What the library's thread is asked and answers: derived from its functions, so that both sides stay in step. */
import type { ErrorEnvelope } from '../../shared/contract/call-error.ts'
import type { CallName, Handlers } from '../../shared/contract/contract.ts'
import type { Answers } from './answers.ts'

export type RequestName = keyof Answers

/** Each answer as a function that waits for the thread. */
type Asked<N extends RequestName> = N extends CallName
  ? Handlers[N]
  : (input: Parameters<Answers[N]>[0]) => Promise<ReturnType<Answers[N]>>

/**
 * The library as the program sees it. One worker thread owns the only SQLite connection: the caller's thread never runs
 * SQL, parsing or comparing.
 */
export type Library = { [N in RequestName]: Asked<N> } & {
  /** A running `add` stores nothing and throws CallError `cancelled`. */
  cancelAdd: () => void
  close: () => Promise<void>
}

export type RequestMessage = { id: number; name: RequestName; input: unknown } | { id: number; name: 'close' }

/** `renewing`: what an older version stored is read again; `storing`: snapshots of one call. */
export interface LibraryProgress {
  task: 'renewing' | 'storing'
  done: number
  total: number
}

/** `stack`: where in the thread it broke, for the log. The reply with id 0 says that the library is open, and the names of all that it answers; or why it is not. */
export type ReplyMessage =
  | { id: number; output: unknown }
  | { id: number; error: ErrorEnvelope; stack: string | undefined }
  | { progress: LibraryProgress }
  | { changed: string }
