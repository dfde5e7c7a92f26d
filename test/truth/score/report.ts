/** Scores as text: of one incident, by rule, by scenario, by kind of fault. */

import { type Figure, figuresOf, numbersOf, slackMs } from './figures.ts'
import { grouped, largestFirst } from './grouped.ts'
import type { Judged, Score } from './score.ts'

const lineOf = (cells: readonly (string | number)[], widths: readonly number[]): string =>
  cells
    .map((cell, index) => {
      const width = widths[index] ?? 0
      return index === 0 ? String(cell).padEnd(width) : String(cell).padStart(width)
    })
    .join('  ')
    .trimEnd()

const isOff = ({ missMs }: Judged): boolean => missMs !== null && missMs > slackMs

/** What is wrong in one incident: what to repair. */
export function incidentText({ seed, scenario, isCauseVisible, judged, expected, site }: Score): string {
  const place = `at ${site.place ?? '-'}, ${site.headsOfCause} heads`
  const cause = `cause ${isCauseVisible ? '' : '(not visible) '}${site.causeIs} ${place}`
  const lines = ['', `${seed} ${scenario}: ${judged.length} findings, first ${site.firstIs}; ${cause}`]
  for (const { verdict, finding, subject, rule } of judged)
    if (!verdict.isTrue)
      lines.push(`  FALSE ${finding.certainty} ${rule} ${subject.place} ${subject.key}: ${verdict.why}`)
  for (const { isFound, expectation } of expected)
    if (!isFound) {
      const { rule, subject, at, first, why } = expectation
      lines.push(`  MISSED ${rule} ${subject.place} ${subject.key} in snapshot ${at ?? first} ${why}`.trimEnd())
    }
  for (const each of judged.filter(isOff)) {
    const { earliest, latest } = each.finding.since
    const seconds = Math.round((each.missMs ?? 0) / 1000)
    lines.push(`  SINCE ${each.rule} ${each.subject.key}: off by ${seconds} s (${earliest} .. ${latest})`)
  }
  return lines.join('\n')
}

function rulesText(scores: readonly Score[]): string[] {
  const judged = grouped(
    scores.flatMap((score) => score.judged),
    ({ rule }) => rule,
  )
  const expected = grouped(
    scores.flatMap((score) => score.expected),
    ({ expectation }) => expectation.rule,
  )
  const widths = [34, 7, 8, 8, 8, 8, 7, 8, 6]
  const names = [...new Set([...judged.keys(), ...expected.keys()])].sort()
  const lines = [
    'Rules. In brackets: any finding about the thing will do.',
    lineOf(['rule', 'proven', 'possible', 'FALSE', '(possible)', 'expected', 'missed', 'since', 'off'], widths),
  ]
  for (const name of names) {
    const own = judged.get(name) ?? []
    const count = (certainty: string, isTrue: boolean) =>
      own.filter((each) => each.finding.certainty === certainty && each.verdict.isTrue === isTrue).length
    const wanted = expected.get(name) ?? []
    const missed = wanted.filter(({ isFound }) => !isFound).length
    const checked = own.filter(({ missMs }) => missMs !== null).length
    const cells = [count('proven', true), count('possible', true), count('proven', false), count('possible', false)]
    const rest = [wanted.length, missed, checked, own.filter(isOff).length]
    lines.push(lineOf([name, ...[...cells, ...rest].map((cell) => cell || '.')], widths))
  }
  return lines
}

function scenariosText(scores: readonly Score[]): string[] {
  const widths = [20, 7, 7, 7, 7, 9, 8, 7, 7]
  const mean = (list: readonly Score[], value: (score: Score) => number) =>
    list.length === 0 ? '-' : (list.reduce((total, each) => total + value(each), 0) / list.length).toFixed(1)
  const percent = (list: readonly Score[], test: (score: Score) => boolean) =>
    list.length === 0 ? '-' : `${Math.round((100 * list.filter(test).length) / list.length)} %`
  const lines = [
    'Scenarios. n: incidents whose cause the snapshots show, of all; heads: those that one cause makes; noise: warnings about nothing.',
    lineOf(['scenario', 'n', 'named', 'first', 'cmp', 'together', 'findings', 'heads', 'noise'], widths),
  ]
  for (const [name, list] of [...grouped(scores, ({ scenario }) => scenario)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const shown = list.filter((score) => score.isCauseVisible)
    const named = shown.filter(({ compared }) => compared.isNamed)
    const together = shown.filter(({ site }) => site.together !== null)
    lines.push(
      lineOf(
        [
          name,
          `${shown.length}/${list.length}`,
          percent(shown, ({ site }) => site.isNamed),
          percent(shown, ({ site }) => site.isFirst),
          percent(named, ({ compared }) => compared.isFirstHead),
          mean(together, ({ site }) => 100 * (site.together ?? 0)),
          mean(list, ({ site }) => site.findings),
          mean(shown, ({ site }) => site.headsOfCause),
          mean(list, ({ site }) => site.noise),
        ],
        widths,
      ),
    )
  }
  return lines
}

/** Reasons without what differs from case to case, so that they can be counted. */
const kindOf = (why: string): string => why.replace(/"[^"]*"/g, '…').replace(/-?\d+(\.\d+)?/g, 'N')

function faultsText(scores: readonly Score[]): string[] {
  const seedsOf = (list: readonly { seed: number }[]) =>
    [...new Set(list.map(({ seed }) => seed))].slice(0, 6).join(', ')
  const lines: string[] = []
  const section = <T extends { seed: number }>(title: string, list: readonly T[], keyOf: (each: T) => string) => {
    if (list.length === 0) return
    lines.push('', title)
    for (const [kind, each] of largestFirst(grouped(list, keyOf)).slice(0, 25))
      lines.push(`  ${String(each.length).padStart(5)}  ${kind}  [${seedsOf(each)}]`)
  }
  const judged = scores.flatMap(({ seed, judged: list }) => list.map((each) => ({ seed, ...each })))
  const falses = judged.filter(({ verdict }) => !verdict.isTrue)
  const kind = ({ rule, verdict, finding }: Judged) => `${finding.certainty} ${rule}: ${kindOf(verdict.why)}`
  section('False findings', falses, kind)
  const missed = scores.flatMap(({ seed, expected }) =>
    expected.filter(({ isFound }) => !isFound).map(({ expectation }) => ({ seed, expectation })),
  )
  section('Missed', missed, ({ expectation: { rule, why } }) => (why === '' ? rule : `${rule}: ${why}`))
  section('Since-intervals that do not hold the truth', judged.filter(isOff), ({ rule }) => rule)
  const behind = scores.filter(({ isCauseVisible, site }) => isCauseVisible && !site.isFirst)
  section('Why the cause does not come first', behind, ({ site }) => site.whyNotFirst)
  const of = (part: 'changes' | 'spans') =>
    scores.flatMap((score) => score[part].wrong.map(({ why }) => ({ seed: score.seed, why })))
  section('Changes that are none', of('changes'), ({ why }) => why)
  section('Spans that contradict the truth', of('spans'), ({ why }) => why)
  return lines
}

const figureLine = ({ name, text, must, isReached }: Figure): string =>
  `${isReached ? 'ok  ' : 'MISS'}  ${name.padEnd(40)} ${text.padStart(34)}   must: ${must}`

export function reportText(scores: readonly Score[]): string {
  const parts = [rulesText(scores), scenariosText(scores), faultsText(scores)]
  const figures = figuresOf(numbersOf(scores)).map(figureLine)
  return [...parts.flatMap((lines) => ['', ...lines]), '', `${scores.length} incidents`, ...figures].join('\n')
}
