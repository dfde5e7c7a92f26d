/** A zip as programs of Windows write it: names with backslashes in a code page, no word on what is a folder. */
import { crc32 } from 'node:zlib'

/** `name`: as bytes of the code page. Nothing is compressed. */
export function zipOfWindows(entries: readonly { name: Buffer; content: Buffer }[]): Buffer {
  const local: Buffer[] = []
  const table: Buffer[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    // 2022-02-10 09:52:10, as DOS counts it.
    about.writeUInt16LE((9 << 11) | (52 << 5) | 5, 6)
    about.writeUInt16LE(((2022 - 1980) << 9) | (2 << 5) | 10, 8)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(content.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(name.length, 22)
    local.push(Buffer.from('PK\x03\x04', 'latin1'), about, name, content)
    const end = Buffer.alloc(14)
    end.writeUInt32LE(offset, 10)
    table.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, end, name)
    offset += 30 + name.length + content.length
  }
  const size = table.reduce((sum, { length }) => sum + length, 0)
  const last = Buffer.alloc(22)
  last.write('PK\x05\x06', 'latin1')
  last.writeUInt16LE(entries.length, 8)
  last.writeUInt16LE(entries.length, 10)
  last.writeUInt32LE(size, 12)
  last.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, ...table, last])
}
