import { userInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { addressOf, parseTarget } from '../../main/collect/target.ts'

describe('parseTarget', () => {
  test.each([
    ['root@10.1.2.3:2222', { user: 'root', host: '10.1.2.3', port: 2222 }],
    ['root@cloudos1', { user: 'root', host: 'cloudos1', port: 22 }],
    ['cloudos1', { user: userInfo().username, host: 'cloudos1', port: 22 }],
    ['root@[fe80::1%eth0]:2222', { user: 'root', host: 'fe80::1%eth0', port: 2222 }],
    ['root@[2001:db8::1]', { user: 'root', host: '2001:db8::1', port: 22 }],
    ['root@2001:db8::1', { user: 'root', host: '2001:db8::1', port: 22 }],
    ['ops@corp.example@cloudos1', { user: 'ops@corp.example', host: 'cloudos1', port: 22 }],
    ['  root@cloudos1 ', { user: 'root', host: 'cloudos1', port: 22 }],
  ])('reads %s', (text, expected) => {
    expect(parseTarget(text)).toEqual(expected)
  })

  test.each([
    ['', 'empty'],
    ['root@', 'host is missing'],
    ['@cloudos1', 'user name'],
    ['root@host:', 'port'],
    ['root@host:0', 'port'],
    ['root@host:65536', 'port'],
    ['root@host:ssh', 'port'],
    ['root@host:22:23', 'more than one port'],
    ['root@[::1', 'brackets'],
    ['root@[]:22', 'host is missing'],
    ['-oProxyCommand=x', 'dash'],
    ['root@-x', 'dash'],
    ['root@a b', 'blank'],
    ['ssh://host', 'slash'],
  ])('refuses %j, saying why', (text, why) => {
    expect(() => parseTarget(text)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(why) }),
    )
  })
})

test('an address shows the port only where it is not 22', () => {
  expect(addressOf({ host: 'cloudos1', port: 22 })).toBe('cloudos1')
  expect(addressOf({ host: '10.0.0.1', port: 2222 })).toBe('10.0.0.1:2222')
  expect(addressOf({ host: '::1', port: 2222 })).toBe('[::1]:2222')
})
