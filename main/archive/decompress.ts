/** Takes a stream's packing off. The packers' libraries are loaded when they are wanted: most files are in one format. */
import { PassThrough, Readable, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Compression } from './format.ts'

/** The bytes within, as they come. */
export async function decompressed(packed: Readable, compression: Compression): Promise<Readable> {
  if (compression === 'gzip') return piped(packed, createGunzip())
  if (compression === 'zstd') return piped(packed, await unzstd())
  if (compression === 'bzip2') {
    const { default: unbzip2 } = await import('unbzip2-stream')
    // A stream of the first kind, which knows nothing of later ones: another carries what it gives.
    const unpacked = new PassThrough()
    const fail = (error: Error) => void unpacked.destroy(error)
    packed.on('error', fail).pipe(unbzip2()).on('error', fail).pipe(unpacked)
    return unpacked
  }
  const { XzReadableStream } = (await import('xz-decompress')).default
  // The same streams are two types, one of the web's and one of Node's.
  const unpacked: unknown = new XzReadableStream(Readable.toWeb(packed) as ReadableStream<Uint8Array>)
  return Readable.fromWeb(unpacked as Parameters<typeof Readable.fromWeb>[0])
}

const piped = (packed: Readable, unpacking: Transform): Readable =>
  packed.on('error', (error) => unpacking.destroy(error)).pipe(unpacking)

async function unzstd(): Promise<Transform> {
  const { Decompress } = await import('fzstd')
  const unpacking = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      attempt(() => decompress.push(chunk), done)
    },
    flush(done) {
      attempt(() => decompress.push(new Uint8Array(0), true), done)
    },
  })
  // A copy: the library writes on into the same memory.
  const decompress = new Decompress((chunk) => void unpacking.push(Buffer.from(chunk)))
  return unpacking
}

function attempt(push: () => void, done: (error?: Error) => void): void {
  try {
    push()
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)))
    return
  }
  done()
}
