import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeIncident } from '../truth/incident.ts'
import { fileOf, openProduct, type Product } from '../truth/product.ts'
import { type Numbers, numbersOf } from '../truth/score/figures.ts'
import { pairOf, type Score, scoreOf } from '../truth/score/score.ts'

/** Small sites, each with another scenario. `npm run bench:truth` takes many more. */
const seeds = [1, 20, 29, 33, 35, 38, 39, 46, 49, 55, 59, 62]

let product: Product
let numbers: Numbers
const scores: Score[] = []

beforeAll(async () => {
  product = await openProduct()
  for (const seed of seeds) {
    const incident = makeIncident(seed)
    const pair = pairOf(incident)
    scores.push(scoreOf(incident, await product.ask(incident, pair), pair))
  }
  numbers = numbersOf(scores)
}, 300_000)

afterAll(() => product.close())

describe('incidents with a known truth', () => {
  it('are the same for the same seed, to the byte', async () => {
    const [one, other] = [makeIncident(8), makeIncident(8)]
    const [first, second] = [await fileOf('site', one.snapshots), await fileOf('site', other.snapshots)]
    expect(first.equals(second)).toBe(true)
    expect(first.equals(await fileOf('site', makeIncident(9).snapshots))).toBe(false)
  })

  it('are told by rules that all have a judge, and timelines never contradict the truth', () => {
    expect(scores).toHaveLength(seeds.length)
    expect(numbers.unjudgedRules).toEqual([])
    expect(numbers.spans).toBeGreaterThan(70_000)
    expect(numbers.wrongSpans).toBe(0)
  })

  // What is reached today, of what `figuresOf` says it must be. Every repair lowers a limit; none is ever raised.
  it('are told with no more falsehoods than before', () => {
    expect(numbers.proven).toBeGreaterThan(500)
    expect(numbers.falseProven).toBe(0)
    expect(numbers.falsePossible).toBeLessThanOrEqual(14)
    expect(numbers.wrongChanges).toBe(0)
  })

  it('are told at their time, as well as before', () => {
    expect(numbers.sinceChecked).toBeGreaterThan(500)
    expect(numbers.sinceOff).toBe(0)
  })

  it('are told as wholly as before', () => {
    expect(numbers.expected).toBeGreaterThan(650)
    expect(numbers.missed).toBe(0)
  })

  it('begin with their cause as often as before, and nothing is told as often of a quiet site', () => {
    expect(numbers.ranked).toBe(10)
    expect(numbers.causeFirst).toBe(1)
    expect(numbers.causeFirstCompared).toBe(1)
    expect(numbers.headsMedian).toBeLessThanOrEqual(1)
    expect(numbers.quietWarnings).toBeLessThanOrEqual(4)
  })
})
