import { expect, test } from 'vitest'
import { growth, inProportion } from '../support/growth.ts'

test('work with the square of its input is told from work in proportion to it', async () => {
  let sum = 0
  const linear = (size: number) => {
    for (let one = 0; one < size * 500; one++) sum += one % 7
  }
  const square = (size: number) => {
    for (let one = 0; one < size; one++) for (let other = 0; other < size; other++) sum += other % 7
  }
  expect(await growth(1000, linear)).toBeLessThan(inProportion)
  expect(await growth(1000, square)).toBeGreaterThan(inProportion)
  expect(sum).toBeGreaterThan(0)
})
