/** Calls that only the host itself may make: they name files and folders of this machine, so no window reaches them. */
import { CallError } from '../../shared/contract/call-error.ts'
import { hostMessages } from '../../shared/messages/host.ts'
import type { ParquetTable } from '../parquet/tables.ts'
import type { Ports } from '../ports.ts'
import type { Library } from '../store/library.ts'
import type { ImportHandlers } from './imports.ts'
import { exportParquet } from './parquet.ts'

export interface HostCalls extends Pick<ImportHandlers, 'openPath'> {
  /** Copies the library, also while it is in use, to a file that must not exist yet. */
  backup: (asked: { file: string }) => Promise<{ bytes: number }>
  /** Writes every output that can still be read to files in a folder. */
  rescue: (asked: { folder: string }) => Promise<{ saved: number; lost: number }>
  /**
   * Everything of one site (null: of all) as Parquet tables in a new folder; tells how many rows each has.
   * Throws CallError `not-found` or `usage`.
   */
  exportTables: (asked: { site: string | null; folder: string }) => Promise<Record<ParquetTable, number>>
}

export function hostCalls(
  library: Library,
  { producer }: Pick<Ports, 'producer'>,
  { openPath }: Pick<ImportHandlers, 'openPath'>,
): HostCalls {
  return {
    openPath,
    backup: library.backup,
    rescue: library.rescue,
    exportTables: async ({ site, folder }) => {
      const all = (await library.listSites({})).map(({ name }) => name)
      if (site !== null && !all.includes(site)) throw new CallError('not-found', hostMessages.noSite({ site }))
      return exportParquet(library, site === null ? all : [site], folder, producer)
    },
  }
}
