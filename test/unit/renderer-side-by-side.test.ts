import { describe, expect, test } from 'vitest'
import { alignInParts, alignLines, identityOf } from '../../renderer/raw/side-by-side.ts'
import { growth, inProportion } from '../support/growth.ts'

const align = (a: string[], b: string[]) => alignLines(a, b, { a: a.map(identityOf), b: b.map(identityOf) })
const shown = (a: string[], b: string[]) =>
  align(a, b).map((pair) => `${pair.a ?? '-'}${pair.same ? '=' : '|'}${pair.b ?? '-'}`)

describe('side by side', () => {
  test('equal lines stand beside each other, single ones alone', () => {
    expect(shown(['h', 'x', 'y', 'z'], ['h', 'y', 'new', 'z'])).toEqual(['0=0', '1|-', '2=1', '-|2', '3=3'])
  })
  test('a line with another age stands beside its own, also when every line changed and one is gone', () => {
    const a = ['nova-api-1 Running 5m', 'nova-conductor-1 Running 5m', 'rabbit-1 Running 5m']
    const b = ['nova-api-1 Running 9m', 'rabbit-1 Running 9m']
    expect(shown(a, b)).toEqual(['0|0', '1|-', '2|1'])
  })
  test('so do objects of one line each', () => {
    const of = (id: string, name: string, status: string) => `{"ID":"${id}","Names":"k8s_${name}","Status":"${status}"}`
    const a = [of('9f962fc31644', 'nova-api', 'Up 2 hours'), of('1c22fc316aa0', 'rabbit', 'Up 2 hours')]
    const b = [of('777777777777', 'cinder', 'Up 1 hour'), of('9f962fc31644', 'nova-api', 'Up 3 hours')]
    expect(shown(a, b)).toEqual(['-|0', '0|1', '1|-'])
  })
  test('nothing against something', () => {
    expect(shown([], ['a', 'b'])).toEqual(['-|0', '-|1'])
    expect(shown([], [])).toEqual([])
  })
  test('every line of both is there exactly once and in order, whatever the texts', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    for (let round = 0; round < 300; round++) {
      const text = () => Array.from({ length: random(14) }, () => `word${random(6)} ${random(3)}`)
      const [a, b] = [text(), text()]
      const pairs = align(a, b)
      expect(pairs.flatMap((pair) => (pair.a === null ? [] : [pair.a]))).toEqual(a.map((_, index) => index))
      expect(pairs.flatMap((pair) => (pair.b === null ? [] : [pair.b]))).toEqual(b.map((_, index) => index))
    }
  })
  test('20,000 lines that all changed are aligned in proportion to their number', async () => {
    const lines = (count: number, age: number) =>
      Array.from({ length: count }, (_, n) => `default pod-${n}-x 1/1 Running 0 ${age + (n % 7)}m`)
    const aligned = (count: number) => alignInParts(lines(count, 3), lines(count, 20))
    expect(await growth(2500, aligned)).toBeLessThan(inProportion)
    const pairs = await aligned(20_000)
    expect(pairs.every((pair) => pair.a === pair.b)).toBe(true)
    const repeated = new Array<string>(20_000).fill('same')
    expect((await alignInParts(repeated, repeated.slice(0, 10_000))).length).toBe(20_000)
  })
})
