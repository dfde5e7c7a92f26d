/** The table of views below the timeline. A new one is one file and one line here; every probe has one by its schema. */
import { type ComponentType, createElement } from 'react'
import { probes } from '../../shared/probes/index.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import type { Text } from '../../shared/words/language.ts'
import { ChangesView } from '../changes/changes-view.tsx'
import { Collected } from '../collected/collected.tsx'
import { FindingsView } from '../findings/findings-view.tsx'
import { RawView } from '../raw/raw-view.tsx'

export interface View {
  id: string
  title: Text
  component: ComponentType
  /** It has a tab of its own; the others stand behind "more". */
  isFrequent: boolean
}

const viewOf = (probe: Probe): View => ({
  id: probe.name,
  title: probe.title,
  component: () => createElement(Collected, { probe }),
  isFrequent: probe.tab !== undefined,
})
const lastTab = probes.length + 1
const ofProbes = probes.toSorted((a, b) => (a.tab ?? lastTab) - (b.tab ?? lastTab)).map(viewOf)

export const views: readonly View[] = [
  { id: 'findings', title: { en: 'Findings', zh: '诊断结果' }, component: FindingsView, isFrequent: true },
  { id: 'changes', title: { en: 'Changes', zh: '变化' }, component: ChangesView, isFrequent: true },
  ...ofProbes.filter(({ isFrequent }) => isFrequent),
  { id: 'raw', title: { en: 'Raw', zh: '原始输出' }, component: RawView, isFrequent: true },
  ...ofProbes.filter(({ isFrequent }) => !isFrequent),
]
