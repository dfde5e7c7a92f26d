/** The table of views below the timeline. A new one is one file and one line here. */
import type { ComponentType } from 'react'
import { ChangesView } from '../changes/changes-view.tsx'
import { ContainersView, LogsView, PodsView, ServicesView } from '../collected/collected.tsx'
import { FindingsView } from '../findings/findings-view.tsx'
import { RawView } from '../raw/raw-view.tsx'

export interface View {
  /** Its heading is `tab.<id>` in the locales. */
  id: string
  component: ComponentType
}

export const views: View[] = [
  { id: 'findings', component: FindingsView },
  { id: 'changes', component: ChangesView },
  { id: 'pods', component: PodsView },
  { id: 'services', component: ServicesView },
  { id: 'containers', component: ContainersView },
  { id: 'logs', component: LogsView },
  { id: 'raw', component: RawView },
]
