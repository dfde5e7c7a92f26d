import { expect, test } from 'vitest'
import { sample } from '../../test/support/samples.ts'
import { tell } from '../messages/tell.ts'
import { causeIn } from './complaint.ts'
import { probeNamed } from './index.ts'
import { verdictOfExit } from './verdict.ts'

const raised = [
  'Traceback (most recent call last):',
  '  File "/usr/bin/neutron", line 10, in <module>',
  '    sys.exit(main())',
  'TypeError: expected string or buffer',
  '',
  'During handling of the above exception, another exception occurred:',
  '',
  'Traceback (most recent call last):',
  '  File "/usr/lib/python3.6/site-packages/neutronclient/shell.py", line 943, in main',
  '    return NeutronShell(NEUTRON_API_VERSION).run(argv)',
  "KeyError: 'agents'",
  '',
].join('\n')

test.each([
  ['what the clients say of themselves', sample('nova-service-list/all-up.err'), null],
  ['what kubectl chose', sample('families/multi-container.err'), null],
  ['nothing but blanks', ' \n\n', null],
  [
    'a deprecation ahead of the cause',
    'neutron CLI is deprecated and will be removed in the future. Use openstack CLI instead.\nUnable to reach it\n',
    'Unable to reach it',
  ],
  [
    'a warning of several lines',
    "/usr/lib/python2.7/site-packages/requests/__init__.py:91: RequestsDependencyWarning: urllib3 (1.26) doesn't match a supported version!\n  RequestsDependencyWarning)\nNo route to host\n",
    'No route to host',
  ],
  ['klog', 'W1124 00:00:01.123456    7 loader.go:221] Config not found\nno such context\n', 'no such context'],
  ['a traceback', `/usr/bin/neutron is deprecated\n${raised}`, "KeyError: 'agents'"],
  ['an error behind remarks', 'Starting\nERROR (ConnectFailure): refused\n', 'ERROR (ConnectFailure): refused'],
  ['an error that names a deprecation', 'ERROR: --all is deprecated and gone', 'ERROR: --all is deprecated and gone'],
  ['the first of several complaints', 'ls: cannot access x\nls: cannot access y\n', 'ls: cannot access x'],
  ['the end of a long output', `${'x is deprecated\n'.repeat(5000)}cannot go on\n`, 'cannot go on'],
])('%s', (_, text, cause) => {
  expect(causeIn(text)).toBe(cause)
})

test('the real complaint of a client behind its remarks', () => {
  expect(causeIn(sample('nova-service-list/keystone-down.err'))).toMatch(
    /^ERROR \(ConnectFailure\): Unable to establish/,
  )
})

test('what names no cause is not told as one', () => {
  const stderr = sample('nova-service-list/all-up.err')
  const { message } = verdictOfExit(probeNamed('df'), { stdout: '', stderr, exitCode: 3 }, null)
  expect(tell(message, 'en')).toBe('It ended with status 3: it named no cause.')
  expect(tell(message, 'zh')).toBe('命令以状态 3 结束：没有说明原因。')
})
