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
