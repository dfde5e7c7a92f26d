/** The report of what the window shows, as a file. */
import { download } from '../controls/download.ts'
import { usePair } from '../library/pair.ts'
import { notify, report } from '../notices/notify.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { client } from '../program/connection.ts'

const types = { html: 'text/html', markdown: 'text/markdown' } as const

/** `done`: what is said once it is there. */
export async function saveReport(format: keyof typeof types, done: string): Promise<void> {
  const { aId, bId } = usePair.getState()
  if (bId === null) return
  const a = aId === bId ? null : aId
  try {
    const language = usePreferences.getState().language
    const { name, text } = await client().call('report', { a, b: bId, format, language })
    download(name, text, types[format])
    notify('done', `${done} ${name}`)
  } catch (error) {
    report(error)
  }
}
