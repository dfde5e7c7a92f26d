import { expect, test } from 'vitest'
import { columnReader } from './column-table.ts'
import { ParsedBuilder } from './lines.ts'

const reader = columnReader({
  columns: {
    name: { heads: ['NAME'] },
    state: { heads: ['STATE'], holds: /^[A-Za-z]/, words: true },
    count: { heads: ['COUNT'], holds: /^\d+$/ },
    place: { heads: ['LAST PLACE'], holds: /^[a-z]+$/, isOptional: true },
  },
  isHead: (columns) => columns[0] === 'name' && columns.includes('state'),
  headless: [['name', 'state', 'count']],
  continues: /^\s+\d/,
  otherHeads: /^NAME\s+[A-Z]/,
})

/** `name|state|count|place`, and what is listed. */
function read(...lines: string[]): [string[], number[]] {
  const builder = new ParsedBuilder()
  reader.read(lines.join('\n'), builder, (cells, line, lastLine) => {
    const key = ['name', 'state', 'count', 'place'].map((name) => cells.get(name as 'name') ?? '').join('|')
    return { key, line, lastLine, fields: {} }
  })
  return [builder.rows.map(({ key }) => key), builder.build().unparsed.map(({ line }) => line)]
}

test.each([
  ['by place', 'NAME   STATE          COUNT   LAST PLACE', 'a      not yet here   3       rack'],
  ['cells wider than their column', 'NAME   STATE   COUNT   LAST PLACE', 'a   not yet here   3  rack'],
  ['one blank everywhere', 'NAME STATE COUNT LAST PLACE', 'a not yet here 3 rack'],
  ['tabs', 'NAME\tSTATE\tCOUNT\tLAST PLACE', 'a\tnot yet here\t3\track'],
])('%s', (_, head, row) => expect(read(head, row)).toEqual([['a|not yet here|3|rack'], []]))

test('an empty cell, at its place or lost', () => {
  const head = 'NAME   LAST PLACE   STATE   COUNT'
  expect(read(head, 'a                   up      3', 'b      rack         up      4')).toEqual([
    ['a|up|3|', 'b|up|4|rack'],
    [],
  ])
  expect(read(head, 'a   up   3')).toEqual([['a|up|3|'], []])
})

test('without a head, and behind another table', () => {
  expect(read('a up 3', 'b up three')).toEqual([['a|up|3|'], [2]])
  expect(read('NAME   TYPE   COUNT', 'a      up     3', 'NAME   STATE   COUNT', 'b      up     4')).toEqual([
    ['b|up|4|'],
    [1, 2],
  ])
})

test('the rest of a row on the next line', () => {
  expect(read('NAME   STATE   COUNT', 'a-name-that-is-long   up', '               3', 'b      up      4')).toEqual([
    ['a-name-that-is-long|up|3|', 'b|up|4|'],
    [],
  ])
})

test('a column of a name that nobody knows is passed over, blank or not', () => {
  const head = 'NAME   STATE   COUNT   MY LABEL'
  expect(read(head, 'a      up      3       x', 'b      up      4')).toEqual([['a|up|3|', 'b|up|4|'], []])
})

test('beyond the Basic Multilingual Plane a character takes one place', () => {
  expect(read('NAME   STATE   COUNT', '😀😀     up      3')).toEqual([['😀😀|up|3|'], []])
})
