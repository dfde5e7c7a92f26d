import { CallError } from '../../shared/contract/contract.ts'
import type { Snapshot } from '../../shared/model.ts'
import type { Handlers } from '../app.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/store.ts'
import { rawSnapshot } from './exports.ts'

/** With all their outputs, in memory. */
const keptDeletions = 10

type LibraryCall =
  | 'listSites'
  | 'listSnapshots'
  | 'timeline'
  | 'compare'
  | 'findings'
  | 'siteFindings'
  | 'rows'
  | 'section'
  | 'excerpt'
  | 'history'
  | 'setIncident'
  | 'judgement'
  | 'search'
  | 'setJudgement'
  | 'deleteSnapshot'
  | 'undoDelete'
  | 'compact'
  | 'check'

export function libraryHandlers(library: Library, ports: Ports): Pick<Handlers, LibraryCall> {
  const deleted = new Map<number, Snapshot>()
  let lastUndo = 0
  return {
    listSites: () => library.sites(),
    listSnapshots: ({ site }) => library.snapshots(site ?? undefined),
    timeline: ({ site }) => library.timeline(site),
    compare: ({ a, b }) => library.compare(a, b),
    findings: ({ snapshot }) => library.findings(snapshot),
    siteFindings: ({ site }) => library.siteFindings(site),
    rows: ({ snapshot, probe }) => library.rows(snapshot, probe),
    section: (address) => library.section(address),
    excerpt: (asked) => library.excerpt(asked),
    history: async ({ site, subject }) => ({ points: await library.history(site, subject) }),
    deleteSnapshot: async ({ snapshot }) => {
      const raw = await rawSnapshot(library, snapshot)
      await library.remove(snapshot)
      lastUndo += 1
      deleted.set(lastUndo, raw)
      for (const undo of [...deleted.keys()].slice(0, -keptDeletions)) deleted.delete(undo)
      ports.emit('libraryChanged', { site: raw.site })
      return { undo: lastUndo }
    },
    undoDelete: async ({ undo }) => {
      const raw = deleted.get(undo)
      if (raw === undefined) throw new CallError('not-found', 'What was deleted is not kept any more.')
      await library.add([raw])
      deleted.delete(undo)
      ports.emit('libraryChanged', { site: raw.site })
      return { snapshot: raw.id, site: raw.site }
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
    compact: () => library.compact(),
    check: async () => ({ problems: await library.check() }),
  }
}
