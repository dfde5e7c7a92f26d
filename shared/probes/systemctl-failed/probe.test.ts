import { expect, test } from 'vitest'
import { parse, sample, stateOf } from '../../../test/support/samples.ts'

test('plain as asked, and as people see it', () => {
  for (const [file, count] of [
    ['plain.out', 2],
    ['table.out', 2],
  ] as const) {
    const { rows, unparsed } = parse('systemctl-failed', sample(`systemctl-failed/${file}`))
    expect([file, rows.length, unparsed]).toEqual([file, count, []])
    expect(rows[0]).toMatchObject({
      key: 'openstack-nova-conductor.service',
      fields: { active: 'failed', description: 'OpenStack Nova Conductor Server' },
    })
    expect(stateOf('systemctl-failed', rows[0]?.fields ?? {})).toBe('failed (failed): bad')
  }
})

test('of a list of all units only those that failed are rows', () => {
  const text = [
    '  UNIT             LOAD      ACTIVE   SUB       DESCRIPTION',
    '  -.mount          loaded    active   mounted   Root Mount',
    '● kdump.service    loaded    failed   failed    Crash recovery kernel arming',
    '  ntpdate.service  loaded    inactive dead      Set time via NTP',
    '',
    '3 loaded units listed.',
  ].join('\n')
  const { rows, unparsed, notes } = parse('systemctl-failed', text)
  expect([rows.map(({ key, line }) => [key, line]), unparsed]).toEqual([[['kdump.service', 3]], []])
  expect(notes.map(({ code }) => code)).toContain('systemctl.allUnits')
})
