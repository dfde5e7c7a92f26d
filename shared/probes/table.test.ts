/** What the table of probes says of itself: words in both languages, and rows as their schemas have them. */
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { parse, sample, sampleNames } from '../../test/support/samples.ts'
import { type FieldValue, isInterval, type Row } from '../model.ts'
import type { FieldType } from './fields.ts'
import { probeNamed, probes, profileSettings } from './index.ts'

const all = [...probes, probeNamed('custom-own')]

/** Terms that Chinese engineers write as they are. */
const terms = new Set(['Pod', 'IP', 'ID', 'UID', 'up', 'down'])
const chinese = /[\u4e00-\u9fff]/

test.each(all)('$name has its words in both languages', ({ name, title, about, fields, stateWords = {} }) => {
  const texts = { title, about, ...stateWords }
  const labels = Object.entries(fields).map(([field, { label }]) => [field, label] as const)
  for (const [what, { en, zh }] of [...Object.entries(texts), ...labels]) {
    const at = `${name}: ${what}`
    expect([at, en.trim(), chinese.test(en)]).toEqual([at, en, false])
    expect(en).not.toBe('')
    expect([at, chinese.test(zh) || terms.has(zh)]).toEqual([at, true])
  }
})

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const isMoment = (value: unknown): boolean => typeof value === 'string' && iso.test(value)
const isEnd = (value: string | null): boolean => value === null || iso.test(value)
const holds: Record<FieldType, (value: FieldValue) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  moment: isMoment,
  interval: (value) => isInterval(value) && isEnd(value.earliest) && isEnd(value.latest),
  texts: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
}

describe('rows are as the schema says', () => {
  // Of host and a profile's own there are no samples: this machine has one of each.
  const here: Record<string, string> = {
    host: execFileSync('sh', ['-c', probeNamed('host').variants[0]?.command(profileSettings) ?? ''], {
      encoding: 'utf8',
    }),
    'custom-own': 'any text\n',
  }
  const rowsOf = (name: string): Row[] => {
    const samples = sampleNames(name).filter((file) => file.endsWith('.out'))
    return [...samples.map(sample), here[name] ?? ''].flatMap((text) => parse(name, text).rows)
  }

  test.each(all)('$name', ({ name, fields: schema }) => {
    const rows = rowsOf(name)
    expect(rows.length).toBeGreaterThan(0)
    for (const { key, fields } of rows) {
      expect(Object.keys(fields).toSorted()).toEqual(Object.keys(schema).toSorted())
      for (const [field, value] of Object.entries(fields)) {
        const known = schema[field]
        const fits = value === null ? known?.isNullable : known !== undefined && holds[known.type](value)
        expect([key, field, value, fits]).toEqual([key, field, value, true])
      }
    }
  })
})
