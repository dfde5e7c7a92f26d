/** Reads snapshot files of strangers: the whole file is checked before anything of it is believed. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { CallError } from '../../shared/contract/call-error.ts'
import { checkedBy } from '../../shared/contract/checked.ts'
import { snapshotFileMessages } from '../../shared/messages/snapshot-file.ts'
import type { Message, Snapshot } from '../../shared/model.ts'
import { decompressed } from '../archive/decompress.ts'
import { entryPath } from '../archive/entry.ts'
import { formatHeadBytes, isGzip } from '../archive/format.ts'
import { HeadedBytes } from '../archive/headed.ts'
import { type UnpackOptions, unpack } from '../archive/unpack.ts'
import { isEncrypted } from './encryption.ts'
import { formatVersion, type Limits, type Manifest, manifest, manifestHead, limits as usualLimits } from './manifest.ts'

/** True when a file begins like a snapshot file: gzip, or gzip under a passphrase. */
export const isPacked = (head: Uint8Array): boolean => isGzip(head) || isEncrypted(head)

const manifestName = 'manifest.json'

/** True when an archive begins with a manifest. `read`: its bytes, from their beginning each time. */
export async function isSnapshotFile(read: () => Readable): Promise<boolean> {
  const packed = read()
  const head = new HeadedBytes(packed as AsyncIterable<Buffer>)
  const isPackedSo = isGzip(await head.head(2))
  const tar = isPackedSo ? new HeadedBytes(await decompressed(Readable.from(head.bytes()), 'gzip')) : head
  try {
    const header = await tar.head(formatHeadBytes)
    return entryPath(header.subarray(0, 100).toString('latin1').replace(/\0.*$/s, '')) === manifestName
  } catch {
    // Whoever reads it says what is wrong with it.
    return false
  } finally {
    packed.destroy()
  }
}

const refused = (message: Message): CallError => new CallError('refused', message)

/** All snapshots of a file. Throws CallError `refused` with the reason when anything in it is not as it should be. */
export async function readSnapshotFile(
  bytes: Uint8Array,
  limits: Limits = usualLimits,
  run: Pick<UnpackOptions, 'signal' | 'onProgress'> = {},
): Promise<Snapshot[]> {
  const entries = await unpack(bytes, { noun: 'snapshot file', limits, ...run })
  const files = new Map(entries.map(({ path, content }) => [path, content]))
  const said = files.get(manifestName)
  if (said === undefined) throw refused(snapshotFileMessages.noManifest())
  const { snapshots } = manifestOf(said, limits)
  files.delete(manifestName)
  files.delete('README.txt')

  const named = new Set<string>()
  const textAt = ({
    path,
    bytes: size,
    sha256,
  }: Manifest['snapshots'][number]['sections'][number]['stdout']): string => {
    const content = files.get(path)
    if (content === undefined) throw refused(snapshotFileMessages.missingFile({ path }))
    if (named.has(path)) throw refused(snapshotFileMessages.namedTwice({ path }))
    named.add(path)
    if (content.length !== size)
      throw refused(snapshotFileMessages.otherSize({ path, bytes: content.length, said: size }))
    if (sha256 !== null && createHash('sha256').update(content).digest('hex') !== sha256)
      throw refused(snapshotFileMessages.otherHash({ path }))
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
  for (const path of files.keys()) if (!named.has(path)) throw refused(snapshotFileMessages.unnamedFile({ path }))
  const ids = new Set(result.map(({ id }) => id))
  if (ids.size !== result.length) throw refused(snapshotFileMessages.idTwice())
  return result
}

function manifestOf(content: Buffer, limits: Limits): Manifest {
  if (content.length > limits.manifestBytes) throw refused(snapshotFileMessages.manifestTooLarge())
  let json: unknown
  try {
    json = JSON.parse(content.toString('utf8'))
  } catch {
    throw refused(snapshotFileMessages.manifestNoJson())
  }
  const head = manifestHead.safeParse(json)
  if (!head.success) throw refused(snapshotFileMessages.manifestOfOther())
  if (head.data.version > formatVersion)
    throw refused(snapshotFileMessages.newerVersion({ format: head.data.version, known: formatVersion }))
  const whole = checkedBy(manifest, json)
  if ('value' in whole) return whole.value
  const [first] = whole.complaints
  if (first === undefined) throw refused(snapshotFileMessages.manifestNoJson())
  throw refused(snapshotFileMessages.manifestWrong({ path: first.path.join('.'), why: first.what }))
}
