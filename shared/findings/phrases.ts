/** Parts of sentences that many rules say. */
import type { Interval } from '../model.ts'
import type { Language } from '../words/language.ts'
import { endsOf } from '../words/moment.ts'

/** ` between … and …`, ` after …`, ` by …`; empty where nothing is known. */
export function during(since: Interval, language: Language): string {
  const { from, to } = endsOf(since)
  if (from !== '' && to !== '') return language === 'zh' ? `在 ${from} 至 ${to} 之间` : ` between ${from} and ${to}`
  if (from !== '') return language === 'zh' ? `在 ${from} 之后` : ` after ${from}`
  if (to !== '') return language === 'zh' ? `在 ${to} 之前` : ` by ${to}`
  return ''
}

/** Where a thing runs, after its name; empty where that is not known. */
export function onNode(node: string | null, language: Language): string {
  if (node === null) return ''
  return language === 'zh' ? `（节点 ${node}）` : ` on ${node}`
}

/** A command for a host other than the one where it is read. */
export const runOn = (host: string, command: string, language: Language): string =>
  language === 'zh' ? `${command}（在 ${host} 上）` : `${command} (on ${host})`

/** What a tool gave as its reason, in its own words; empty where it gave none. */
export function because(reason: string | null, language: Language): string {
  if (reason === null) return ''
  return language === 'zh' ? `（${reason}）` : ` (${reason})`
}
