import { describe, expect, test } from 'vitest'
import { hoursBefore, parse, sample, sampleNames } from '../../../test/support/samples.ts'
import { kubectlGetPods } from './probe.ts'

const takenAt = '2026-11-24T00:12:17Z'
const real = (file: string) => parse('kubectl-get-pods', sample(`kubectl-get-pods/${file}`), { takenAt })

describe('one API server, asked twice', () => {
  test('the JSON prints as the table of kubectl itself', () => {
    const facts = (file: string) =>
      real(file)
        .rows.map(({ fields: { name, ready, total, status, restarts, ip, node } }) =>
          [name, `${ready}/${total}`, status, restarts, ip, node].join(' '),
        )
        .toSorted()
    expect(facts('json.out')).toEqual(facts('wide.out'))
    expect(facts('wide.out')).toContain('crash-rc-1abcd 1/2 CrashLoopBackOff 18 10.101.20.4 192.168.12.12')
  })

  test('the exact creation time lies within what AGE says', () => {
    const exact = new Map(
      real('json.out').rows.map(({ fields }) => [fields.name, fields.createdAt as { earliest: string }]),
    )
    for (const { fields } of real('wide.out').rows) {
      const at = Date.parse(exact.get(fields.name)?.earliest ?? '')
      const { earliest, latest } = fields.createdAt as { earliest: string; latest: string }
      expect(at).toBeGreaterThanOrEqual(Date.parse(earliest) - 1000)
      expect(at).toBeLessThanOrEqual(Date.parse(latest) + 1000)
    }
  })

  test('rows of the JSON point at the lines of their objects', () => {
    const lines = sample('kubectl-get-pods/json.out').split('\n')
    for (const { line, lastLine, fields } of real('json.out').rows) {
      const object = JSON.parse(
        lines
          .slice(line - 1, lastLine)
          .join('\n')
          .replace(/,$/, ''),
      )
      expect(object.metadata.name).toBe(fields.name)
    }
  })

  test('a list that was cut off still gives its whole items', () => {
    const text = sample('kubectl-get-pods/json.out')
    const { rows, unparsed, notes } = parse('kubectl-get-pods', text.slice(0, text.length / 2), { takenAt })
    expect(rows.length).toBeGreaterThan(2)
    expect(unparsed.length).toBeGreaterThan(0)
    expect(notes).toHaveLength(1)
  })

  test('JSON on one line, and behind the words of a login profile', () => {
    const text = `Welcome to cloudos1\n${JSON.stringify(JSON.parse(sample('kubectl-get-pods/json.out')))}\n`
    const { rows, unparsed } = parse('kubectl-get-pods', text, { takenAt })
    expect(rows).toHaveLength(10)
    expect(unparsed).toEqual([{ line: 1, text: 'Welcome to cloudos1' }])
    expect(rows[0]).toMatchObject({ line: 2, lastLine: 2 })
  })
})

