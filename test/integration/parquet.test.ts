/** The Parquet export, read back by another program: DuckDB. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parquetTables } from '../../main/parquet/tables.ts'
import { nodelapse, repository, temporaryFolder } from './support/cli.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const at = (name: string) => join(folder.path, name)
const seed = join(repository, 'test/fixtures/transcripts/h3cloudos-docker-commands.zh.txt')
const run = (...args: string[]) => nodelapse([...args, '--library', at('library'), '--json'])

const query = async (sql: string): Promise<Record<string, unknown>[]> => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const reader = await connection.runAndReadAll(sql.replaceAll('$DIR', at('tables')))
  const rows = reader.getRowObjectsJson() as Record<string, unknown>[]
  connection.closeSync()
  instance.closeSync()
  return rows
}

beforeAll(async () => {
  await run('import', seed, '--site', '天津')
  await run('import', seed, '--site', 'lab')
  const ended = await run('export', '--parquet', at('tables'))
  expect([ended.status, ended.stderr]).toEqual([0, ''])
})

test('a timeline asked of the warehouse is the timeline of the library', async () => {
  const ended = await run('timeline', '--site', '天津', '--probe', 'nova-service-list')
  const { snapshots, lanes } = JSON.parse(ended.stdout) as {
    snapshots: { id: string }[]
    lanes: { key: string; spans: { from: string; to: string; state: string; fromSnapshot: number }[] }[]
  }
  const asked = await query(
    `select key, state, from_snapshot, epoch_ms(from_at) as from_ms, epoch_ms(to_at) as to_ms from '$DIR/spans.parquet'
     where site = '天津' and probe = 'nova-service-list' order by key, from_at`,
  )
  const expected = lanes
    .flatMap(({ key, spans }) =>
      spans.map(({ state, fromSnapshot, from, to }) => ({
        ...{ key, state, from_snapshot: snapshots[fromSnapshot]?.id ?? fromSnapshot },
        ...{ from_ms: String(Date.parse(from)), to_ms: String(Date.parse(to)) },
      })),
    )
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : Number(a.from_ms) - Number(b.from_ms)))
  expect(asked).toEqual(expected)
  expect(asked.length).toBeGreaterThan(8)
})

test('rows keep their fields and lines, and every site is there', async () => {
  const rows = await query(
    `select r.site, r.key, r.fields->>'state' as state, r.first_line
     from '$DIR/rows.parquet' r join '$DIR/snapshots.parquet' s using (site, snapshot)
     where probe = 'nova-service-list' and r.state = 'down' order by all`,
  )
  expect(new Set(rows.map(({ site }) => site))).toEqual(new Set(['lab', '天津']))
  expect(rows.map(({ key }) => key)).toContain('nova-conductor@nova-service')
  for (const { state, first_line: line } of rows) expect([state, Number(line) > 0]).toEqual(['down', true])
  const total = JSON.parse((await run('snapshots')).stdout) as { snapshots: { sections: { rows: number }[] }[] }
  const counted = total.snapshots.flatMap(({ sections }) => sections).reduce((sum, section) => sum + section.rows, 0)
  const [count] = await query(`select count(*)::int as rows from '$DIR/rows.parquet'`)
  expect(count).toEqual({ rows: counted })
})

test('findings name rule, certainty and since when', async () => {
  const said = JSON.parse((await run('findings', '--site', 'lab')).stdout) as { findings: { rule: string }[] }
  const asked = await query(
    `select rule from '$DIR/findings.parquet' where site = 'lab' and certainty in ('proven', 'possible')`,
  )
  expect(asked.map(({ rule }) => rule).toSorted()).toEqual(said.findings.map(({ rule }) => rule).toSorted())
})

test('the schema is the documented one', async () => {
  const documented = readFileSync(join(repository, 'docs/parquet.md'), 'utf8')
  for (const [table, columns] of Object.entries(parquetTables)) {
    const part = documented.split(`## \`${table}\``)[1]?.split('\n## ')[0] ?? ''
    expect([...part.matchAll(/^\| `(\w+)` \| (\w+)/gm)].map(([, name, type]) => [name, type])).toEqual(
      columns.map(({ name, type }) => [name, type]),
    )
    const described = await query(`describe select * from '$DIR/${table}.parquet'`)
    expect(described.map(({ column_name: name }) => name)).toEqual(columns.map(({ name }) => name))
  }
  // Another reader, for what one alone might forgive.
  const bytes = readFileSync(join(at('tables'), 'snapshots.parquet'))
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  expect(await parquetReadObjects({ file })).toHaveLength(14)
})

test('a folder that holds something is left alone, and nothing half stays behind', async () => {
  const again = await run('export', '--parquet', at('tables'))
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('is not empty')])
  expect((await run('export', '--parquet', at('other'), '--site', 'none')).status).toBe(2)
  expect((await run('export', '--parquet', at('other'), '--redact')).status).toBe(2)
  expect([existsSync(at('other')), existsSync(at('other.partial')), existsSync(at('tables.partial'))]).toEqual([
    false,
    false,
    false,
  ])
})
