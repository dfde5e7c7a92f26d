/** A capture of k8shark (`.kshrk`): a zip whose records are answers of the API server, each packed by zstd. */
import { asObject, parseJson } from '../../../shared/parse/lines.ts'
import type { FileBlock, Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

const body = '"response_body":'

/** A record holds one answer. Answers in the form of a table repeat those of the same path. */
function blocksOf(text: string): FileBlock[] | null {
  const record = text.startsWith('{') && text.includes('"api_path"') ? asObject(parseJson(text)) : null
  if (record === null || typeof record.api_path !== 'string' || asObject(record.response_body) === null) return null
  if (record.response_code !== 200 || record.api_path.endsWith('?as=Table')) return []
  const from = text.indexOf(body) + body.length
  // The answer is the record's last word, and is kept as it was written.
  const answer = text.slice(from, text.lastIndexOf('}')).trim()
  const whole = parseJson(answer) === null ? JSON.stringify(record.response_body) : answer
  const atMs = typeof record.captured_at === 'string' ? Date.parse(record.captured_at) : Number.NaN
  const printedAt = Number.isNaN(atMs) ? null : { zone: 'UTC', readings: [{ atMs, zoneOffsetMinutes: 0 }] }
  const line = text.slice(0, from).split('\n').length
  return [{ line, command: `kubectl get --raw ${record.api_path}`, text: `${whole}\n`, host: null, printedAt }]
}

export const k8sharkCapture: Importer = {
  name: 'k8shark-capture',
  title: { en: 'capture of k8shark', zh: 'k8shark 抓取包' },
  takes: { en: 'captures of k8shark', zh: 'k8shark 抓取包' },
  topOf: topBefore('k8shark-capture/.'),
  holds: 'cluster',
  isSeries: true,
  blocksOf,
}
