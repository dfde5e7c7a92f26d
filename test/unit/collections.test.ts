/** What other programs collect, of several nodes and in many files; written after the layouts of the real programs. */
import { describe, expect, test } from 'vitest'
import type { ImportInput } from '../../main/import/importer.ts'
import { readInput } from '../../main/import/index.ts'
import { readTogether } from '../../main/import/together.ts'
import { tell } from '../../shared/messages/tell.ts'
import { isKeptText } from '../../shared/probes/kept-text/probe.ts'
import { sample } from '../support/samples.ts'

const nowMs = Date.parse('2026-11-24T00:00:00.000Z')
const unpackedMs = Date.parse('2026-11-23T08:00:00Z')
const containers = sample('docker-ps/ps-a.out')
const failed = sample('systemctl-failed/table.out')
const uptime = ' 09:51:36 up 11:18,  1 user,  load average: 6.42, 4.37, 3.94\n'
const df = (percent: number) =>
  `Filesystem     1K-blocks     Used Available Use% Mounted on\n/dev/vda1       41152736 ${percent * 400000}  32000000  ${percent}% /\n`
const inodes =
  'Filesystem       Inodes   IUsed    IFree IUse% Mounted on\n/dev/vda1       1310720 1284506    26214   98% /\n'
const free = (used: number) =>
  `              total        used        free      shared  buff/cache   available\nMem:        8008796     ${used}      189520        1532      905640      810220\nSwap:             0           0           0\n`
const uname = (name: string) =>
  `Linux ${name} 5.4.0-97-generic #110-Ubuntu SMP Thu Jan 13 18:22:13 UTC 2022 x86_64 x86_64 x86_64 GNU/Linux\n`

const inputOf = (files: Record<string, string>, name = Object.keys(files)[0]?.split('/')[0] ?? ''): ImportInput => ({
  name,
  files: Object.entries(files).map(([path, content]) => {
    return { path, content: Buffer.from(content), modifiedAtMs: unpackedMs }
  }),
  passedOver: [],
})
const contextOf = (site = 'lab') => ({ site, atMs: null, nowMs, assigned: {} })
const read = (files: Record<string, string>, name?: string) => readInput(inputOf(files, name), contextOf())
/** Of each snapshot, its time and what was read of whom. */
const told = (files: Record<string, string>, name?: string) =>
  read(files, name).snapshots.map(({ takenAtMs, sections }) => ({
    at: new Date(takenAtMs).toISOString().slice(0, 19),
    read: sections
      .filter(({ probe }) => !isKeptText(probe))
      .map(({ node, probe }) => `${node} ${probe}`)
      .toSorted(),
  }))

const sos = (host: string, date: string, top = `sosreport-${host}-2022-02-10-abcdefg`) => ({
  [`${top}/sos_commands/host/hostname`]: `${host}\n`,
  [`${top}/sos_commands/host/uptime`]: uptime,
  [`${top}/sos_commands/date/date`]: `${date}\n`,
  [`${top}/sos_commands/memory/free`]: free(100 + host.length),
  [`${top}/sos_commands/systemd/systemctl_list-units_--failed`]: failed,
  [`${top}/sos_commands/systemd/ls_-lR_.lib.systemd`]:
    '/lib/systemd:\ntotal 8\n-rw-r--r-- 1 root root 701 Jan 10 04:56 a.conf\n',
})

