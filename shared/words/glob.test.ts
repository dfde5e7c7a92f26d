import fc from 'fast-check'
import { expect, test } from 'vitest'
import { globOf } from './glob.ts'

test.each([
  ['nova-*', 'nova-compute', true],
  ['nova-*', 'xnova-compute', false],
  ['*-agent', 'neutron-l3-agent', true],
  ['*', '', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c', false],
  ['aa*aa', 'aaa', false],
  ['docker', 'docker', true],
  ['docker', 'dockerd', false],
  ['a.c', 'abc', false],
])('%s and %s: %s', (pattern, text, is) => {
  expect(globOf([pattern])(text)).toBe(is)
})

test('one of several is enough', () => {
  expect(globOf(['mysql*', 'mariadb*'])('mariadbrc')).toBe(true)
  expect(globOf([])('x')).toBe(false)
})

test('it says what the same regular expression says', () => {
  const letters = fc.stringMatching(/^[ab*]{0,12}$/)
  fc.assert(
    fc.property(letters, fc.stringMatching(/^[ab]{0,16}$/), (pattern, text) => {
      expect(globOf([pattern])(text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text))
    }),
  )
})

test('many stars on a long text end at once', () => {
  expect(globOf([`${'*a'.repeat(100)}*b`])('a'.repeat(1_000_000))).toBe(false)
})
