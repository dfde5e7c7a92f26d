import { expect, test } from 'vitest'
import { parse, sample } from '../../../test/support/samples.ts'
import { probeNamed } from '../index.ts'

test('a profile’s own probe is read by the parser it names, or compared as a whole', () => {
  const text = sample('df/posix.out')
  expect(parse('custom-disks+df', text).rows).toEqual(parse('df', text).rows)
  const [before, after] = ['a\nb\n', 'a\nc\n'].map((each) => parse('custom-ntp', each).rows[0])
  expect(before).toMatchObject({ key: 'output', line: 1, lastLine: 2, fields: { lines: 2 } })
  expect(before?.fields.digest).not.toBe(after?.fields.digest)
  for (const name of ['custom-', 'custom-x+nope', 'custom-X']) expect(() => probeNamed(name)).toThrow(name)
})
