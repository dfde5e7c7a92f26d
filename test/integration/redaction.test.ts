/** What leaves redacted names no host and no address of the site, and says the same otherwise. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSnapshotFile } from '../../main/nodesnap/read.ts'
import { writeSnapshotFile } from '../../main/nodesnap/write.ts'
import { runSample } from '../../main/sample/sample.ts'
import type { Snapshot } from '../../shared/model.ts'
import { nodelapse, temporaryFolder } from './support/cli.ts'

const folder = temporaryFolder()
const file = join(folder.path, 'site.nodesnap')
const library = join(folder.path, 'library')
let snapshots: Snapshot[]
const run = (...args: string[]) => nodelapse([...args, '--library', library, '--json'])
beforeAll(async () => {
  const marked = (snapshot: Snapshot, index: number): Snapshot =>
    index > 0
      ? snapshot
      : {
          ...snapshot,
          sections: snapshot.sections.map((section, at) =>
            at > 0 ? section : { ...section, stderr: 'OS_PASSWORD=swordfish-secret\n' },
          ),
        }
  snapshots = (await runSample({ nowMs: Date.parse('2026-11-24T12:00:00Z') })).map(marked)
  await writeSnapshotFile(snapshots, file, { name: 'test', version: '0' })
  expect((await run('import', file)).status).toBe(0)
})
afterAll(folder.remove)

const changesIn = async (path: string) => {
  const compared = await nodelapse(['compare', '--library', path, 'previous', 'latest', '--json'])
  const { changes, findings } = JSON.parse(compared.stdout) as {
    changes: { probe: string; kind: string }[]
    findings: { rule: string; certainty: string }[]
  }
  return [
    changes.map(({ probe, kind }) => `${probe} ${kind}`).toSorted(),
    findings.map(({ rule, certainty }) => `${rule} ${certainty}`).toSorted(),
  ]
}

test('a redacted export holds nothing of the site, still parses, and compares to the same', async () => {
  const out = join(folder.path, 'redacted.nodesnap')
  const ids = snapshots.map(({ id }) => id)
  const exported = await run('export', ...ids, '--out', out, '--redact')
  expect([exported.status, exported.stderr]).toEqual([0, ''])
  const said = JSON.parse(exported.stdout) as { replaced: [string, string][]; masked: number }
  expect(said.masked).toBe(1)
  expect(said.replaced.length).toBeGreaterThan(5)
  // A host of the sample is named as the beginning of a probe is.
  const leaves = gunzipSync(readFileSync(out)).toString('utf8').toLowerCase().replaceAll('nova-service-list', '')
  for (const { name, address } of snapshots.flatMap(({ nodes }) => nodes)) {
    expect([name, leaves.includes(name.toLowerCase())]).toEqual([name, false])
    expect([address, leaves.includes(address)]).toEqual([address, false])
  }
  expect(leaves).not.toContain('swordfish')
  for (const [original] of said.replaced)
    expect([
      original,
      new RegExp(`(?<![a-z0-9.])${original.replaceAll('.', '\\.')}(?![a-z0-9.])`).test(leaves),
    ]).toEqual([original, false])

  const elsewhere = join(folder.path, 'elsewhere')
  expect((await nodelapse(['import', out, '--library', elsewhere])).status).toBe(0)
  expect(await changesIn(elsewhere)).toEqual(await changesIn(library))
})

test('pseudonyms are the same in the next file, and widths and line numbers do not change', async () => {
  const [first, last] = [join(folder.path, 'first.nodesnap'), join(folder.path, 'last.nodesnap')]
  await run('export', snapshots[0]?.id ?? '', '--out', first, '--redact')
  await run('redact', file, '--out', last)
  const [[one], all] = [await readSnapshotFile(readFileSync(first)), await readSnapshotFile(readFileSync(last))]
  expect(one?.nodes).toEqual(all[0]?.nodes)
  expect(one?.sections.map(({ stdout }) => stdout)).toEqual(all[0]?.sections.map(({ stdout }) => stdout))
  for (const [index, section] of (one?.sections ?? []).entries()) {
    const original = snapshots[0]?.sections[index]?.stdout ?? ''
    expect(section.stdout.split('\n').map(({ length }) => length)).toEqual(
      original.split('\n').map(({ length }) => length),
    )
  }
})

test('a preview tells what would be replaced, and writes nothing; a pattern adds to it', async () => {
  const preview = await run('export', 'latest', '--redact', '--preview', '--pattern', 'ceilometer')
  const { replaced, file: written } = JSON.parse(preview.stdout) as { replaced: [string, string][]; file: null }
  expect(written).toBeNull()
  expect(replaced.map(([original]) => original)).toContain('ceilometer')
  const again = JSON.parse((await run('export', 'latest', '--redact', '--preview')).stdout) as {
    replaced: [string, string][]
  }
  expect(again.replaced.map(([original]) => original)).not.toContain('ceilometer')
  expect((await run('export', 'latest', '--redact', '--preview', '--pattern', '(a+)+')).status).toBe(2)
  expect((await run('export', 'latest', '--out', join(folder.path, 'x'), '--preview')).status).toBe(2)
  expect((await run('export', 'latest')).status).toBe(2)
})
