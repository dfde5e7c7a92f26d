import { expect, test } from 'vitest'
import { z } from 'zod'
import { CallError } from '../contract/call-error.ts'
import { readYaml } from '../yaml/read.ts'
import { builtInDependencies } from './dependencies/built-in.generated.ts'
import { writtenDependency } from './dependency-file.ts'

const read = (entry: string) =>
  readYaml({ file: 'site.yaml', text: `needs:\n${entry}` }, z.strictObject({ needs: z.array(writtenDependency) })).value
    .needs

test('an entry says what needs what, of one kind or of several', () => {
  expect(
    read(
      '  - what: { service: billing-* }\n    of: { workload: [redis*, keydb*], unit: redis }\n    lag: 2min\n    why: { en: queues, zh: 队列 }\n    source: https://example.com/billing\n',
    ),
  ).toEqual([
    {
      what: { service: ['billing-*'] },
      of: { workload: ['redis*', 'keydb*'], unit: ['redis'] },
      all: false,
      sameNode: false,
      lagMs: 120_000,
      why: { en: 'queues', zh: '队列' },
      source: 'https://example.com/billing',
    },
  ])
})

test.each([
  ['  - what: { sevice: a }\n    of: { unit: b }\n    why: x\n    source: y\n', 'site.yaml:2: needs.0.what'],
  ['  - what: { service: a }\n    of: {}\n    why: x\n    source: y\n', 'site.yaml:3: needs.0.of: '],
  ['  - what: { service: a }\n    of: { unit: b }\n    why: x\n', 'site.yaml:2: needs.0.source: '],
  [
    '  - what: { service: a }\n    of: { unit: b }\n    why: { en: x }\n    source: y\n',
    'site.yaml:4: needs.0.why.zh: ',
  ],
  [
    '  - what: { service: a }\n    of: { unit: b }\n    lag: 90\n    why: x\n    source: y\n',
    'site.yaml:4: needs.0.lag: ',
  ],
])('what is wrong is told with its line: %j', (entry, said) => {
  expect(() => read(entry)).toThrow(expect.objectContaining({ message: expect.stringContaining(said) }))
  expect(() => read(entry)).toThrow(CallError)
})

test('each built-in one has a public source, and its reason in both languages', () => {
  for (const { source, why } of builtInDependencies) {
    expect(source).toMatch(/^https:\/\/[a-z0-9.-]+\/\S*$/)
    expect(why.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(why.en).not.toMatch(/[\u4e00-\u9fff]/)
  }
})

test('nova-compute reports through its conductors, and any of them will do', () => {
  const known = builtInDependencies.find(({ of }) => of.service?.includes('nova-conductor'))
  expect(known).toMatchObject({ what: { service: ['nova-compute'] }, all: true })
})