describe('tables', () => {
  test('43 pods in many states', () => {
    const { rows, unparsed } = real('many-states.out')
    expect([rows.length, unparsed.length]).toEqual([43, 0])
    const statuses = new Map(rows.map(({ fields }) => [fields.name, fields.status]))
    expect(statuses.get('init-0of2')).toBe('Init:0/2')
    expect(statuses.get('exitcode')).toBe('ExitCode:3')
    expect(rows.find(({ fields }) => fields.name === 'age-future')?.fields.createdAt).toEqual({
      earliest: '2026-11-24T00:12:17.000Z',
      latest: null,
    })
  })

  test('columns that do not line up, a node in place of an IP, RESTARTS with a time', () => {
    const text = [
      'NAMESPACE  NAME   READY   STATUS    RESTARTS   AGE     IP             NODE',
      'openstack elasticsearch-rc-xkh2n       0/1     ContainerCreating 0         6h      192.168.12.11   192.168.12.11',
      'openstack callometerc-qfhlc   0/1     ContainerCreating 0         30m     <none>         192.168.12.11',
      'kube-system dns-0   1/1     Running 3 (5m30s ago)         40d     10.0.0.1     node-1',
      'default short-0 1/1 Running 0 3d',
    ].join('\n')
    const { rows, unparsed } = parse('kubectl-get-pods', text, { takenAt })
    expect(unparsed).toEqual([])
    expect(rows.map(({ key, fields: { ip, node, restarts } }) => [key, ip, node, restarts])).toEqual([
      ['openstack/elasticsearch-rc-xkh2n', '192.168.12.11', '192.168.12.11', 0],
      ['openstack/callometerc-qfhlc', null, '192.168.12.11', 0],
      ['kube-system/dns-0', '10.0.0.1', 'node-1', 3],
      ['default/short-0', null, null, 0],
    ])
  })

  test('a table without NAMESPACE says so', () => {
    expect(parse('kubectl-get-pods', 'novarc-1lj17      1/1      Running    0      3d').notes).toHaveLength(1)
  })

  test('AGE of the older printer is as wide as its unit, of the finer one as its step', () => {
    const older = parse('kubectl-get-pods', 'a-1 1/1 Running 0 2d\nb-1 1/1 Running 0 6h', { takenAt })
    expect(older.rows.map(({ fields }) => hoursBefore(takenAt, fields.createdAt))).toEqual([
      [72, 48],
      [7, 6],
    ])
    const finer = parse('kubectl-get-pods', 'a-1 1/1 Running 0 2d\nb-1 1/1 Running 0 5m41s', { takenAt })
    expect(hoursBefore(takenAt, finer.rows[0]?.fields.createdAt)).toEqual([49, 48])
  })
})

test.each([
  ['/opt/bin/kubectl -s 127.0.0.1:8888 get pod', true, false],
  ['/opt/bin/kubectl --server=127.0.0.1:8888 get pod -o wide', true, false],
  ['kubectl get pods --all-namespaces -o wide', true, true],
  ['/opt/bin/kubectl -s 127.0.0.1:8888 get pod --all-namespaces -o json', true, true],
  ['kubectl get po -A', true, true],
  ['kubectl get pod -A -l app=nova', true, false],
  ['kubectl -n openstack get pod', true, false],
  ['kubectl get pod nova-0 -A', true, false],
  ['kubectl get nodes', false, false],
  ['kubectl get pod -o yaml', false, false],
  ['kubectl exec -it novarc-1lj17 bash', false, false],
])('%s', (command, isRecognised, showsAll) => {
  expect([kubectlGetPods.recognises(command), kubectlGetPods.showsAll?.(command)]).toEqual([isRecognised, showsAll])
})

describe('what errors mean', () => {
  const outcomes: Record<string, string> = {
    'kubectl-get-pods/apiserver-down-behind-proxy.err': 'failed',
    'kubectl-get-pods/no-server-no-config.err': 'failed',
    'kubectl-get-pods/not-installed.err': 'unavailable',
    'kubectl-get-pods/refused.err': 'failed',
    'kubectl-get-pods/server-down.err': 'failed',
    'kubectl-get-pods/timeout.err': 'failed',
    'kubectl-get-pods/weak-token-403.err': 'refused',
    'kubectl-get-pods/wrong-token.err': 'refused',
    'kubectl-get-pods/x509.err': 'refused',
  }
  test('every error of the corpus is told apart', () => {
    const errors = sampleNames('kubectl-get-pods').filter((name) => name.endsWith('.err') && !name.includes('-ns.err'))
    const found = errors.map((name) => [
      name,
      kubectlGetPods.diagnose?.(
        {
          stdout: '',
          stderr: sample(name),
          exitCode: name.includes('not-installed') ? 127 : 1,
        },
        null,
      )?.outcome,
    ])
    expect(Object.fromEntries(found)).toEqual(outcomes)
  })
})
