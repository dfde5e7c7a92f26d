/** Deleting snapshots, with a way back. */
import type { Handlers } from '../../shared/contract/contract.ts'
import type { Library } from '../store/library.ts'
import { createUndo } from './undo.ts'

/** With all their outputs, in memory. */
const keptDeletions = 10

export function deletionHandlers(library: Library): Pick<Handlers, 'deleteSnapshot' | 'undoDelete'> {
  const deletions = createUndo<{ snapshot: string; site: string }>(keptDeletions)
  return {
    deleteSnapshot: async ({ snapshot }) => {
      const removed = await library.remove({ snapshot })
      const undo = deletions.keep(async () => {
        await library.add({ snapshots: [removed] })
        return { snapshot: removed.id, site: removed.site }
      })
      return { undo }
    },
    undoDelete: ({ undo }) => deletions.undo(undo),
  }
}
