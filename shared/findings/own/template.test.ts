import { expect, test } from 'vitest'
import { filled, namesIn } from './template.ts'

const values: Record<string, string> = { path: '/var', percent: '97 %', 'peer.name': 'c2' }
const fill = (template: string) => filled(template, (name) => values[name] ?? null, '–')

test.each([
  ['{path} is {percent} full', '/var is 97 % full'],
  ['{path} of {owner}', '/var of –'],
  ['{path}[ of {owner}]', '/var'],
  ['{path}[ on {peer.name}]', '/var on c2'],
  ["docker inspect --format '{{json .State.Health}}' {path}", "docker inspect --format '{{json .State.Health}}' /var"],
  ['awk "{print $1}" [0-9]', 'awk "{print $1}" [0-9]'],
  ['', ''],
])('%s', (template, text) => {
  expect(fill(template)).toBe(text)
})

test('its names, and those that must be known', () => {
  expect(namesIn('{path} {path}[ of {owner}]')).toEqual({ all: ['path', 'owner'], needed: ['path'] })
})
