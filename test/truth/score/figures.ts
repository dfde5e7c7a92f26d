/** The figures by which the program is judged, over many incidents, with what each must be. */
import type { Score } from './score.ts'

export interface Figure {
  name: string
  /** As a person reads it. */
  text: string
  must: string
  isReached: boolean
}

/** Misses of a second or less are roundings of the tools. */
export const slackMs = 1000

const share = (part: number, whole: number, whenNone = 1): number => (whole === 0 ? whenNone : part / whole)
const percent = (value: number, digits = 1): string => `${(100 * value).toFixed(digits)} %`
const count = <T>(list: readonly T[], test: (each: T) => boolean): number => list.filter(test).length
function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
const sum = (list: readonly number[]): number => list.reduce((total, each) => total + each, 0)

/** Plain numbers, for a test or a script. */
export interface Numbers {
  incidents: number
  findings: number
  proven: number
  falseProven: number
  falsePossible: number
  expected: number
  missed: number
  recall: number
  /** Incidents whose cause the snapshots show. */
  ranked: number
  causeFirst: number
  causeFirstCompared: number
  headsMedian: number
  quietSites: number
  quietWarnings: number
  sinceChecked: number
  sinceOff: number
  changes: number
  wrongChanges: number
  spans: number
  wrongSpans: number
  unjudgedRules: string[]
}

export function numbersOf(scores: readonly Score[]): Numbers {
  const judged = scores.flatMap((score) => score.judged)
  const known = judged.filter(({ isJudged }) => isJudged)
  const isFalse = (each: (typeof judged)[number]) => !each.verdict.isTrue
  const proven = known.filter(({ finding }) => finding.certainty === 'proven')
  const expected = scores.flatMap((score) => score.expected)
  const missed = count(expected, ({ isFound }) => !isFound)
  const ranked = scores.filter((score) => score.isCauseVisible)
  const compared = ranked.filter(({ compared: { isNamed } }) => isNamed)
  const quiet = scores.filter(({ kind }) => kind === 'quiet')
  const checked = judged.filter(({ missMs }) => missMs !== null)
  return {
    incidents: scores.length,
    findings: judged.length,
    proven: proven.length,
    falseProven: count(proven, isFalse),
    falsePossible: count(known, isFalse) - count(proven, isFalse),
    expected: expected.length,
    missed,
    recall: 1 - share(missed, expected.length, 0),
    ranked: ranked.length,
    causeFirst: share(
      count(ranked, ({ site }) => site.isFirst),
      ranked.length,
    ),
    causeFirstCompared: share(
      count(compared, (score) => score.compared.isFirstHead),
      compared.length,
    ),
    headsMedian: median(ranked.map(({ site }) => site.headsOfCause)),
    quietSites: quiet.length,
    quietWarnings: share(sum(quiet.map(({ site }) => site.noise)), quiet.length, 0),
    sinceChecked: checked.length,
    sinceOff: count(checked, ({ missMs }) => (missMs ?? 0) > slackMs),
    changes: sum(scores.map(({ changes }) => changes.total)),
    wrongChanges: sum(scores.map(({ changes }) => changes.wrong.length)),
    spans: sum(scores.map(({ spans }) => spans.total)),
    wrongSpans: sum(scores.map(({ spans }) => spans.wrong.length)),
    unjudgedRules: [...new Set(judged.filter(({ isJudged }) => !isJudged).map(({ rule }) => rule))].sort(),
  }
}

export function figuresOf(numbers: Numbers): Figure[] {
  const { falseProven, proven, recall, missed, expected, ranked, sinceOff, sinceChecked } = numbers
  const changesWrong = share(numbers.wrongChanges, numbers.changes, 0)
  const figures: Figure[] = []
  const add = (name: string, text: string, must: string, isReached: boolean) =>
    figures.push({ name, text, must, isReached })
  add('false proven', `${falseProven} of ${proven}`, '0', falseProven === 0)
  add('recall', `${recall.toFixed(4)} (${missed} of ${expected} missed)`, '>= 0.99', recall >= 0.99)
  const first = `${percent(numbers.causeFirst)} of ${ranked}`
  add('cause first, findings --site', first, '>= 95 %', numbers.causeFirst >= 0.95)
  add('cause first, compare', percent(numbers.causeFirstCompared), '>= 95 %', numbers.causeFirstCompared >= 0.95)
  add('heads for one cause (median)', String(numbers.headsMedian), '<= 2', numbers.headsMedian <= 2)
  const warnings = `${numbers.quietWarnings.toFixed(1)} (${numbers.quietSites} sites)`
  add('warnings on a quiet site', warnings, '<= 1', numbers.quietWarnings <= 1)
  add('since-interval does not hold the truth', `${sinceOff} of ${sinceChecked}`, '0', sinceOff === 0)
  const changes = `${percent(changesWrong, 2)} (${numbers.wrongChanges} of ${numbers.changes})`
  add('changes that are none', changes, '< 0.1 %', changesWrong < 0.001)
  const spans = `${numbers.wrongSpans} of ${numbers.spans}`
  add('spans that contradict the truth', spans, '0', numbers.wrongSpans === 0)
  const unjudged = numbers.unjudgedRules.length === 0 ? 'none' : numbers.unjudgedRules.join(', ')
  add('rules without a judge', unjudged, 'none', numbers.unjudgedRules.length === 0)
  return figures
}
