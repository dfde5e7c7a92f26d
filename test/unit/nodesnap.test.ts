import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { pack } from 'tar-stream'
import { describe, expect, test } from 'vitest'
import { limits } from '../../main/nodesnap/manifest.ts'
import { readSnapshotFile } from '../../main/nodesnap/read.ts'
import { snapshotFileOf } from '../../main/nodesnap/write.ts'
import { CallError } from '../../shared/contract/contract.ts'
import type { Section, Snapshot } from '../../shared/model.ts'

const producer = { name: 'test', version: '1' }
const section = (changes: Partial<Section> = {}): Section => ({
  ...{
    node: 'cloudos1',
    probe: 'docker-ps',
    pod: null,
    command: 'docker ps -a',
    outcome: 'ok',
    message: null,
    exitCode: 0,
  },
  ...{
    startedAtMs: 1_571_491_969_000,
    endedAtMs: 1_571_491_969_500,
    stdout: 'CONTAINER ID\r\n\u0000 一行\n',
    stderr: '',
    partialView: null,
  },
  ...changes,
})
const snapshot = (changes: Partial<Snapshot> = {}): Snapshot => ({
  ...{
    id: 'abcd1234',
    site: 'tianjin',
    takenAtMs: 1_571_491_969_000,
    takenAtInferred: null,
    source: 'ssh',
    origin: 'root@n1',
  },
  nodes: [
    { name: 'cloudos1', address: '10.0.0.11', outcome: 'ok', message: null, clockOffsetMs: 12, zoneOffsetMinutes: 480 },
  ],
  sections: [
    section(),
    section({ probe: 'nova-service-list', pod: 'novarc-1lj17', outcome: 'refused', stderr: 'ERROR', exitCode: 1 }),
  ],
  events: [],
  ...changes,
})

/** A tar of these entries, packed. */
async function tarOf(
  entries: {
    name: string
    content?: string
    type?: 'file' | 'symlink' | 'link' | 'directory' | 'character-device'
    linkname?: string
  }[],
) {
  const archive = pack()
  for (const { content = '', ...header } of entries) archive.entry(header, content)
  archive.finalize()
  return gzipSync(await buffer(archive))
}
const emptyFile = { path: 'a.out', bytes: 0, sha256: null }
const manifestWith = (changes: object = {}) =>
  JSON.stringify({
    ...{ format: 'nodesnap', version: 1, producer },
    snapshots: [
      {
        ...{
          id: 'abcd',
          site: 's',
          takenAt: '2026-11-24T00:00:00Z',
          takenAtInferred: null,
          source: 'file',
          origin: 'x',
          nodes: [],
          events: [],
        },
        sections: [
          {
            ...{
              node: 'n',
              probe: 'host',
              pod: null,
              command: '',
              outcome: 'ok',
              message: '',
              exitCode: 0,
              partialView: null,
            },
            ...{ startedAt: '2026-11-24T00:00:00Z', endedAt: '2026-11-24T00:00:00Z' },
            ...{ stdout: emptyFile, stderr: { ...emptyFile, path: 'a.err' } },
          },
        ],
      },
    ],
    ...changes,
  })
const whole = (manifest = manifestWith()) => [
  { name: 'manifest.json', content: manifest },
  { name: 'a.out' },
  { name: 'a.err' },
]
const reason = async (bytes: Uint8Array, changes = {}): Promise<string> => {
  const error = await readSnapshotFile(bytes, { ...limits, ...changes }).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(CallError)
  expect((error as CallError).code).toBe('refused')
  return (error as CallError).message
}

describe('round trip', () => {
  test('a snapshot comes back byte for byte', async () => {
    expect(await readSnapshotFile(await snapshotFileOf([snapshot()], producer))).toEqual([snapshot()])
  })

  test('several snapshots, names that collide once they are safe', async () => {
    const both = [
      snapshot(),
      snapshot({ id: 'ef567890', sections: [section({ node: 'a/b' }), section({ node: 'a:b', stdout: 'other' })] }),
    ]
    expect(await readSnapshotFile(await snapshotFileOf(both, producer))).toEqual(both)
  })

  test('the same snapshots make the same file', async () => {
    expect(await snapshotFileOf([snapshot()], producer)).toEqual(await snapshotFileOf([snapshot()], producer))
  })

  test('any text survives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), async (stdout, stderr) => {
        const one = snapshot({ sections: [section({ stdout, stderr })] })
        expect(await readSnapshotFile(await snapshotFileOf([one], producer))).toEqual([one])
      }),
      { numRuns: 60, seed: 20261124 },
    )
  })
})

