/** The report of what the window shows, as a file. */
import { download } from '../controls/download.ts'
import { client, notify, report as reportError, useLibrary } from '../library/library.ts'
import { usePreferences } from '../preferences/preferences.ts'

const types = { html: 'text/html', markdown: 'text/markdown' } as const

/** `done`: what is said once it is there. */
export async function saveReport(format: keyof typeof types, done: string): Promise<void> {
  const { aId, bId } = useLibrary.getState()
  if (bId === null) return
  const a = aId === bId ? null : aId
  try {
    const language = usePreferences.getState().language
    const { name, text } = await client().call('report', { a, b: bId, format, language })
    download(name, text, types[format])
    notify('done', `${done} ${name}`)
  } catch (error) {
    reportError(error)
  }
}