describe('sosreports', () => {
  test.each([
    ['as it is', ''],
    ['some folders deeper', 'case01234/upload/'],
  ])('%s, one node and its time', (_, above) => {
    const files = Object.entries(sos('ctl1', 'Thu Feb 10 09:51:32 UTC 2022'))
    expect(told(Object.fromEntries(files.map(([path, text]) => [above + path, text])))).toEqual([
      { at: '2022-02-10T09:51:32', read: ['ctl1 free', 'ctl1 host', 'ctl1 systemctl-failed'] },
    ])
  })

  test('other names of kubectl, also with underscores in a path', () => {
    const top = 'sosreport-ctl1-2022-02-10-abcdefg/sos_commands/kubernetes'
    const nodes = 'NAME    STATUS   ROLES    AGE     VERSION\ncmp-5   Ready    <none>   6m31s   v1.23.3\n'
    for (const name of [
      'kubectl_--kubeconfig_.root.cdk.cdk_addons_kubectl_config_get_nodes',
      'k8s_kubectl_get_nodes',
      'microk8s_kubectl_get_nodes_-o_wide',
      'oc_get_nodes',
    ])
      expect(read({ [`${top}/${name}`]: nodes }).pieces.map(({ probe }) => probe)).toEqual(['kubectl-get-nodes'])
  })

  test('a listing with the folders below is read with them', () => {
    const listing =
      '/var/log:\ntotal 8\n-rw-r--r-- 1 root root 100 Feb 10 02:31 messages\n\n/var/log/nova:\ntotal 4\n-rw-r--r-- 1 root root 12 Feb 10 02:31 api.log\n'
    const path = 'sosreport-a-2022-02-10-abcdefg/sos_commands/logs/ls_-alR_.var.log'
    expect(read({ [path]: listing }).snapshots[0]?.sections[0]).toMatchObject({ probe: 'var-log', stdout: listing })
  })

  test('what another command counted is no fullness, and other folders are no logs', () => {
    const top = 'sosreport-a-2022-02-10-abcdefg'
    const { pieces } = read({
      [`${top}/sos_commands/filesys/df_-ali`]: inodes,
      [`${top}/sos_commands/filesys/ls_-l_.`]: 'total 8\ndrwxr-xr-x 2 root root 4096 Jan 10 04:56 bin\n',
      [`${top}/sos_commands/host/hostname`]: 'a\n',
    })
    expect(pieces.filter(({ probe }) => probe !== null).map(({ probe }) => probe)).toEqual(['host'])
  })

  test('of one site, handed over together, they are one snapshot, each node with its time; a node twice makes two', () => {
    const handing = (files: Record<string, string>) => ({ input: inputOf(files), context: contextOf() })
    const first = handing(sos('ctl1', 'Thu Feb 10 09:51:32 UTC 2022'))
    const second = handing(sos('ctl22', 'Thu Feb 10 09:39:52 UTC 2022'))
    const later = handing({ ...sos('ctl1', 'Thu Feb 10 12:00:00 UTC 2022', 'x'), 'x/sos_commands/filesys/df': df(20) })
    const [only, ...others] = readTogether([first, second])
    expect(others).toEqual([])
    expect(only?.nodes.map(({ name }) => name).toSorted()).toEqual(['ctl1', 'ctl22'])
    expect(new Date(only?.takenAtMs ?? 0).toISOString()).toBe('2022-02-10T09:51:32.000Z')
    const times = new Map(only?.sections.map(({ node, startedAtMs }) => [node, new Date(startedAtMs).toISOString()]))
    expect(times).toEqual(
      new Map([
        ['ctl22', '2022-02-10T09:39:52.000Z'],
        ['ctl1', '2022-02-10T09:51:32.000Z'],
      ]),
    )
    const different = handing({
      ...sos('ctl1', 'Thu Feb 10 12:00:00 UTC 2022', 'y'),
      'y/sos_commands/memory/free': free(999),
    })
    expect(readTogether([first, different]).map(({ nodes }) => nodes.length)).toEqual([1, 1])
    expect(readTogether([first, later])).toHaveLength(2)
  })
})

describe('several nodes', () => {
  test('with the same layout: the folder that differs names the node, and none is lost', () => {
    const files: Record<string, string> = {}
    for (const [index, host] of ['primary', 'secondary1'].entries()) {
      files[`gate/${host}/logs/system_logs/df.txt`] = df(20 + index)
      files[`gate/${host}/logs/system_logs/free.txt`] = free(100 + index)
      files[`gate/${host}/logs/system_logs/docker-info.txt`] =
        `Server:\n Containers: 3\n Name: ${host}\nREPOSITORY   TAG   IMAGE ID   CREATED   SIZE\nkolla/nova   train   0cae8d5cc64c   2 days ago   1.9GB\n${containers}NETWORK ID     NAME   DRIVER   SCOPE\n3b6d7f0c1a2e   host   host     local\n`
    }
    const probes = ['df', 'docker-ps', 'free']
    const expected = ['primary', 'secondary1'].flatMap((host) => probes.map((probe) => `${host} ${probe}`))
    expect(told(files).map((each) => each.read)).toEqual([expected])
    // The same of a layout that nobody knows.
    const moved = Object.entries(files).map(([path, text]) => [path.replace('logs/system_logs', 'a/b'), text])
    expect(told(Object.fromEntries(moved)).map((each) => each.read)).toEqual([expected])
  })

  test('folders named after what lies in them are one node, which its own word names', () => {
    const files = {
      'case-7/docker/dockerpsa': containers,
      'case-7/systeminfo/dfh': df(99),
      'case-7/systeminfo/dfi': inodes,
      'case-7/systeminfo/hostname': 'controller-0\n',
      'case-7/k3s/kubectl/nodes': 'NAME   STATUS   ROLES   AGE   VERSION\na      Ready    master   4d   v1.18.1\n',
      'case-7/k3s/kubectl/nodes.json': '{"kind":"List","items":[]}',
    }
    const own = ['df', 'docker-ps', 'host', 'kubectl-get-nodes'].map((probe) => `controller-0 ${probe}`)
    expect(told(files).map((each) => each.read)).toEqual([own])
  })

  test('the same word for word is known by its content, and what contradicts is listed', () => {
    const reasons = (a: string, b: string) =>
      read({ 'n1/a/df.txt': a, 'n1/a/df-again.txt': b }).pieces.map(({ reason }) => reason.code.split('.')[1])
    expect(reasons(df(20), df(20))).toContain('sameAsAnother')
    expect(reasons(df(20), `${df(21)}/dev/vdb 100 1 99 1% /mnt\n`.replace('/\n', '/var\n'))).not.toContain(
      'sameAsAnother',
    )
  })
})

