/** What a running capture waits to be told. */
import { create } from 'zustand'
import type { EventBody } from '../../shared/contract/contract.ts'
import type { Readable } from '../program/readable.ts'

interface Asked {
  question: EventBody<'prompt'> | null
}

const store = create<Asked>()(() => ({ question: null }))
export const useQuestion: Readable<Asked> = store

export const noteQuestion = (question: EventBody<'prompt'>): void => store.setState({ question })
/** Answered here or in another window, or not wanted any more. */
export const forgetQuestion = (id: number): void =>
  store.setState(({ question }) => ({ question: question?.id === id ? null : question }))
