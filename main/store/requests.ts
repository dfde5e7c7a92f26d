/** What the library's thread is asked and answers: derived from the interface, so that both sides stay in step. */
import type { ErrorEnvelope } from '../../shared/contract/contract.ts'
import type { Library } from './store.ts'

export type RequestName = Exclude<keyof Library, 'close' | 'cancelAdd'>
export type RequestArguments<N extends RequestName> = Parameters<Library[N]>
export type RequestOutput<N extends RequestName> = Awaited<ReturnType<Library[N]>>

export type Handlers = { [N in RequestName]: (...values: RequestArguments<N>) => RequestOutput<N> }

export type RequestMessage = { id: number; name: RequestName; values: unknown[] } | { id: number; name: 'close' }
/** `renewing`: what an older version stored is read again; `storing`: snapshots of one call. */
export interface LibraryProgress {
  task: 'renewing' | 'storing'
  done: number
  total: number
}
/** The reply with id 0 says that the library is open, or why not. */
export type ReplyMessage =
  | { id: number; output: unknown }
  | { id: number; error: ErrorEnvelope }
  | { progress: LibraryProgress }