describe('what strangers write', () => {
  test('a file written by hand, without hashes, with folders and ./', async () => {
    const bytes = await tarOf([
      { name: './manifest.json', content: manifestWith() },
      { name: 'nodes', type: 'directory' },
      { name: './a.out' },
      { name: 'a.err' },
    ])
    expect(await readSnapshotFile(bytes)).toMatchObject([{ id: 'abcd', sections: [{ probe: 'host' }] }])
  })

  test.each([
    ['..', '../evil'],
    ['a deep ..', 'nodes/../../evil'],
    ['an absolute name', '/etc/passwd'],
    ['a drive', 'C:/evil'],
    ['a backslash', 'nodes\\evil'],
  ])('%s is refused', async (_what, name) => {
    expect(await reason(await tarOf([...whole(), { name, content: 'x' }]))).toMatch(/unsafe name/)
  })

  test('a name in invalid UTF-8 is refused', async () => {
    const archive = pack()
    archive.entry({ name: 'manifest.json' }, manifestWith())
    archive.entry({ name: 'XXXX.out' }, 'x')
    archive.finalize()
    const tar = await buffer(archive)
    const at = tar.indexOf('XXXX.out')
    tar[at] = 0xff
    // The header's checksum is the sum of its bytes, its own field counted as spaces.
    const header = tar.subarray(at, at + 512)
    header.fill(0x20, 148, 156)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1')
    expect(await reason(gzipSync(tar))).toMatch(/unsafe name/)
  })

  test.each(['symlink', 'link', 'character-device'] as const)('a %s is refused', async (type) => {
    expect(await reason(await tarOf([...whole(), { name: 'x', type, linkname: '/etc/passwd' }]))).toMatch(
      /only plain files/,
    )
  })

  test('two entries of one name are refused', async () => {
    expect(await reason(await tarOf([...whole(), { name: 'a.out' }]))).toMatch(/twice/)
  })

  test('a file that the manifest does not name, and one that is missing', async () => {
    expect(await reason(await tarOf([...whole(), { name: 'extra' }]))).toMatch(/does not name/)
    expect(await reason(await tarOf(whole().slice(0, 2)))).toMatch(/not in it/)
  })

  test('a manifest that lies about a size', async () => {
    expect(await reason(await tarOf(whole(manifestWith().replace('"bytes":0', '"bytes":5'))))).toMatch(
      /manifest says 5/,
    )
  })

  test('a newer version, no version, no JSON, no manifest', async () => {
    expect(await reason(await tarOf(whole(manifestWith({ version: 2 }))))).toMatch(/newer version/)
    expect(await reason(await tarOf(whole('{}')))).toMatch(/no snapshot file/)
    expect(await reason(await tarOf(whole('{')))).toMatch(/not JSON/)
    expect(await reason(await tarOf([{ name: 'a' }]))).toMatch(/no manifest/)
  })

  test('a bomb is stopped at the limit, not behind it', async () => {
    expect(await reason(gzipSync(Buffer.alloc(64 * 1024 * 1024)), { totalBytes: 1024 * 1024 })).toMatch(
      /more than 1048576 bytes/,
    )
    const many = Array.from({ length: 500 }, (_, index) => ({ name: `f${index}` }))
    expect(await reason(await tarOf(many), { entries: 100 })).toMatch(/more than 100 entries/)
    expect(
      await reason(await tarOf([...whole(), { name: 'big', content: 'x'.repeat(2000) }]), { fileBytes: 1000 }),
    ).toMatch(/larger than 1000/)
  })

  test('cut off anywhere, or with a byte changed anywhere, it is refused or means the same', async () => {
    const bytes = await snapshotFileOf([snapshot()], producer)
    for (let length = 0; length < bytes.length; length += 7) await reason(bytes.subarray(0, length))
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 0x55
      const read = await readSnapshotFile(changed).catch((error: unknown) => error)
      if (read instanceof Error) expect(read).toBeInstanceOf(CallError)
      else expect(read).toEqual([snapshot()])
    }
  })
})
