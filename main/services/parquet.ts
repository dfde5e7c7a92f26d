/** What the library knows of sites, as the rows of a Parquet export. */
import { tell } from '../../shared/messages/tell.ts'
import type { Message } from '../../shared/model.ts'
import { probeNamed } from '../../shared/probes/index.ts'
import { thresholdsOf } from '../../shared/thresholds.ts'
import type { ParquetRow, ParquetSource, ParquetTable } from '../parquet/tables.ts'
import { writeParquetFolder } from '../parquet/write.ts'
import type { Library } from '../store/library.ts'

/** Writes everything of these sites to a folder. See `writeParquetFolder`. */
export function exportParquet(
  library: Library,
  sites: readonly string[],
  dir: string,
  producer: { name: string; version: string },
): Promise<Record<ParquetTable, number>> {
  async function* ofSites<T extends ParquetTable>(
    rowsOf: (library: Library, site: string) => AsyncIterable<ParquetRow<T>>,
  ): AsyncIterable<ParquetRow<T>> {
    for (const site of sites) yield* rowsOf(library, site)
  }
  const source: ParquetSource = {
    snapshots: () => ofSites(snapshots),
    sections: () => ofSites(sections),
    rows: () => ofSites(rows),
    spans: () => ofSites(spans),
    findings: () => ofSites(findings),
  }
  return writeParquetFolder(dir, producer, source)
}

/** Warehouses read English. */
const sentenceOf = (message: Message | null): string | null => (message === null ? null : tell(message, 'en'))

const dateOf = (iso: string | null): Date | null => (iso === null ? null : new Date(iso))

async function* snapshots(library: Library, site: string): AsyncIterable<ParquetRow<'snapshots'>> {
  for (const { id, takenAt, takenAtInferred, source, origin } of await library.listSnapshots({ site }))
    yield {
      site,
      snapshot: id,
      taken_at: new Date(takenAt),
      taken_at_inferred: sentenceOf(takenAtInferred),
      source,
      origin,
    }
}

async function* sections(library: Library, site: string): AsyncIterable<ParquetRow<'sections'>> {
  for (const snapshot of await library.listSnapshots({ site }))
    for (const section of snapshot.sections)
      yield {
        site,
        snapshot: snapshot.id,
        taken_at: new Date(snapshot.takenAt),
        node: section.node,
        probe: section.probe,
        pod: section.pod,
        command: section.command,
        outcome: section.outcome,
        message: tell(section.message, 'en'),
        exit_code: section.exitCode,
        rows: section.rows,
        unparsed_lines: section.unparsed,
        partial_view: sentenceOf(section.partialView),
      }
}

async function* rows(library: Library, site: string): AsyncIterable<ParquetRow<'rows'>> {
  const thresholds = thresholdsOf((await library.judgement({ site })).thresholds)
  for (const snapshot of await library.listSnapshots({ site }))
    for (const name of new Set(snapshot.sections.map(({ probe }) => probe))) {
      // Rows of a probe that this version lacks are not given.
      const found = await library.rows({ snapshot: snapshot.id, probe: name })
      for (const { node, place, pod, row } of found) {
        const probe = probeNamed(name)
        const { state, health } = probe.state(row.fields, thresholds)
        yield {
          site,
          snapshot: snapshot.id,
          taken_at: new Date(snapshot.takenAt),
          probe: name,
          place,
          key: row.key,
          label: probe.label(row.fields),
          state,
          health,
          fields: row.fields,
          node,
          pod,
          first_line: row.line,
          last_line: row.lastLine,
        }
      }
    }
}

async function* spans(library: Library, site: string): AsyncIterable<ParquetRow<'spans'>> {
  const { snapshots: all, lanes } = await library.timeline({ site })
  for (const { probe, place, key, label, spans: own } of lanes)
    for (const { fromSnapshot, toSnapshot, from, to, state, health } of own)
      yield {
        site,
        probe,
        place,
        key,
        label,
        state,
        health,
        from_snapshot: all[fromSnapshot]?.id ?? '',
        from_at: new Date(from),
        to_snapshot: all[toSnapshot]?.id ?? '',
        to_at: new Date(to),
      }
}

async function* findings(library: Library, site: string): AsyncIterable<ParquetRow<'findings'>> {
  const told = await library.siteFindings({ site })
  for (const { rule, severity, certainty, subject, since, cause, params, evidence } of told.findings)
    yield {
      site,
      rule,
      severity,
      certainty,
      ...subject,
      since_earliest: dateOf(since.earliest),
      since_latest: dateOf(since.latest),
      cause,
      params,
      evidence,
    }
}
