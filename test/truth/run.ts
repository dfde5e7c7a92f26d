/**
 * Can the findings be trusted? Generated incidents through the program, held against their hidden truth.
 * `npm run bench:truth [-- --seeds 1-40 --scenario NAME --verbose --json FILE]`; status 0 only when every figure is reached.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { makeIncident } from './incident.ts'
import { openProduct, type Product } from './product.ts'
import { scenarioNames } from './scenarios/index.ts'
import { figuresOf, numbersOf } from './score/figures.ts'
import { incidentText, reportText } from './score/report.ts'
import { pairOf, type Score, scoreOf } from './score/score.ts'

/** A library grows; a few sites at once are enough. */
const sitesInLibrary = 20

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-62' },
    scenario: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
})

/** `1-50,77` */
function seedsOf(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [first = Number.NaN, last = first] = part.split('-').map(Number)
    if (!Number.isInteger(first) || !Number.isInteger(last)) throw new Error(`These are no seeds: ${text}`)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

if (values.scenario !== undefined && !scenarioNames.includes(values.scenario)) {
  console.error(`There is no scenario ${values.scenario}. There are: ${scenarioNames.join(', ')}`)
  process.exit(2)
}

const seeds = seedsOf(values.seeds)
const scores: Score[] = []
let product: Product | null = null
for (const [done, seed] of seeds.entries()) {
  if (done % sitesInLibrary === 0) {
    await product?.close()
    product = await openProduct()
  }
  const incident = makeIncident(seed, values.scenario)
  // Nothing can be compared with a single snapshot.
  if (incident.snapshots.length < 2 || product === null) continue
  const pair = pairOf(incident)
  const score = scoreOf(incident, await product.ask(incident, pair), pair)
  scores.push(score)
  if (values.verbose) console.log(incidentText(score))
  else if ((done + 1) % 10 === 0) process.stderr.write(`${done + 1} of ${seeds.length} seeds\n`)
}
await product?.close()

console.log(reportText(scores))
const numbers = numbersOf(scores)
if (values.json !== undefined)
  writeFileSync(values.json, JSON.stringify({ numbers, scores: scores.map(plain) }, null, 1))
process.exit(figuresOf(numbers).every(({ isReached }) => isReached) ? 0 : 1)

/** Without what refers to the whole world. */
function plain({ judged, expected, ...rest }: Score): unknown {
  return {
    ...rest,
    false: judged
      .filter(({ verdict }) => !verdict.isTrue)
      .map(({ rule, subject, finding, verdict }) => ({
        rule,
        subject,
        certainty: finding.certainty,
        why: verdict.why,
      })),
    missed: expected
      .filter(({ isFound }) => !isFound)
      .map(({ expectation: { rule, subject, at, why } }) => ({ rule, subject, at, why })),
    off: judged
      .filter(({ missMs }) => missMs !== null && missMs > 1000)
      .map(({ rule, subject, finding, missMs }) => ({ rule, subject, since: finding.since, missMs })),
  }
}
