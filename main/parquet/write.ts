/** Writes the tables of a Parquet export: a folder with one file each, there whole or not at all. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileWriter, parquetWriteRows } from 'hyparquet-writer'
import { CallError } from '../../shared/contract/call-error.ts'
import { parquetMessages } from '../../shared/messages/parquet.ts'
import { type Column, type ParquetSource, type ParquetTable, parquetTables, parquetVersion } from './tables.ts'

/** Enough rows for a good compression, few enough to hold. */
const rowGroupSize = 50_000

/**
 * No table is held whole. Returns how many rows were written.
 * Throws CallError `usage` when the folder is there already and holds something.
 */
export async function writeParquetFolder(
  dir: string,
  producer: { name: string; version: string },
  source: ParquetSource,
): Promise<Record<ParquetTable, number>> {
  const path = resolve(dir)
  const there = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new CallError('usage', parquetMessages.notWritable({ folder: dir, why: error.message }))
  })
  if (there.length > 0) throw new CallError('usage', parquetMessages.notEmpty({ folder: dir }))
  const partial = `${path}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true, mode: 0o700 })
  try {
    const counts: Partial<Record<ParquetTable, number>> = {}
    for (const table of Object.keys(parquetTables) as ParquetTable[])
      counts[table] = await writeTable(join(partial, `${table}.parquet`), table, producer, source[table]())
    if (await exists(path)) await rm(path, { recursive: true })
    await rename(partial, path)
    return counts as Record<ParquetTable, number>
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

const exists = (path: string): Promise<boolean> =>
  readdir(path).then(
    () => true,
    () => false,
  )

async function writeTable(
  file: string,
  table: ParquetTable,
  { name, version }: { name: string; version: string },
  rows: AsyncIterable<object>,
): Promise<number> {
  let count = 0
  async function* counted() {
    for await (const row of rows) {
      count++
      yield row
    }
  }
  await parquetWriteRows({
    writer: fileWriter(file),
    rows: counted(),
    columns: parquetTables[table].map(({ name: column, type, isNullable }: Column) => {
      return { name: column, type, nullable: isNullable }
    }),
    rowGroupSize,
    createdBy: `${name} ${version}`,
    kvMetadata: [{ key: 'nodelapse.version', value: String(parquetVersion) }],
  })
  return count
}
