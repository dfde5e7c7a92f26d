/** Writes snapshot files: a gzip tar that anyone can list and read. */
import { createHash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { CallError } from '../../shared/contract/call-error.ts'
import { snapshotFileMessages } from '../../shared/messages/snapshot-file.ts'
import { withText } from '../../shared/messages/tell.ts'
import type { Message, Section, Snapshot } from '../../shared/model.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { encrypted } from './encryption.ts'
import { formatVersion, type Manifest } from './manifest.ts'

const readme = `This file holds what was read from the nodes of a site: the output of the commands named in
manifest.json, one file each, under nodes/. Nothing else was taken, and nothing was changed on the nodes.
It can be reviewed with: tar xzf FILE, then any text viewer.
`

/** The bytes of one file with all of these snapshots. */
export function snapshotFileOf(snapshots: readonly Snapshot[], producer: Manifest['producer']): Promise<Buffer> {
  const archive = pack()
  const texts: { path: string; content: Buffer }[] = []
  const taken = new Set<string>()
  const manifest: Manifest = {
    format: 'nodesnap',
    version: formatVersion,
    producer,
    snapshots: snapshots.map((snapshot) => {
      const { takenAtMs, takenAtInferred, sections, nodes, ...rest } = snapshot
      const folder = snapshots.length === 1 ? '' : `${rest.id}/`
      const store = (section: Section, ending: 'out' | 'err', text: string) => {
        const content = Buffer.from(text, 'utf8')
        const path = freePath(pathOf(folder, section), ending, taken)
        texts.push({ path, content })
        return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
      }
      return {
        ...rest,
        takenAt: new Date(takenAtMs).toISOString(),
        takenAtInferred: forReaders(takenAtInferred),
        nodes: nodes.map((node) => ({ ...node, message: forReaders(node.message) })),
        sections: sections.map((section) => {
          const { startedAtMs, endedAtMs, stdout, stderr, message, partialView, ...said } = section
          return {
            ...said,
            message: forReaders(message),
            partialView: forReaders(partialView),
            startedAt: new Date(startedAtMs).toISOString(),
            endedAt: new Date(endedAtMs).toISOString(),
            stdout: store(section, 'out', stdout),
            stderr: store(section, 'err', stderr),
          }
        }),
      }
    }),
  }
  // The newest moment in it, and not the time of writing: the same snapshots make the same file.
  const mtime = new Date(Math.max(...snapshots.map(({ takenAtMs }) => takenAtMs)))
  archive.entry({ name: 'manifest.json', mode: 0o600, mtime }, JSON.stringify(manifest, null, 1))
  archive.entry({ name: 'README.txt', mode: 0o600, mtime }, readme)
  for (const { path, content } of texts) archive.entry({ name: path, mode: 0o600, mtime }, content)
  archive.finalize()
  return buffer(archive.pipe(createGzip()))
}

/** Others than this program, and other versions of it, read the words. */
const forReaders = (message: Message | null): Message | null => (message === null ? null : withText(message))

const safe = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 100) || '_'

const pathOf = (folder: string, { node, probe, pod }: Section): string =>
  `${folder}nodes/${safe(node)}/${safe(probe)}${pod === null ? '' : `@${safe(pod)}`}`

/** Names may collide once they are safe; the manifest tells which is which. */
function freePath(stem: string, ending: string, taken: Set<string>): string {
  let path = `${stem}.${ending}`
  for (let count = 2; taken.has(path); count++) path = `${stem}-${count}.${ending}`
  taken.add(path)
  return path
}

/** Snapshots as a file, under a passphrase where one is given. See `writeWhole`. */
export async function writeSnapshotFile(
  snapshots: readonly Snapshot[],
  path: string,
  producer: Manifest['producer'],
  passphrase: string | null = null,
): Promise<void> {
  const plain = await snapshotFileOf(snapshots, producer)
  await writeWhole(path, passphrase === null ? plain : await encrypted(plain, passphrase))
}

/** Writes the file whole or not at all, readable by its owner only. Throws CallError `refused`. */
export async function writeWhole(path: string, bytes: Buffer | string): Promise<void> {
  const unfinished = `${path}.part`
  try {
    const file = await open(unfinished, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw new CallError('refused', snapshotFileMessages.notWritten({ path, why: reasonOf(error) }))
  }
}
