import { expect, test } from 'vitest'
import { parse, sample, stateOf } from '../../../test/support/samples.ts'
import { stateText } from '../shown.ts'
import { dockerInspect } from './probe.ts'

test('the whole of it, as docker prints it', () => {
  const { rows, unparsed } = parse('docker-inspect', sample('docker-inspect/array.out'))
  expect(unparsed).toEqual([])
  expect(rows).toMatchObject([
    {
      key: 'crashloop',
      line: 2,
      fields: {
        restartCount: 8,
        oomKilled: false,
        exitCode: 3,
        state: 'restarting',
        startedAt: '2026-11-24T00:00:54.629Z',
      },
    },
  ])
  expect(stateOf('docker-inspect', rows[0]?.fields ?? {})).toBe('restarting, 8 restarts: bad')
})

test('the lines that the probe asks for; an out-of-memory kill and a health check', () => {
  const state = {
    Status: 'running',
    OOMKilled: true,
    ExitCode: 0,
    StartedAt: '2026-11-24T00:00:00Z',
    FinishedAt: '0001-01-01T00:00:00Z',
    Health: { Status: 'unhealthy', Log: [{ ExitCode: 1, Output: 'timeout\n' }] },
  }
  const line = JSON.stringify({
    Id: 'ab',
    Name: '/k8s_api_nova-0_default_uid_3',
    RestartCount: 0,
    State: state,
    Config: { Image: 'nova:1' },
  })
  const { rows } = parse('docker-inspect', `${line}\n`)
  expect(rows).toMatchObject([
    {
      key: 'default/nova-0/api',
      fields: { oomKilled: true, finishedAt: null, health: 'unhealthy', healthLog: ['1: timeout'] },
    },
  ])
})

test('the command carries no environment off the node', () => {
  const command =
    dockerInspect.variants[0]?.command({
      kubectlPath: '',
      kubectlServer: '',
      openrcPath: '',
      novaPodPrefix: '',
      novaPodNamespace: '',
      sudo: false,
    }) ?? ''
  expect(command).toContain('--format')
  expect(command).not.toMatch(/\.Config}}|\.Env|HostConfig|Args/)
})

test('what we add to the words of docker is told in Chinese', () => {
  expect(stateText('docker-inspect', 'running (healthy), OOM killed, 8 restarts', 'zh')).toBe(
    'running (healthy)，因内存不足被终止，重启 8 次',
  )
  expect(stateText('docker-inspect', 'exited, 1 restart', 'en')).toBe('exited, 1 restart')
  expect(stateText('custom-peers', 'text 1f09ab', 'zh')).toBe('文本 1f09ab')
  expect(stateText('df', 'unknown', 'zh')).toBe('未知')
})
