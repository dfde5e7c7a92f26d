/** The task that the program is at, and how far it is. */
import { create } from 'zustand'
import type { EventBody } from '../../shared/contract/contract.ts'
import type { Readable } from '../program/readable.ts'

interface Running {
  progress: EventBody<'progress'> | null
}

const store = create<Running>()(() => ({ progress: null }))
export const useProgress: Readable<Running> = store

export function noteProgress(progress: EventBody<'progress'>): void {
  const isDone = progress.total > 0 && progress.done >= progress.total
  store.setState({ progress: isDone ? null : progress })
}

/** A task of the window itself, which cannot tell how far it is. */
export const beginTask = (task: string): void =>
  store.setState({ progress: { task, text: null, done: 0, total: 0, step: null } })
export const endTask = (): void => store.setState({ progress: null })
