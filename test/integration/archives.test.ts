/** Archives of every kind that is read, packed by the real programs, and what is said of those that are not. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handedPath } from '../../main/import/handed.ts'
import type { ImportInput } from '../../main/import/importer.ts'
import { takeIn } from '../../main/import/take-in.ts'
import { tell } from '../../shared/messages/tell.ts'
import { samplePath } from '../support/samples.ts'
import { zipOfWindows } from '../support/zip-of-windows.ts'
import { temporaryFolder } from './support/cli.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const at = (...names: string[]) => join(folder.path, ...names)
const run = (command: string) => execFileSync('sh', ['-c', command], { cwd: folder.path, stdio: 'pipe' })
const takenIn = async (name: string) => takeIn(await handedPath(at(name)))
const pathsOf = ({ files }: ImportInput) => files.map(({ path }) => path).toSorted()

const names = ['r/sos_commands/docker/docker_ps_-a', 'r/sos_commands/host/hostname']
beforeAll(() => {
  for (const name of names) mkdirSync(join(at(name), '..'), { recursive: true })
  cpSync(samplePath('docker-ps/ps-a.out'), at(names[0] ?? ''))
  writeFileSync(at(names[1] ?? ''), 'ctl1\n')
})

describe('one archive', () => {
  test.each([
    ['r.tar', 'tar -cf r.tar r'],
    ['r.tar.gz', 'tar -czf r.tar.gz r'],
    ['r.tar.bz2', 'tar -c r | bzip2 > r.tar.bz2'],
    ['r.tar.zst', 'tar -c r | zstd -q > r.tar.zst'],
    ['r.txz', 'tar -c r | xz > r.txz'],
    ['r.zip', 'zip -qr r.zip r'],
    ['no-ending', 'zip -qr - r > no-ending'],
  ])('%s', async (name, command) => {
    run(command)
    const input = await takenIn(name)
    expect(pathsOf(input)).toEqual(names)
    expect(input.files.find(({ path }) => path === names[0])?.content).toEqual(
      readFileSync(samplePath('docker-ps/ps-a.out')),
    )
  })

  test('a zip of Windows: backslashes, and names in the code page of China', async () => {
    // 采集 in GBK.
    const chinese = Buffer.from([0xb2, 0xc9, 0xbc, 0xaf])
    const entry = (name: string) => Buffer.concat([chinese, Buffer.from(`\\${name.replaceAll('/', '\\')}`)])
    writeFileSync(
      at('win.zip'),
      zipOfWindows(names.map((name) => ({ name: entry(name), content: readFileSync(at(name)) }))),
    )
    expect(pathsOf(await takenIn('win.zip'))).toEqual(names.map((name) => `采集/${name}`))
  })
})

describe('archives within', () => {
  test('an archive, a folder, another folder: each names a folder of its own', async () => {
    run('mkdir -p all/x && tar -czf all/one.tar.gz r && zip -qr all/x/two.zip r && tar -c r | xz > all/three.tar.xz')
    run('gzip -k r/sos_commands/host/hostname && mv r/sos_commands/host/hostname.gz all/x && tar -cf all.tar all')
    const expected = ['one', 'three', 'x/two'].flatMap((each) => names.map((name) => `all/${each}/${name}`))
    expected.push('all/x/hostname')
    expect(pathsOf(await takenIn('all'))).toEqual(expected.toSorted())
    expect(pathsOf(await takenIn('all.tar'))).toEqual(expected.toSorted())
  })

  test('one that is damaged is told, and the rest is read', async () => {
    run('mkdir -p some && tar -czf some/good.tgz r && tar -czf some/bad.tgz r')
    const bad = readFileSync(at('some/bad.tgz'))
    writeFileSync(at('some/bad.tgz'), bad.subarray(0, bad.length >> 1))
    const { files } = await takenIn('some')
    expect(files.filter(({ unread }) => unread === undefined).map(({ path }) => path)).toEqual(
      expect.arrayContaining(names.map((name) => `some/good/${name}`)),
    )
    const [told] = files.flatMap(({ unread }) => (unread === undefined ? [] : [tell(unread, 'en')]))
    expect(told).toContain('damaged or cut off')
  })

  test('archives in archives without end are not followed', async () => {
    run('cp r/sos_commands/host/hostname deep.txt')
    for (let depth = 0; depth < 8; depth++) run('tar -czf next.tgz deep.* && rm deep.* && mv next.tgz deep.tgz')
    const { files, passedOver } = await takenIn('deep.tgz')
    expect([files, passedOver.length]).toEqual([[], 1])
  })
})

describe('what is not read is named, with what to do', () => {
  test.each([
    ['x.7z', Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]), /7z archive.*unpack it/],
    ['x.rar', Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), /rar archive.*unpack it/],
  ])('%s', async (name, bytes, sentence) => {
    writeFileSync(at(name), bytes)
    await expect(takenIn(name)).rejects.toMatchObject({ code: 'refused', message: expect.stringMatching(sentence) })
  })

  test('a zip under a password', async () => {
    run('zip -qr -P secret locked.zip r')
    await expect(takenIn('locked.zip')).rejects.toMatchObject({ message: expect.stringMatching(/password.*unpack it/) })
  })
})
