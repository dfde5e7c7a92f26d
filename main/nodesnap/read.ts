/** Reads snapshot files of strangers: the whole file is checked before anything of it is believed. */
import { createHash } from 'node:crypto'
import { CallError } from '../../shared/contract/contract.ts'
import type { Snapshot } from '../../shared/model.ts'
import { isGzip } from '../archive/format.ts'
import { type UnpackOptions, unpack } from '../archive/unpack.ts'
import { isEncrypted } from './encryption.ts'
import { formatVersion, type Limits, type Manifest, manifest, manifestHead, limits as usualLimits } from './manifest.ts'

/** True when a file begins like a snapshot file: gzip, or gzip under a passphrase. */
export const isPacked = (head: Uint8Array): boolean => isGzip(head) || isEncrypted(head)

const refused = (sentence: string): CallError => new CallError('refused', `${sentence} Nothing was imported.`)

/** All snapshots of a file. Throws CallError `refused` with the reason when anything in it is not as it should be. */
export async function readSnapshotFile(
  bytes: Uint8Array,
  limits: Limits = usualLimits,
  run: Pick<UnpackOptions, 'signal' | 'onProgress'> = {},
): Promise<Snapshot[]> {
  const { files: entries } = await unpack(bytes, { noun: 'snapshot file', limits, isStrict: true, ...run })
  const files = new Map(entries.map(({ path, content }) => [path, content]))
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
