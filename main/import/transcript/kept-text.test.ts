/** An engineer's session: nothing of it is thrown away. */
import { expect, test } from 'vitest'
import { sessionLogName } from '../../../shared/probes/kept-text/probe.ts'
import { readTranscript } from './transcript.ts'

const read = (text: string) => readTranscript({ name: 'x.log', text, site: 's', atMs: 0, nowMs: 0, assigned: {} })

const pods =
  'NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE\ndefault     web-1   1/1     Running   0          3d\n'
const session = [
  '[root@ctl1 ~]# kubectl describe pod web-1',
  'Name:         web-1',
  'Status:       Running',
  '[root@ctl1 ~]# kubectl get pods -A',
  pods.trimEnd(),
  '[root@ctl1 ~]# ceph -s',
  '  cluster:',
  '    health: HEALTH_OK',
  '[root@ctl1 ~]# ceph -s',
  '  cluster:',
  '    health: HEALTH_WARN',
  '[root@ctl1 ~]# ',
].join('\n')

test('every command with its output is kept, in the order of the session, and the log as a whole', () => {
  const { snapshots, pieces } = read(session)
  expect(snapshots).toHaveLength(1)
  expect(snapshots[0]?.sections.map(({ probe, command }) => [probe, command])).toEqual([
    ['text-kubectl-describe-pod-web-1', 'kubectl describe pod web-1'],
    ['kubectl-get-pods', 'kubectl get pods -A'],
    ['text-ceph-s', 'ceph -s'],
    ['text-ceph-s-no2', 'ceph -s'],
    [sessionLogName, ''],
  ])
  expect(snapshots[0]?.sections[2]?.stdout).toBe('  cluster:\n    health: HEALTH_OK\n')
  expect(snapshots[0]?.sections.at(-1)?.stdout).toBe(session)
  expect(pieces.map(({ probe, stored }) => [probe, stored !== null])).toEqual([
    [null, true],
    ['kubectl-get-pods', true],
    [null, true],
    [null, true],
  ])
})

test('what one prints of several kinds are several outputs, told by their heads', () => {
  const nodes = 'NAME    STATUS   ROLES    AGE   VERSION\ncmp-1   Ready    <none>   3d    v1.20.0\n'
  const { snapshots } = read(`[root@ctl1 ~]# kubectl get nodes,pods -A\n${nodes}\n${pods}[root@ctl1 ~]# \n`)
  expect(snapshots[0]?.sections.map(({ probe }) => probe)).toEqual([
    'kubectl-get-nodes',
    'kubectl-get-pods',
    sessionLogName,
  ])
})

test('an alias of the log stands for what it was made for, and a file that is shown is no look at the site', () => {
  const { pieces } = read(
    `[root@ctl1 ~]# alias kgp='kubectl get pods'\n[root@ctl1 ~]# kgp -A\n${pods}[root@ctl1 ~]# cat pods.txt\n${pods}`,
  )
  expect(pieces.map(({ command, probe }) => [command, probe])).toEqual([
    ['kgp -A', 'kubectl-get-pods'],
    ['cat pods.txt', null],
  ])
})

test('what hides rows is said, and a table that nobody reads is listed', () => {
  const { snapshots, pieces } = read(
    `[root@ctl1 ~]# kubectl get pods -A -l app=web\n${pods}\`\`\`\nThese were listed, too:\n\nNAME    DESIRED   CURRENT\nweb     3         3\n`,
  )
  expect(snapshots[0]?.sections[0]?.partialView?.params).toEqual({ filters: '`-l app=web`' })
  expect(pieces.map(({ id, probe, reason }) => [id, probe, reason.code])).toEqual([
    ['line 1', 'kubectl-get-pods', 'importReason.byCommand'],
    ['line 7', null, 'importReason.unknownTable'],
  ])
})

test('what a command changed is an event', () => {
  const { snapshots } = read(
    `[root@ctl1 ~]# kubectl get pods -A\n${pods}[root@ctl1 ~]# kubectl scale deployment web --replicas=3\ndeployment.apps/web scaled\n[root@ctl1 ~]# nova service-disable cmp-1 nova-compute\n`,
  )
  expect(snapshots.flatMap(({ events }) => events.map(({ kind, text }) => [kind, text]))).toEqual([
    ['changed', 'kubectl scale deployment web --replicas=3'],
    ['changed', 'nova service-disable cmp-1 nova-compute'],
  ])
})
