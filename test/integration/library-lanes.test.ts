/** Lanes that are kept while snapshots come and go equal those made from all of them at once. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answersOf, piecesOf } from '../../main/store/answers.ts'
import { openDatabase } from '../../main/store/database.ts'
import { openLibrary } from '../../main/store/library.ts'
import { migrations } from '../../main/store/migrations/index.ts'
import { lanesOf } from '../../shared/compare/lanes.ts'
import { written } from '../../shared/messages/written.ts'
import type { Snapshot } from '../../shared/model.ts'
import { type Thresholds, thresholdsOf } from '../../shared/thresholds.ts'
import { parsedView } from '../support/site-views.ts'
import { sectionOf, snapshotOf } from './support/stored-snapshots.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nodelapse-lanes-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const states = ['Running', 'Error', 'Pending', null] as const
interface Made {
  pods: (typeof states)[number][]
  /** Of one disk; null: nobody asked. */
  usePercent: number | null
  isPart: boolean
  isAsked: boolean
  minute: number
}

const made = fc.record<Made>({
  pods: fc.array(fc.constantFrom(...states), { minLength: 4, maxLength: 4 }),
  usePercent: fc.constantFrom(40, 60, 90, 97, null),
  isPart: fc.boolean(),
  isAsked: fc.integer({ min: 0, max: 5 }).map((drawn) => drawn > 0),
  // Few, so that some are taken at the same time.
  minute: fc.integer({ min: 0, max: 6 }),
})

function snapshotFrom({ pods, usePercent, isPart, isAsked, minute }: Made, index: number): Snapshot {
  const lines = pods.flatMap((state, pod) => (state === null ? [] : [`default pod-${pod} 1/1 ${state} 0 5h n1`]))
  const stdout = `NAMESPACE NAME READY STATUS RESTARTS AGE NODE\n${lines.join('\n')}\n`
  const section = sectionOf('kubectl-get-pods', stdout, {
    command: 'kubectl get pod --all-namespaces -o wide',
    partialView: isPart ? written('| grep pod') : null,
  })
  const disk = sectionOf('df', `/dev/sda1 100 ${usePercent} ${100 - (usePercent ?? 0)} ${usePercent}% /data\n`)
  const sections = [...(isAsked ? [section] : []), ...(usePercent === null ? [] : [disk])]
  return snapshotOf(`s${index}`, minute, { sections })
}

/** What a site has otherwise than usual, and what its lanes do not look at. */
type Limits = Partial<Pick<Thresholds, 'diskFillingPercent' | 'diskFullPercent' | 'stuckAfterMs'>>
const limits = fc.constantFrom<Limits>({}, { diskFillingPercent: 50 }, { diskFullPercent: 92 }, { stuckAfterMs: 1 })

/** What the lanes have to be: all snapshots in the order of the library, at once. */
function expected(all: Snapshot[], order: string[], own: Limits) {
  const byId = new Map(all.map((snapshot) => [snapshot.id, snapshot]))
  const views = order.flatMap((id) => {
    const snapshot = byId.get(id)
    return snapshot === undefined ? [] : [parsedView(snapshot)]
  })
  return lanesOf(views, thresholdsOf(own))
}

const site = 'cloudos-demo'
const untold = { tellStored: () => {}, isCancelled: () => false, changed: () => {} }

