import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { pack } from 'tar-stream'
import { describe, expect, test } from 'vitest'
import { limits } from '../../main/nodesnap/manifest.ts'
import { readSnapshotFile } from '../../main/nodesnap/read.ts'
import { snapshotFileOf } from '../../main/nodesnap/write.ts'
import { CallError } from '../../shared/contract/call-error.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Section, Snapshot } from '../../shared/model.ts'
import { shellMessages } from '../../shared/probes/families/shell.ts'
import { languages } from '../../shared/words/language.ts'

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

  test('messages come back as they were, and carry their English words for other readers', async () => {
    const message = shellMessages.missing({ command: 'docker', advice: shellMessages.notOnPath() })
    const nodes = snapshot().nodes.map((node) => ({ ...node, message }))
    const sections = [section({ outcome: 'unavailable', message, partialView: shellMessages.notOnPath() })]
    const file = await snapshotFileOf([snapshot({ takenAtInferred: message, nodes, sections })], producer)
    const text = gunzipSync(file).toString()
    expect(text.split('"text": "The command docker is not there. It is not on the PATH."')).toHaveLength(4)
    expect(await readSnapshotFile(file)).toEqual([snapshot({ takenAtInferred: message, nodes, sections })])
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

describe('messages of other versions', () => {
  /** As a file of the first version says it: sentences, and nothing as the empty one. */
  const withMessages = (said: { section: unknown; node: unknown; inferred: unknown }) => {
    const manifest = JSON.parse(manifestWith()) as { snapshots: Record<string, unknown>[] }
    const [only] = manifest.snapshots
    const node = { name: 'n', address: 'a', outcome: 'failed', clockOffsetMs: null, zoneOffsetMinutes: null }
    const [first] = (only?.sections ?? []) as object[]
    Object.assign(only ?? {}, { nodes: [{ ...node, message: said.node }], takenAtInferred: said.inferred })
    Object.assign(first ?? {}, { message: said.section, partialView: said.section })
    return JSON.stringify(manifest)
  }
  const readWith = async (said: Parameters<typeof withMessages>[0]) => {
    const [read] = await readSnapshotFile(await tarOf(whole(withMessages(said))))
    return [read?.sections[0]?.message, read?.sections[0]?.partialView, read?.nodes[0]?.message, read?.takenAtInferred]
  }

  test('sentences of before are shown as they are, in any language', async () => {
    const sentence = 'It ended with status 1: no route'
    const read = await readWith({ section: sentence, node: sentence, inferred: sentence })
    for (const message of read) for (const language of languages) expect(tell(message ?? null, language)).toBe(sentence)
    expect(await readWith({ section: '', node: '', inferred: null })).toEqual([null, null, null, null])
  })

  test('a message that this version does not know is told by the words it carries', async () => {
    const message = { code: 'future.thing', params: { count: 3 }, text: 'Three things.' }
    const read = await readWith({ section: message, node: message, inferred: message })
    for (const each of read) expect(tell(each ?? null, 'zh')).toBe('Three things.')
  })
})
