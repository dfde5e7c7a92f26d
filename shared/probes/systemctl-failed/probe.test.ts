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

test('a list of all units says so, and its rows tell which failed', () => {
  const text = [
    '  UNIT             LOAD      ACTIVE   SUB       DESCRIPTION',
    '  -.mount          loaded    active   mounted   Root Mount',
    '● kdump.service    loaded    failed   failed    Crash recovery kernel arming',
    '  ntpdate.service  loaded    inactive dead      Set time via NTP',
    '',
    '3 loaded units listed.',
  ].join('\n')
  const { rows, unparsed, notes } = parse('systemctl-failed', text)
  expect([rows.map(({ key, fields }) => [key, fields.active]), unparsed]).toEqual([
    [
      ['-.mount', 'active'],
      ['kdump.service', 'failed'],
      ['ntpdate.service', 'inactive'],
    ],
    [],
  ])
  expect(notes.map(({ code }) => code)).toContain('systemctl.allUnits')
})

test('the legend of systemd 255, and jobs that are under way', () => {
  const text = [
    '  UNIT                LOAD   ACTIVE     SUB       JOB   DESCRIPTION',
    '● kdump.service       loaded failed     failed          Crash recovery kernel arming',
    '↻ nova-api.service    loaded activating start     start OpenStack Nova API',
    '○ old.service         loaded inactive   dead            Not in use',
    '',
    'Legend: LOAD   → Reflects whether the unit definition was properly loaded.',
    '        ACTIVE → The high-level unit activation state, i.e. generalization of SUB.',
    '        SUB    → The low-level unit activation state, values depend on unit type.',
    '        JOB    → Pending job for the unit.',
    '',
    '3 loaded units listed. Pass --all to see loaded but inactive units, too.',
    "To show all installed unit files use 'systemctl list-unit-files'.",
  ].join('\n')
  const { rows, unparsed } = parse('systemctl-failed', text)
  expect(unparsed).toEqual([])
  expect(rows.map(({ key, fields }) => [key, fields.active, fields.description])).toEqual([
    ['kdump.service', 'failed', 'Crash recovery kernel arming'],
    ['nova-api.service', 'activating', 'OpenStack Nova API'],
    ['old.service', 'inactive', 'Not in use'],
  ])
})
