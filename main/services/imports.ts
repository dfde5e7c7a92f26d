import { CallError } from '../../shared/contract/contract.ts'
import type { Handlers } from '../app.ts'
import { readTranscript } from '../import/transcript.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/store.ts'

export function importHandlers(library: Library, ports: Ports): Pick<Handlers, 'importText'> {
  return {
    importText: async ({ name, text, site, at }) => {
      const atMs = at === null ? null : Date.parse(at)
      if (atMs !== null && Number.isNaN(atMs))
        throw new CallError('usage', `"${at}" is not a time such as 2019-10-19T13:30:00Z.`)
      const snapshots = await library.add(readTranscript({ name, text, site, atMs, nowMs: ports.now() }))
      ports.emit('libraryChanged', { site })
      return { snapshots }
    },
  }
}
