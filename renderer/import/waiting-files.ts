/** How often the desktop asked for a file to be opened; the program holds the files. */
import { create } from 'zustand'
import type { Readable } from '../program/readable.ts'

interface WaitingFiles {
  asked: number
}

const store = create<WaitingFiles>()(() => ({ asked: 0 }))
export const useWaitingFiles: Readable<WaitingFiles> = store

export const noteFileWaiting = (): void => store.setState(({ asked }) => ({ asked: asked + 1 }))
