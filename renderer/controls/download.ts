/** Hands a file to the person: the browser, or Electron, asks where to. */
export function download(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A name that every file system takes. */
export const fileName = (text: string): string => text.replace(/[^\p{L}\p{N}._-]+/gu, '_')
