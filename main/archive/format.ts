/** How archives are packed, told from their first bytes. */

const startsWith = (head: Uint8Array, magic: number[]): boolean => magic.every((byte, index) => head[index] === byte)
export const isGzip = (head: Uint8Array): boolean => startsWith(head, [0x1f, 0x8b])

/** What packs one stream of bytes. */
export type Compression = 'gzip' | 'xz' | 'bzip2' | 'zstd'
/** What is known by sight only. */
export type UnreadFormat = '7z' | 'rar'
export type Format = Compression | UnreadFormat | 'tar' | 'zip'

/** As many first bytes as tell the format. */
export const formatHeadBytes = 512

const magics: readonly (readonly [Format, number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  // An archive without files is only the end of one.
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
]
/** `BZh9`, and the first block's own mark: `BZh` alone may begin a text. */
const bzip2 = /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/

/** Null when these bytes begin no archive. */
export function formatOf(head: Uint8Array): Format | null {
  const found = magics.find(([, magic]) => startsWith(head, magic))
  if (found !== undefined) return found[0]
  const begin = Buffer.from(head.subarray(0, 10)).toString('latin1')
  if (bzip2.test(begin)) return 'bzip2'
  return isTar(head) ? 'tar' : null
}

/** `ustar` stands at the same place in every tar that is not older than POSIX. */
const isTar = (head: Uint8Array): boolean =>
  head.length >= formatHeadBytes && Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar'
