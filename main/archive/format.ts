/** How archives are packed, told from their first bytes. */
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

const startsWith = (head: Uint8Array, magic: number[]): boolean => magic.every((byte, index) => head[index] === byte)
export const isGzip = (head: Uint8Array): boolean => startsWith(head, [0x1f, 0x8b])
const isXz = (head: Uint8Array): boolean => startsWith(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])
/** `ustar` stands at the same place in every tar that is not older than POSIX. */
const isTar = (head: Uint8Array): boolean =>
  head.length >= 512 && Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar'
export const isArchive = (head: Uint8Array): boolean => isGzip(head) || isXz(head) || isTar(head)

/** The tar within. `head`: at least the first bytes of it. */
export async function decompressed(packed: Readable, head: Uint8Array): Promise<Readable> {
  if (isGzip(head)) {
    const gunzip = createGunzip()
    return packed.on('error', (error) => gunzip.destroy(error)).pipe(gunzip)
  }
  if (!isXz(head)) return packed
  // Loaded when wanted: few files are in this format.
  const { XzReadableStream } = (await import('xz-decompress')).default
  // The same streams are two types, one of the web's and one of Node's.
  const unpacked: unknown = new XzReadableStream(Readable.toWeb(packed) as ReadableStream<Uint8Array>)
  return Readable.fromWeb(unpacked as Parameters<typeof Readable.fromWeb>[0])
}
