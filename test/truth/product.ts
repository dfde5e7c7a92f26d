/** Asks the program, as its windows and its command line do. Snapshots go in as a snapshot file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../main/app.ts'
import { snapshotFileOf } from '../../main/nodesnap/write.ts'
import type { Change, Event, Finding, Lane, Message, Section, Snapshot } from '../../shared/model.ts'
import type { TakenSnapshot } from './capture/snapshot.ts'
import type { Incident } from './incident.ts'

const producer = { name: 'truth', version: '1' }

/** Everything that the program says of one incident. */
export interface Said {
  findings: Finding[]
  changes: Change[]
  /** By the comparison of a person's A and B. */
  comparedFindings: Finding[]
  lanes: Lane[]
}
export interface Pair {
  a: number
  b: number
}

export interface Product {
  ask: (incident: Incident, pair: Pair) => Promise<Said>
  close: () => Promise<void>
}

/** The program over a library of its own in a temporary folder. */
export async function openProduct(): Promise<Product> {
  const libraryDir = mkdtempSync(join(tmpdir(), 'nodelapse-truth-'))
  const app = await createApp({ libraryDir, producer, now: Date.now, emit: () => {} })
  return {
    async ask({ site, snapshots }, { a, b }) {
      const bytes = await fileOf(site, snapshots)
      const files = [{ path: `${site}.nodesnap`, base64: bytes.toString('base64'), modifiedAt: null }]
      const opened = await app.handlers.openImport({ name: `${site}.nodesnap`, files })
      await app.handlers.storeImports({ imports: [{ import: opened.import, corrections: null }] })
      const { findings } = await app.store.siteFindings({ site })
      const comparison = await app.store.compare({ a: idAt(snapshots, a), b: idAt(snapshots, b) })
      const { lanes } = await app.store.timeline({ site })
      return { findings, changes: comparison.changes, comparedFindings: comparison.findings, lanes }
    },
    async close() {
      await app.close()
      rmSync(libraryDir, { recursive: true, force: true })
    },
  }
}

const idAt = (snapshots: readonly TakenSnapshot[], index: number): string => snapshots[index]?.id ?? ''

export const fileOf = (site: string, snapshots: readonly TakenSnapshot[]): Promise<Buffer> =>
  snapshotFileOf(
    snapshots.map((each) => snapshotOf(site, each)),
    producer,
  )

const sources = { hand: 'transcript', script: 'file', ssh: 'ssh' } as const

/** A sentence without a code of its own; none when empty. */
const asMessage = (text: string): Message | null => (text === '' ? null : { code: 'text', params: { text } })

function snapshotOf(site: string, taken: TakenSnapshot): Snapshot {
  return {
    id: taken.id,
    site,
    takenAtMs: taken.takenAtMs,
    takenAtInferred: taken.inferred === null ? null : asMessage(taken.inferred),
    source: sources[taken.how],
    origin: taken.how,
    nodes: taken.nodes.map(({ name, address, outcome, message, clockOffsetMs, zoneOffsetMinutes }) => ({
      name,
      address,
      outcome,
      message: asMessage(message),
      clockOffsetMs,
      zoneOffsetMinutes,
    })),
    sections: taken.outputs.map(
      (output): Section => ({
        node: output.node,
        probe: output.probe,
        pod: output.pod,
        command: output.command,
        outcome: output.outcome,
        message: asMessage(output.message),
        exitCode: output.exitCode,
        startedAtMs: output.startedAtMs,
        endedAtMs: output.endedAtMs,
        stdout: output.stdout,
        stderr: output.stderr,
        partialView: output.partialView === null ? null : asMessage(output.partialView),
      }),
    ),
    events: taken.operatorActs.map(({ atMs, node, kind, subject, text }): Event => {
      const at = new Date(atMs).toISOString()
      return { at: { earliest: at, latest: at }, node, kind, subject, text, line: null }
    }),
  }
}
