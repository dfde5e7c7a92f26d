/** What the library knows of sites, as the rows of a Parquet export. */
import { tell } from '../../shared/messages/tell.ts'
import type { Message } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { usualThresholds } from '../../shared/thresholds.ts'
import type { ParquetRow, ParquetTable } from '../parquet/tables.ts'
import { writeParquetFolder } from '../parquet/write.ts'
import type { Library } from '../store/library.ts'

/** Writes everything of these sites to a folder. See `writeParquetFolder`. */
export function exportParquet(
  library: Library,
  sites: readonly string[],
  dir: string,
  producer: { name: string; version: string },
): Promise<Record<ParquetTable, number>> {
  return writeParquetFolder(dir, producer, (table) => rowsOfSites(library, sites, table))
}

async function* rowsOfSites(library: Library, sites: readonly string[], table: ParquetTable) {
  for (const site of sites) for await (const row of rowsOf[table](library, site)) yield row
}

/** Warehouses read English. */
const sentenceOf = (message: Message | null): string | null => (message === null ? null : tell(message, 'en'))

const dateOf = (iso: string | null): Date | null => (iso === null ? null : new Date(iso))

const rowsOf: Record<ParquetTable, (library: Library, site: string) => AsyncIterable<ParquetRow>> = {
  async *snapshots(library, site) {
    for (const { id, takenAt, takenAtInferred, source, origin } of await library.listSnapshots({ site }))
      yield {
        ...{
          site,
          snapshot: id,
          taken_at: new Date(takenAt),
          taken_at_inferred: sentenceOf(takenAtInferred),
          source,
          origin,
        },
      }
  },
  async *sections(library, site) {
    for (const { id, takenAt, sections } of await library.listSnapshots({ site }))
      for (const { node, probe, pod, command, outcome, message, exitCode, rows, unparsed, partialView } of sections)
        yield {
          ...{
            site,
            snapshot: id,
            taken_at: new Date(takenAt),
            node,
            probe,
            pod,
            command,
            outcome,
            message: tell(message, 'en'),
          },
          ...{ exit_code: exitCode, rows, unparsed_lines: unparsed, partial_view: sentenceOf(partialView) },
        }
  },
  async *rows(library, site) {
    for (const { id, takenAt, sections } of await library.listSnapshots({ site }))
      for (const name of new Set(sections.map(({ probe }) => probe))) {
        const probe = knownProbe(name)
        for (const { node, place, pod, row } of await library.rows({ snapshot: id, probe: name })) {
          const { state, health } = probe?.state(row.fields, usualThresholds) ?? { state: 'unknown', health: 'unknown' }
          yield {
            ...{ site, snapshot: id, taken_at: new Date(takenAt), probe: name, place, key: row.key },
            ...{ label: probe?.label(row.fields) ?? row.key, state, health, fields: row.fields },
            ...{ node, pod, first_line: row.line, last_line: row.lastLine },
          }
        }
      }
  },
  async *spans(library, site) {
    const { snapshots, lanes } = await library.timeline({ site })
    for (const { probe, place, key, label, spans } of lanes)
      for (const { fromSnapshot, toSnapshot, from, to, state, health } of spans)
        yield {
          ...{ site, probe, place, key, label, state, health },
          ...{ from_snapshot: snapshots[fromSnapshot]?.id ?? '', from_at: new Date(from) },
          ...{ to_snapshot: snapshots[toSnapshot]?.id ?? '', to_at: new Date(to) },
        }
  },
  async *findings(library, site) {
    for (const { rule, severity, certainty, subject, since, cause, params, evidence } of await library.siteFindings({
      site,
    }))
      yield {
        ...{ site, rule, severity, certainty, ...subject, cause, params, evidence },
        ...{ since_earliest: dateOf(since.earliest), since_latest: dateOf(since.latest) },
      }
  },
}