describe('several commands in one file', () => {
  test('supportconfig', () => {
    const block = (command: string, output: string) =>
      `#==[ Command ]======================================#\n# ${command}\n${output}\n`
    const files = {
      'scc_ctl_200228_2231/basic-environment.txt': `=====\n${block('/bin/date', 'Fri Feb 28 22:31:02 UTC 2020')}${block('/bin/uname -a', uname('ctl'))}`,
      'scc_ctl_200228_2231/basic-health-check.txt':
        block('/usr/bin/free -k', free(5)) + block('/bin/df -h', df(99)) + block('/bin/df -i', inodes),
      'scc_ctl_200228_2231/docker.txt':
        block('/usr/bin/docker ps -a --no-trunc', containers) + block('/usr/bin/docker images', 'REPOSITORY TAG\n'),
      'scc_ctl_200228_2231/systemd.txt': `#==[ Configuration File ]===#\n# /etc/x\nnothing\n${block('/usr/bin/systemctl --no-pager --failed', failed)}`,
    }
    const probes = ['df', 'docker-ps', 'free', 'host', 'systemctl-failed']
    expect(told(files)).toEqual([{ at: '2020-02-28T22:31:02', read: probes.map((probe) => `ctl ${probe}`) }])
    const kept = read(files).snapshots[0]?.sections.filter(({ probe }) => isKeptText(probe))
    expect(kept?.map(({ command }) => command)).toEqual(['df -i', 'docker images'])
  })

  test('collect of StarlingX: host and time stand above each', () => {
    const line = '-'.repeat(68)
    const block = (command: string, output: string) =>
      `${line}\nFri Feb 28 22:31:00 UTC 2020 : controller-0 : ${command}\n${line}\n${output}\n`
    const top = 'ALL_NODES_20200228/controller-0_20200228.223100/var/extra'
    const files = {
      [`${top}/host.info`]: block('uptime', uptime) + block('df -h -T', 'x\n') + block('free -k', free(3)),
      [`${top}/containerization_images.info`]:
        block('docker container ps -a', containers) + block('crictl ps -a', 'CONTAINER IMAGE\n'),
    }
    expect(told(files)[0]).toMatchObject({ at: '2020-02-28T22:31:00' })
    expect(told(files)[0]?.read).toEqual(
      expect.arrayContaining(['controller-0 docker-ps', 'controller-0 free', 'controller-0 host']),
    )
  })
})

