/** Files and folders that a person chose or dropped, as the program takes them in. */
import { CallError } from '../../shared/contract/call-error.ts'
import type { CallInput } from '../../shared/contract/contract.ts'
import { windowMessages } from '../../shared/messages/window.ts'

export type ChosenInput = CallInput<'openImport'>

/** A message between the window and the program holds at most 64 MB, and base64 makes four bytes of three. */
const largestBytes = 45 * 1024 * 1024

/** The browser's own encoder: it works off the window's thread. */
const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => {
      const reason = reader.error?.message ?? ''
      reject(new CallError('refused', windowMessages.unreadableFile({ name: file.name, reason })))
    }
    reader.readAsDataURL(file)
  })

interface Found {
  path: string
  file: File
}

/** Null when it is too large for a window. */
async function inputOf(name: string, found: Found[]): Promise<ChosenInput | null> {
  if (found.reduce((sum, { file }) => sum + file.size, 0) > largestBytes) return null
  const files = await Promise.all(
    found.map(async ({ path, file }) => {
      const modifiedAt = new Date(file.lastModified).toISOString()
      return { path, base64: await base64Of(file), modifiedAt }
    }),
  )
  return { name, files }
}

export const inputOfFile = (file: File): Promise<ChosenInput | null> => inputOf(file.name, [{ path: file.name, file }])

/** A dropped file, or a dropped folder with all below it. Undefined when nothing of the kind was dropped. */
export function inputOfDrop(data: DataTransfer): Promise<ChosenInput | null> | undefined {
  // What was dropped can be asked for only until this returns.
  const entry = data.items[0]?.webkitGetAsEntry() ?? null
  const file = data.files[0]
  if (entry?.isDirectory === true)
    return filesBelow(entry as FileSystemDirectoryEntry, entry.name).then((found) => inputOf(entry.name, found))
  return file === undefined ? undefined : inputOfFile(file)
}

async function filesBelow(folder: FileSystemDirectoryEntry, path: string): Promise<Found[]> {
  const reader = folder.createReader()
  const found: Found[] = []
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (entries.length === 0) return found
    for (const entry of entries) {
      const inside = `${path}/${entry.name}`
      if (entry.isDirectory) found.push(...(await filesBelow(entry as FileSystemDirectoryEntry, inside)))
      else
        found.push({
          path: inside,
          file: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
        })
    }
  }
}