test('any order of imports, any that are deleted again, and any limits of the site give the lanes of what is there', () => {
  let run = 0
  const sets = fc.array(fc.option(limits), { minLength: 13, maxLength: 13 })
  const asks = fc.array(fc.boolean(), { minLength: 13, maxLength: 13 })
  fc.assert(
    fc.property(
      fc.array(made, { minLength: 1, maxLength: 9 }),
      fc.array(fc.nat(8), { maxLength: 4 }),
      sets,
      asks,
      (all, gone, limitsOfSteps, isAskedOfSteps) => {
        const db = openDatabase(join(dir, String(run++)))
        // Nothing here is to survive a power cut.
        db.pragma('synchronous = OFF')
        try {
          const answers = answersOf(piecesOf(db), untold)
          const stored = all.map(snapshotFrom)
          let own: Limits = {}
          let step = 0
          const check = (kept: Snapshot[], isLast: boolean) => {
            const set = limitsOfSteps[step] ?? null
            const isAsked = isLast || isAskedOfSteps[step] === true
            step++
            if (set !== null) {
              own = set
              answers.setJudgement({ site, judgement: { thresholds: own, mutes: [] } })
            }
            // Lanes that nobody asked for meanwhile may be of several limits behind.
            if (!isAsked) return
            const { snapshots: order, lanes } = answers.timeline({ site })
            expect(order).toHaveLength(kept.length)
            const ids = order.map(({ id }) => id)
            expect(lanes).toEqual(expected(kept, ids, own))
          }
          for (const [index, snapshot] of stored.entries()) {
            answers.add({ snapshots: [snapshot] })
            check(stored.slice(0, index + 1), index + 1 === stored.length)
          }
          const left = [...stored]
          for (const each of gone) {
            const removed = left[each % left.length]
            if (removed === undefined || left.length === 1) break
            left.splice(left.indexOf(removed), 1)
            answers.remove({ snapshot: removed.id })
            check(left, false)
          }
          check(left, true)
        } finally {
          db.close()
        }
      },
    ),
    { numRuns: 150 },
  )
}, 300_000)

test('what did not change is not written again', async () => {
  const library = await openLibrary(dir)
  for (let minute = 0; minute < 30; minute++) await library.add({ snapshots: [snapshotOf(`s${minute}`, minute)] })
  const { lanes } = await library.timeline({ site: 'cloudos-demo' })
  await library.close()
  const db = new Database(join(dir, 'library.sqlite'))
  expect(db.prepare('SELECT count(*) FROM run').pluck().get()).toBe(lanes.length)
  db.close()
})

test('a library from before lanes gets them in the background, says how far it is, and goes on where it was stopped', async () => {
  const library = await openLibrary(dir)
  const added = Array.from({ length: 12 }, (_, minute) => snapshotOf(`s${minute}`, minute))
  await library.add({ snapshots: added })
  const whole = await library.timeline({ site: 'cloudos-demo' })
  await library.close()
  const db = new Database(join(dir, 'library.sqlite'))
  db.exec('DELETE FROM run; DELETE FROM lane; DELETE FROM track')
  db.exec('UPDATE section SET parser_version = parser_version - 1')
  db.close()
  // Closed at once: at most a part of it is done.
  await (await openLibrary(dir)).close()
  const told: { done: number; total: number }[] = []
  const reopened = await openLibrary(dir, { onProgress: (progress) => told.push(progress) })
  while (told.length === 0 || (told.at(-1)?.done ?? 0) < (told.at(-1)?.total ?? 0) || !isPlaced())
    await new Promise((resolve) => setTimeout(resolve, 5))
  expect(told[0]?.total).toBeGreaterThan(told[0]?.done ?? 0)
  expect(await reopened.timeline({ site: 'cloudos-demo' })).toEqual(whole)
  await reopened.close()
})

test('the first format is brought up to date', async () => {
  const db = new Database(join(dir, 'library.sqlite'))
  db.exec(migrations[0] ?? '')
  db.exec("INSERT INTO site (name) VALUES ('old')")
  db.pragma(`application_id = ${0x4e6f6465}`)
  db.pragma('user_version = 1')
  db.close()
  const library = await openLibrary(dir)
  await library.add({ snapshots: [snapshotOf('a', 0)] })
  expect((await library.timeline({ site: 'old' })).lanes).toEqual([])
  expect((await library.timeline({ site: 'cloudos-demo' })).lanes.length).toBeGreaterThan(0)
  await library.close()
})

function isPlaced(): boolean {
  const db = new Database(join(dir, 'library.sqlite'), { readonly: true })
  try {
    const tracks = db.prepare('SELECT taken_at_ms = to_ms AS isWhole FROM track, snapshot WHERE snapshot.id = ?')
    const ends = tracks.all('s11') as { isWhole: number }[]
    return ends.length === 4 && ends.every(({ isWhole }) => isWhole === 1)
  } finally {
    db.close()
  }
}