describe('clusters', () => {
  const pod = (name: string, namespace = 'default') => ({
    metadata: { name, namespace, creationTimestamp: '2022-06-09T15:00:00Z' },
    spec: { containers: [{ name: 'c' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'c', ready: true, state: { running: {} } }] },
  })
  const node = {
    metadata: { name: 'cmp-1', creationTimestamp: '2022-06-01T00:00:00Z' },
    status: {
      nodeInfo: { kubeletVersion: 'v1.23.3' },
      conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: '2022-06-09T16:47:49Z' }],
    },
  }

  test('lists without kind are told by their shape; the newest moment in them tells the time', () => {
    const files = {
      'results/resources/cluster/Nodes.json': JSON.stringify([node]),
      'results/resources/ns/kube-system/Pods.json': JSON.stringify([pod('dns', 'kube-system')]),
    }
    const [snapshot] = read(files).snapshots
    expect(told(files)).toEqual([
      { at: '2022-06-09T16:47:49', read: ['cluster kubectl-get-nodes', 'cluster kubectl-get-pods'] },
    ])
    expect(tell(snapshot?.takenAtInferred ?? null, 'en')).toContain('objects of the cluster')
  })

  test('long JSON with other blanks than kubectl writes', () => {
    const many = Array.from({ length: 400 }, (_, index) => ({ kind: 'Pod', apiVersion: 'v1', ...pod(`web-${index}`) }))
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: many }, null, 2)
    expect(text.length).toBeGreaterThan(64 * 1024)
    expect(told({ 'a/pods.json': text, 'a/n1/df.txt': df(3) })[0]?.read).toContain('cluster kubectl-get-pods')
  })

  test('a dump in one file, with logs between its lists', () => {
    const list = (kind: string, items: object[]) => `${JSON.stringify({ kind, apiVersion: 'v1', items }, null, 4)}\n`
    const text = `${list('NodeList', [node])}${list('PodList', [pod('web')])}${list('DaemonSetList', [])}==== START logs for container c of pod default/web ====\n{"not": "an object"}\n==== END logs for container c of pod default/web ====\n`
    expect(told({ 'dump.txt': text })[0]?.read).toEqual(['cluster kubectl-get-nodes', 'cluster kubectl-get-pods'])
  })

  test('a capture of k8shark: each round is a snapshot, and the answer is kept as it was written', () => {
    const record = (at: string, path: string, items: object[]) =>
      `{"id":"x","captured_at":"${at}","api_path":"${path}","http_method":"GET","response_code":200,"response_body":${JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items })}}`
    const path = '/api/v1/namespaces/default/pods'
    const files = {
      'k8shark-capture/metadata.json': '{"captured_at":"2026-04-09T10:00:00Z"}',
      'k8shark-capture/records/ab/0.json': record('2026-04-09T10:00:00Z', path, [pod('web')]),
      'k8shark-capture/records/ab/1.json': record('2026-04-09T10:10:00Z', path, [pod('web'), pod('db')]),
      'k8shark-capture/records/cd/0.json': record('2026-04-09T10:00:00Z', `${path}?as=Table`, []),
    }
    expect(told(files).map(({ at }) => at)).toEqual(['2026-04-09T10:00:00', '2026-04-09T10:10:00'])
    const [first] = read(files).snapshots
    expect(JSON.parse(first?.sections[0]?.stdout ?? '')).toMatchObject({
      kind: 'PodList',
      items: [{ metadata: { name: 'web' } }],
    })
  })
})

describe('folders of anything', () => {
  test('a clock beside the outputs outranks the files’ own times', () => {
    const files = { 'site/n1/date.txt': 'Fri Oct 19 01:30:00 PM UTC 2018\n', 'site/n1/docker_ps_-a.txt': containers }
    expect(told(files)).toEqual([{ at: '2018-10-19T13:30:00', read: ['n1 docker-ps', 'n1 host'] }])
    expect(read(files).snapshots[0]?.takenAtInferred).toBeNull()
  })

  test('timedatectl says which zone a name of several means', () => {
    const files = {
      'n1/date.txt': 'Fri Oct 19 13:30:00 CST 2018\n',
      'n1/timedatectl.txt':
        '      Local time: Fri 2018-10-19 13:30:02 CST\n  Universal time: Fri 2018-10-19 05:30:02 UTC\n       Time zone: Asia/Shanghai (CST, +0800)\n NTP synchronized: yes\n',
    }
    const [snapshot] = read(files).snapshots
    expect([snapshot?.takenAtMs, snapshot?.takenAtInferred]).toEqual([Date.parse('2018-10-19T05:30:00Z'), null])
  })

  test('terminal logs among them are read, too', () => {
    const log = `[root@cmp7 ~]# docker ps -a\n${containers}[root@cmp7 ~]# exit\n`
    const { pieces, snapshots } = read({ 'field/n1/df.txt': df(4), 'field/session.log': log })
    expect(snapshots).toHaveLength(2)
    expect(pieces.filter(({ probe }) => probe !== null).map(({ id, node }) => [id, node])).toEqual([
      ['field/n1/df.txt', 'n1'],
      ['field/session.log line 1', 'cmp7'],
    ])
  })
})
