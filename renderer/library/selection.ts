/** The one thing that is selected, and the evidence for it. */
import { create } from 'zustand'
import type { Evidence, Subject } from '../../shared/model.ts'
import type { Readable } from '../program/readable.ts'

/** What is shown of it: the raw lines, its course over time, or what it belongs together with. */
export const selectionPanes = ['lines', 'history', 'around'] as const
export type SelectionPane = (typeof selectionPanes)[number]

export interface Selection {
  title: string
  subject: Subject | null
  evidence: Evidence[]
  /** Which of the evidence is shown. */
  index: number
  /** The subject was looked for in this section and is not there. */
  absent: boolean
  pane: SelectionPane
}

interface Selected {
  selection: Selection | null
}

const store = create<Selected>()(() => ({ selection: null }))
export const useSelection: Readable<Selected> = store

type Choice = Omit<Selection, 'index' | 'absent' | 'pane'> & Partial<Pick<Selection, 'absent' | 'pane'>>

export const select = (choice: Choice): void =>
  store.setState({ selection: { absent: false, pane: 'lines', ...choice, index: 0 } })
export const forgetSelection = (): void => store.setState({ selection: null })

const change = (part: Partial<Selection>): void =>
  store.setState(({ selection }) => ({ selection: selection === null ? null : { ...selection, ...part } }))
export const showPane = (pane: Selection['pane']): void => change({ pane })
export const showEvidence = (index: number): void => change({ index })

/** What is selected, when that is one thing. */
export const useSelectedSubject = (): Subject | null => store((state) => state.selection?.subject ?? null)
