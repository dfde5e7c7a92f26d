import { expect, test } from 'vitest'
import { likelyPromptOf, promptOf } from './prompt.ts'
import { watchFrameOf } from './watch-frame.ts'

test.each([
  ['root@localhost [ ~ ]# df -h', 'localhost', '~', 'df -h'],
  ['➜  ~ kubectl get nodes', '', '~', 'kubectl get nodes'],
  ['➜  deploy git:(main) ✗ docker ps', '', 'deploy', 'docker ps'],
  ['PS C:\\Users\\admin> kubectl get pods', '', 'C:\\Users\\admin', 'kubectl get pods'],
  ['C:\\Users\\admin>docker ps', '', 'C:\\Users\\admin', 'docker ps'],
  ['> root@ctl1:/var/log# kubectl get pods|grep nova', 'ctl1', '/var/log', 'kubectl get pods|grep nova'],
  ['**[root@ctl1 ~]# docker ps**', 'ctl1', '~', 'docker ps'],
  ['\t[root@ctl1 ~]# docker ps', 'ctl1', '~', 'docker ps'],
  ['[ceph: root@mon1 /]# ceph -s', 'mon1', '/', 'ceph -s'],
  ['10:31:02 root@ctl1:~# df', 'ctl1', '~', 'df'],
  ['vagrant@k8s:~> kubectl get po', 'k8s', '~', 'kubectl get po'],
  ['me@mac ~ % docker ps', 'mac', '~', 'docker ps'],
  ['me@cloudshell:~ (project-1)$ kubectl get po', 'cloudshell', '~', 'kubectl get po'],
])('%s', (line, host, directory, command) => expect(promptOf(line)).toMatchObject({ host, directory, command }))

test.each([
  ['controlplane $ docker ps -a', 'controlplane', 'docker ps -a'],
  ['linux-1:~ # df -h', 'linux-1', 'df -h'],
  ['mac:~ admin$ kubectl get nodes', 'mac', 'kubectl get nodes'],
  ['[node1 ~]$ docker ps', 'node1', 'docker ps'],
  ['$ openstack server list', '', 'openstack server list'],
  ['# kubectl get pods', '', 'kubectl get pods'],
  ['# free -m', '', 'free -m'],
  ['❯ kubectl get pods', '', 'kubectl get pods'],
  ['(openstack) network agent list', '', 'openstack network agent list'],
])('%s, for its command', (line, host, command) => expect(likelyPromptOf(line)).toMatchObject({ host, command }))

test.each([
  '# Free disk space',
  '# docker ps shows two containers.',
  '$ 100 were paid',
  'costs $ 5',
  '> quoted',
  '# Summary',
])('none in %s', (line) => expect(promptOf(line) ?? likelyPromptOf(line)).toBeNull())

test('the head of a frame of watch tells command, host and time', () => {
  expect(watchFrameOf('Every 2.0s: kubectl get po -o wide        Fri Oct 12 11:59:02 2018')).toEqual({
    command: 'kubectl get po -o wide',
    host: '',
    atMs: new Date(2018, 9, 12, 11, 59, 2).getTime(),
  })
  expect(watchFrameOf('Every 1.0s: docker ps     node-1: 2019年10月19日 星期六 21:01:25')).toEqual({
    command: 'docker ps',
    host: 'node-1',
    atMs: new Date(2019, 9, 19, 21, 1, 25).getTime(),
  })
  expect(watchFrameOf('Every 5 minutes: look')).toBeNull()
})
