/** Zip archives, as Windows and other systems write them. */
import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, openPromise } from 'yauzl'
import { CallError } from '../../shared/contract/call-error.ts'
import { archiveMessages } from '../../shared/messages/archive.ts'
import { decompressed } from './decompress.ts'

/** A zip's table stands at its end: it is read from a file, or held. */
export type ZipSource = { file: string } | { bytes: Buffer }

export interface ZipEntry {
  /** With `/`, whatever the program wrote that packed it. */
  name: string
  /** False of links, devices and folders. */
  isPlain: boolean
  modifiedAtMs: number
  open: () => Promise<Readable>
}

const zstd = 93
const isUtf8Flag = 0x800
const unixTypeMask = 0o170000
const unixPlainFile = 0o100000

/** In the order of its table. Throws CallError `refused` when it is under a password. */
export async function* zipEntries(source: ZipSource): AsyncGenerator<ZipEntry> {
  // Names are read here: programs of Windows write them in the code page of the country.
  const options = { decodeStrings: false, autoClose: false }
  const archive =
    'file' in source ? await openPromise(source.file, options) : await fromBufferPromise(source.bytes, options)
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.isEncrypted()) throw new CallError('refused', archiveMessages.zipWithPassword())
      yield {
        name: nameOf(entry),
        isPlain: isPlain(entry),
        modifiedAtMs: entry.getLastModDate().getTime(),
        open: async () => {
          if (entry.canDecodeFileData()) return archive.openReadStreamPromise(entry)
          if (entry.compressionMethod !== zstd)
            throw new CallError('refused', archiveMessages.zipMethod({ method: entry.compressionMethod }))
          return decompressed(await archive.openReadStreamPromise(entry, { decodeFileData: false }), 'zstd')
        },
      }
    }
  } finally {
    archive.close()
  }
}

function nameOf({ fileNameRaw, generalPurposeBitFlag }: Entry): string {
  const isUtf8 = (generalPurposeBitFlag & isUtf8Flag) !== 0
  return nameText(fileNameRaw, isUtf8).replaceAll('\\', '/')
}

function nameText(raw: Buffer, isUtf8: boolean): string {
  if (isUtf8) return raw.toString('utf8')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder('gb18030').decode(raw)
  }
}

/** What Unix programs say of an entry's kind stands in the upper half; others say nothing there. */
function isPlain({ externalFileAttributes }: Entry): boolean {
  const type = (externalFileAttributes >>> 16) & unixTypeMask
  return type === 0 || type === unixPlainFile
}
