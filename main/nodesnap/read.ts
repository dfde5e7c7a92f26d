/** Reads snapshot files of strangers: the whole file is checked before anything of it is believed. */
import { createHash } from 'node:crypto'
import { Readable, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { CallError } from '../../shared/contract/contract.ts'
import type { Snapshot } from '../../shared/model.ts'
import { isEncrypted } from './encryption.ts'
import { formatVersion, type Limits, type Manifest, manifest, manifestHead, limits as usualLimits } from './manifest.ts'

/** True when a file begins like a snapshot file: gzip, or gzip under a passphrase. */
export const isPacked = (head: Uint8Array): boolean => (head[0] === 0x1f && head[1] === 0x8b) || isEncrypted(head)

const refused = (sentence: string): CallError => new CallError('refused', `${sentence} Nothing was imported.`)

/** All snapshots of a file. Throws CallError `refused` with the reason when anything in it is not as it should be. */
export async function readSnapshotFile(bytes: Uint8Array, limits: Limits = usualLimits): Promise<Snapshot[]> {
  const files = await unpack(bytes, limits)
  const said = files.get('manifest.json')
  if (said === undefined) throw refused('This is no snapshot file: it has no manifest.json.')
  const { snapshots } = manifestOf(said, limits)
  files.delete('manifest.json')
  files.delete('README.txt')

  const named = new Set<string>()
  const textAt = ({
    path,
    bytes: size,
    sha256,
  }: Manifest['snapshots'][number]['sections'][number]['stdout']): string => {
    const content = files.get(path)
    if (content === undefined) throw refused(`The snapshot file names ${path}, which is not in it.`)
    if (named.has(path)) throw refused(`The snapshot file names ${path} twice.`)
    named.add(path)
    if (content.length !== size) throw refused(`${path} has ${content.length} bytes; the manifest says ${size}.`)
    if (sha256 !== null && createHash('sha256').update(content).digest('hex') !== sha256)
      throw refused(`${path} is not what it was when the snapshot file was written: its SHA-256 differs.`)
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content)
  }
  const result = snapshots.map(({ takenAt, sections, ...rest }) => ({
    ...rest,
    takenAtMs: Date.parse(takenAt),
    sections: sections.map(({ startedAt, endedAt, stdout, stderr, ...section }) => ({
      ...section,
      startedAtMs: Date.parse(startedAt),
      endedAtMs: Date.parse(endedAt),
      stdout: textAt(stdout),
      stderr: textAt(stderr),
    })),
  }))
  for (const path of files.keys())
    if (!named.has(path)) throw refused(`The snapshot file holds ${path}, which its manifest does not name.`)
  const ids = new Set(result.map(({ id }) => id))
  if (ids.size !== result.length) throw refused('The snapshot file holds two snapshots of one id.')
  return result
}

function manifestOf(content: Buffer, limits: Limits): Manifest {
  if (content.length > limits.manifestBytes) throw refused('The manifest of the snapshot file is too large.')
  let json: unknown
  try {
    json = JSON.parse(content.toString('utf8'))
  } catch {
    throw refused('The manifest of the snapshot file is not JSON.')
  }
  const head = manifestHead.safeParse(json)
  if (!head.success) throw refused('This is no snapshot file: its manifest does not say so.')
  if (head.data.version > formatVersion)
    throw refused(
      `The snapshot file was written by a newer version (format ${head.data.version}; this one knows ${formatVersion}).`,
    )
  const whole = manifest.safeParse(json)
  if (whole.success) return whole.data
  const first = whole.error.issues[0]
  throw refused(`The manifest of the snapshot file is wrong at ${first?.path.join('.')}: ${first?.message}.`)
}

/** Files by path. Limits are watched while unpacking, so that a bomb is stopped before it fills the memory. */
async function unpack(bytes: Uint8Array, limits: Limits): Promise<Map<string, Buffer>> {
  let total = 0
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length
      if (total > limits.totalBytes) done(refused(`The snapshot file holds more than ${limits.totalBytes} bytes.`))
      else done(null, chunk)
    },
  })
  const archive = extract()
  const files = new Map<string, Buffer>()
  const fail = (error: Error) => archive.destroy(error)
  Readable.from([bytes])
    .on('error', fail)
    .pipe(createGunzip().on('error', fail))
    .pipe(watch.on('error', fail))
    .pipe(archive)
  let entries = 0
  try {
    for await (const entry of archive) {
      const { name, type, size = 0 } = entry.header
      if (++entries > limits.entries) throw refused(`The snapshot file holds more than ${limits.entries} entries.`)
      if (type === 'directory') {
        entry.resume()
        continue
      }
      const path = safePath(name)
      if (type !== 'file') throw refused(`${path} in the snapshot file is a ${type}; only plain files are read.`)
      if (files.has(path)) throw refused(`The snapshot file holds ${path} twice.`)
      if (size > limits.fileBytes)
        throw refused(`${path} in the snapshot file is larger than ${limits.fileBytes} bytes.`)
      const chunks: Buffer[] = []
      for await (const chunk of entry) chunks.push(chunk as Buffer)
      files.set(path, Buffer.concat(chunks))
    }
  } catch (error) {
    if (error instanceof CallError) throw error
    throw refused(
      `The snapshot file is damaged or cut off (${error instanceof Error ? error.message : String(error)}).`,
    )
  }
  return files
}

function safePath(name: string): string {
  const path = name.replace(/^\.\//, '')
  const isSafe =
    path !== '' &&
    path.length <= 1024 &&
    !/[\\\u0000-\u001f\ufffd:]/.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  if (!isSafe)
    throw refused(`The snapshot file holds an entry with an unsafe name: ${JSON.stringify(name.slice(0, 80))}.`)
  return path
}
