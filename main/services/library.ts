import type { Handlers } from '../app.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/store.ts'

type LibraryCall =
  | 'listSites'
  | 'listSnapshots'
  | 'timeline'
  | 'compare'
  | 'findings'
  | 'rows'
  | 'section'
  | 'history'
  | 'setIncident'
  | 'judgement'
  | 'search'
  | 'setJudgement'
  | 'deleteSnapshot'

export function libraryHandlers(library: Library, ports: Ports): Pick<Handlers, LibraryCall> {
  return {
    listSites: () => library.sites(),
    listSnapshots: ({ site }) => library.snapshots(site),
    timeline: ({ site }) => library.timeline(site),
    compare: ({ a, b }) => library.compare(a, b),
    findings: ({ snapshot }) => library.findings(snapshot),
    rows: ({ snapshot, probe }) => library.rows(snapshot, probe),
    section: (address) => library.section(address),
    history: async ({ site, subject }) => ({ points: await library.history(site, subject) }),
    deleteSnapshot: async ({ snapshot }) => {
      const site = (await library.snapshots()).find(({ id }) => id === snapshot)?.site ?? ''
      await library.remove(snapshot)
      ports.emit('libraryChanged', { site })
      return {}
    },
    search: ({ text, site, limit }) => library.search(text, site, limit),
    judgement: ({ site }) => library.judgement(site),
    setJudgement: async ({ site, judgement }) => {
      await library.setJudgement(site, judgement)
      ports.emit('libraryChanged', { site })
      return {}
    },
    setIncident: async ({ site, incident }) => {
      await library.setIncident(site, incident)
      ports.emit('libraryChanged', { site })
      return {}
    },
  }
}
