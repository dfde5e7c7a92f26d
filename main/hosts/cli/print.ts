/** What the command line prints for people: tables, times, findings, changes. Columns count display width (Chinese is 2). */
import { styleText } from 'node:util'
import stringWidth from 'string-width'
import type { Comparison, SnapshotSummary } from '../../../shared/contract/contract.ts'
import { sentenceOf } from '../../../shared/findings/sentence.ts'
import type { Change, FieldValue, Finding, Severity } from '../../../shared/model.ts'

export type Language = 'en' | 'zh'

/** Chinese where the terminal is Chinese. */
export function languageOf(environment: Record<string, string | undefined>): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || ''
  return locale.startsWith('zh') ? 'zh' : 'en'
}

/** Colours only for a terminal that shows them; NO_COLOR and the like are honoured by node:util. */
const styled = (format: Parameters<typeof styleText>[0], text: string): string =>
  styleText(format, text, { stream: process.stdout })

export const heading = (text: string): string => styled('bold', text)

export function table(header: string[], rows: string[][]): string {
  const all = [header, ...rows]
  const widths = header.map((_, column) =>
    all.reduce((widest, row) => Math.max(widest, stringWidth(row[column] ?? '')), 0),
  )
  const line = (row: string[]) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)),
      )
      .join('  ')
      .trimEnd()
  return [heading(line(header)), ...rows.map(line)].join('\n')
}

/** `2019-10-19 13:32:49 UTC` */
export const timeInWords = (iso: string): string => iso.replace('T', ' ').replace(/\.\d+Z$|Z$/, ' UTC')

export const shortId = (id: string): string => id.slice(0, 8)

export function snapshotLine(snapshot: SnapshotSummary): string {
  const inferred = snapshot.takenAtInferred === null ? '' : ' (inferred)'
  return `${shortId(snapshot.id)}  ${timeInWords(snapshot.takenAt)}${inferred}`
}

const signs: Record<Severity, string> = { critical: '▲', warning: '●', info: '○' }
const colours: Record<Severity, 'red' | 'yellow' | 'cyan'> = { critical: 'red', warning: 'yellow', info: 'cyan' }
const certainties = {
  en: { proven: 'proven', possible: 'possible' },
  zh: { proven: '已证实', possible: '可能' },
}
const words = {
  en: {
    next: 'next',
    lines: 'lines',
    line: 'line',
    none: 'Nothing was found.',
    noChanges: 'No difference.',
    muted: 'muted',
    new: 'new',
    persisting: 'persisting',
    resolved: 'Resolved since A',
    lost: 'Found in A, not looked at in B',
  },
  zh: {
    next: '下一步',
    lines: '行',
    line: '行',
    none: '没有发现问题。',
    noChanges: '没有差异。',
    muted: '已静默',
    new: '新出现',
    persisting: '持续',
    resolved: '自 A 以来已解决',
    lost: '在 A 中发现，B 中未查看',
  },
}

/** Findings as a colleague would tell them; those of one cause stand together under the first. */
export function findingsText(findings: Finding[], language: Language): string {
  if (findings.length === 0) return words[language].none
  const muted = findings.filter((each) => each.muted !== undefined)
  const spoken = findings.filter((each) => each.muted === undefined)
  const byCause = new Map<string, Finding[]>()
  for (const finding of spoken) byCause.set(finding.cause, [...(byCause.get(finding.cause) ?? []), finding])
  return [
    ...[...byCause.values()].map((group) => groupText(group, language)),
    ...muted.map((each) =>
      styled('dim', `- ${sentenceOf(each, language).title}  [${words[language].muted}: ${each.muted}]`),
    ),
  ].join('\n')
}

const shownOfGroup = 12

function groupText([first, ...rest]: Finding[], language: Language): string {
  if (first === undefined) return ''
  const also = rest
    .slice(0, shownOfGroup)
    .map((finding) => `    ${signs[finding.severity]} ${sentenceOf(finding, language).title}`)
  const more = rest.length > shownOfGroup ? [`    … +${rest.length - shownOfGroup}`] : []
  const { title, next } = sentenceOf(first, language)
  const sign = styled(colours[first.severity], signs[first.severity])
  return [
    `${sign} ${heading(title)}  [${[certainties[language][first.certainty], ...(first.standing === undefined ? [] : [words[language][first.standing]])].join(', ')}]`,
    ...first.evidence.slice(0, 4).map((each) => styled('dim', `    ${evidenceText(each, language)}`)),
    ...(next === '' ? [] : [styled('dim', `    ${words[language].next}: ${next}`)]),
    ...also,
    ...more,
  ].join('\n')
}

function evidenceText(evidence: Finding['evidence'][number], language: Language): string {
  const { snapshot, node, probe, pod, lines } = evidence
  const where = [shortId(snapshot), node, ...(pod === null ? [] : [pod]), probe].join(' · ')
  if (lines.length === 0) return where
  const [from, to] = [lines[0], lines.at(-1)]
  const which = from === to ? `${words[language].line} ${from}` : `${words[language].lines} ${from}–${to}`
  return `${where} · ${which}`
}

const apartText = (name: string, findings: Finding[], language: Language): string[] =>
  findings.length === 0
    ? []
    : [
        '',
        heading(`${name} (${findings.length})`),
        ...findings.slice(0, 20).map((each) => styled('dim', `- ${sentenceOf(each, language).title}`)),
      ]

const changeSigns: Record<Change['kind'], string> = { added: '+', removed: '-', changed: '~', 'not-comparable': '?' }

export function changesText(changes: Change[], language: Language): string {
  if (changes.length === 0) return words[language].noChanges
  const comparable = changes.filter((change) => change.kind !== 'not-comparable')
  const rows = comparable.map((change) => [
    changeSigns[change.kind],
    change.probe,
    [change.place.replace(/^pod\//, ''), change.key].filter((part) => part !== '').join(' '),
    change.fields.map(({ name, before, after }) => `${name}: ${valueText(before)} → ${valueText(after)}`).join('; '),
  ])
  const reasons = new Map<string, number>()
  for (const { kind, node, probe, reason } of changes)
    if (kind === 'not-comparable')
      reasons.set(`${node} ${probe}: ${reason}`, (reasons.get(`${node} ${probe}: ${reason}`) ?? 0) + 1)
  const blind = [...reasons].map(([reason, count]) => `? ${count} × ${reason}`)
  return [...(rows.length === 0 ? [] : [table(['', 'probe', 'key', 'fields'], rows)]), ...blind].join('\n')
}

export function comparisonText({ a, b, changes, findings, resolved, lost }: Comparison, language: Language): string {
  return [
    `A  ${snapshotLine(a)}`,
    `B  ${snapshotLine(b)}`,
    '',
    findingsText(findings, language),
    ...apartText(words[language].resolved, resolved, language),
    ...apartText(words[language].lost, lost, language),
    '',
    changesText(changes, language),
  ].join('\n')
}

export function valueText(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return '-'
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.map(valueText).join(',')
  if ('earliest' in value || 'latest' in value) {
    const [earliest, latest] = [value.earliest, value.latest].map((end) =>
      typeof end === 'string' ? timeInWords(end) : '…',
    )
    return earliest === latest ? String(earliest) : `${earliest} – ${latest}`
  }
  return JSON.stringify(value)
}
