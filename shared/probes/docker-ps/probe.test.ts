import { describe, expect, test } from 'vitest'
import { hoursBefore, parse, sample } from '../../../test/support/samples.ts'
import { dockerPs } from './probe.ts'

const takenAt = '2026-11-24T00:01:03Z'
const real = (file: string) => parse('docker-ps', sample(`docker-ps/${file}`), { takenAt })

describe('real listings of docker 20.10', () => {
  test.each(['ps-a.out', 'ps-a-no-trunc.out', 'ps-a-json.out'])('%s holds 21 containers and nothing else', (file) => {
    const { rows, unparsed } = real(file)
    expect(rows).toHaveLength(21)
    expect(unparsed).toEqual([])
  })

  test('table and JSON say the same of every container', () => {
    const facts = (file: string) =>
      new Map(
        real(file).rows.map(({ key, fields: { state, health, exitCode, pod, container, attempt, ports } }) => [
          key,
          { state, health, exitCode, pod, container, attempt, ports },
        ]),
      )
    expect(facts('ps-a-json.out')).toEqual(facts('ps-a-no-trunc.out'))
    expect(facts('ps-a.out')).toEqual(facts('ps-a-no-trunc.out'))
  })

  test('created, by the table and by the JSON, is one moment', () => {
    const created = (file: string) =>
      new Map(real(file).rows.map(({ key, fields }) => [key, fields.createdAt as { earliest: string; latest: string }]))
    const exact = created('ps-a-json.out')
    for (const [key, { earliest, latest }] of created('ps-a-no-trunc.out')) {
      expect(Date.parse(earliest)).toBeLessThanOrEqual(Date.parse(exact.get(key)?.latest ?? ''))
      // The listings were made within a second of each other.
      expect(Date.parse(latest)).toBeGreaterThanOrEqual(Date.parse(exact.get(key)?.earliest ?? '') - 1000)
    }
  })

  test('states, health and exit codes in docker words', () => {
    const byKey = new Map(real('ps-a.out').rows.map((row) => [row.key, row.fields]))
    const facts = ['badcmd', 'paused', 'crashloop', 'exited137', 'exited0', 'starting', 'unhealthy', 'up'].map(
      (key) => {
        const { state, health, exitCode } = byKey.get(key) ?? {}
        return [key, state, health, exitCode]
      },
    )
    expect(facts).toEqual([
      ['badcmd', 'created', null, null],
      ['paused', 'paused', null, null],
      ['crashloop', 'restarting', null, 3],
      ['exited137', 'exited', null, 137],
      ['exited0', 'exited', null, 0],
      ['starting', 'running', 'starting', null],
      ['unhealthy', 'running', 'unhealthy', null],
      ['up', 'running', null, null],
    ])
  })

  test('a container of a pod is known by pod and name; its attempt is a field', () => {
    const row = real('ps-a.out').rows.find(({ fields }) => fields.container === 'nova-conductor')
    expect(row?.key).toBe('default/nova-conductor-0/nova-conductor')
    expect(row?.fields).toMatchObject({ pod: 'nova-conductor-0', attempt: 12, tag: 'stein-20210414-hotfix.12' })
  })

  test('a command with quotes and Chinese comes out as it is run', () => {
    const row = real('ps-a-json.out').rows.find(({ key }) => key.startsWith('long_image'))
    expect(row?.fields.command).toBe(
      'sh -c \'while :; do echo "一行中文 and a \\"quoted\\" arg"; sleep 3600; done; exec nova-conductor --config-file /etc/nova/nova.conf\'',
    )
  })
})

describe('rows that a terminal broke', () => {
  const text = [
    'CONTAINER ID        IMAGE               COMMAND             CREATED',
    '111889fa1e9         gcr.io/openstac...  "/pause"           5 hours ago',
    'Up 5 hours',
    '192.168.11.171:9999/cloud-ce/grafana@sha256:12522a9e27f4  "/run.sh"         12 hours ago',
    'Up 12 hours',
  ].join('\n')

  test('STATUS on the next line belongs to the row', () => {
    const { rows, unparsed } = parse('docker-ps', text, { takenAt })
    expect(unparsed).toEqual([])
    expect(rows.map(({ key, line, lastLine }) => [key, line, lastLine])).toEqual([
      ['111889fa1e9', 2, 3],
      ['cloud-ce/grafana', 4, 5],
    ])
    expect(rows[1]?.fields).toMatchObject({
      id: null,
      registry: '192.168.11.171:9999',
      digest: 'sha256:12522a9e27f4',
      state: 'running',
    })
    expect(hoursBefore(takenAt, rows[1]?.fields.since)).toEqual([13, 11.5])
  })

  test('rows without a header, as grep leaves them', () => {
    const { rows } = parse(
      'docker-ps',
      '77807e5dbd29       192.168.12.11:9999/a@sha256:f9  "/docker-entrypoint.s"  3 days ago\nUp 3 days\n',
    )
    expect(rows[0]?.fields).toMatchObject({ id: '77807e5dbd29', state: 'running', repository: 'a' })
  })

  test('two rows of one image both stay', () => {
    const row = 'host:1/grafana@sha256:12  "/run.sh"  12 hours ago\nUp 12 hours\n'
    expect(parse('docker-ps', row + row).rows.map(({ key }) => key)).toEqual(['grafana', 'grafana#2'])
  })

  test('a line that says nothing of a container is listed, not dropped', () => {
    expect(parse('docker-ps', 'Welcome!\nUp 3 days\n').unparsed).toEqual([
      { line: 1, text: 'Welcome!' },
      { line: 2, text: 'Up 3 days' },
    ])
  })
})

describe('other layouts', () => {
  const head =
    'CONTAINER ID        IMAGE               COMMAND                CREATED             STATUS                     PORTS                NAMES'
  const row =
    '0123456789ab        nova:stein          "/start.sh nova-api"   4 minutes ago       Up 4 minutes (healthy)     0.0.0.0:22->22/tcp   nova_api'
  const facts = (...lines: string[]) => {
    const { rows, unparsed } = parse('docker-ps', lines.join('\n'), { takenAt })
    expect(unparsed).toEqual([])
    return rows.map(({ fields: { id, image, state, health, ports, names } }) =>
      [id, image, state, health, ports, names].join('|'),
    )
  }
  const expected = ['0123456789ab|nova:stein|running|healthy|0.0.0.0:22->22/tcp|nova_api']

  test('one blank everywhere, tabs, curly quotes', () => {
    for (const damaged of [/ {2,}/g, / {3,}/g].map(
      (blanks) => (text: string) => text.replace(blanks, blanks.source.includes('3') ? '\t' : ' '),
    )) {
      expect(facts(damaged(head), damaged(row))).toEqual(expected)
      expect(facts(damaged(row))).toEqual(expected)
    }
    expect(facts(row.replace('"', '“').replace('"', '”').replace(/ {2,}/g, ' '))).toEqual(expected)
  })

  test('no ports, and a name that ends like one', () => {
    expect(facts(head, '0123456789ab nova:stein "/start.sh" 4 minutes ago Up 4 minutes web1')).toEqual([
      '0123456789ab|nova:stein|running|||web1',
    ])
  })

  test('up to 1.5 a command is cut within its quotes', () => {
    expect(
      facts(
        '0123456789ab        nova:stein          "\\"bash -c \'ulimit -   9 days ago          Exited (1) 9 days ago                           dull_bohr           ',
      ),
    ).toEqual(['0123456789ab|nova:stein|exited|||dull_bohr'])
  })

  test('podman quotes no command', () => {
    expect(
      facts(
        'CONTAINER ID  IMAGE                           COMMAND               CREATED      STATUS                   PORTS       NAMES',
        '0123456789ab  docker.io/library/nginx:latest  nginx -g daemon o...  2 hours ago  Up 2 hours ago                       web',
        '1123456789ab  docker.io/library/nginx:latest                        2 hours ago  Exited (0) 1 hour ago                idle',
      ),
    ).toEqual([
      '0123456789ab|docker.io/library/nginx:latest|running|||web',
      '1123456789ab|docker.io/library/nginx:latest|exited|||idle',
    ])
  })

  test('columns that were chosen', () => {
    expect(facts('NAMES      IMAGE        STATUS', 'nova_api   nova:stein   Up 3 days')).toEqual([
      '|nova:stein|running|||nova_api',
    ])
  })

  test('containers of crictl, images and lists of compose are listed, not read', () => {
    for (const text of [
      'CONTAINER ID   IMAGE           CREATED         STATE     NAME   ATTEMPT   POD ID\na3df8d6a11907  a027dcd5143ee   4 minutes ago   Exited    etcd   25        a06dedd30e3b7',
      'CONTAINER      IMAGE           CREATED         STATE     NAME   ATTEMPT   POD ID          POD\na3df8d6a11907  a027dcd5143ee   4 minutes ago   Running   etcd   25        a06dedd30e3b7   etcd-n1',
      'REPOSITORY   TAG     IMAGE ID       CREATED       SIZE\nnova         stein   0123456789ab   2 weeks ago   1.2GB',
      'NAME   COMMAND       SERVICE   STATUS    PORTS\nweb    "nginx -g"    web       running   80/tcp',
    ])
      expect([text, parse('docker-ps', text)]).toMatchObject([text, { rows: [], unparsed: [{ line: 1 }, { line: 2 }] }])
  })
})

test.each([
  ['docker ps -a --no-trunc', true],
  ["docker ps -a --no-trunc --format '{{json .}}'", true],
  ['docker ps', false],
  ['docker ps --no-trunc', false],
  ['docker ps -a --filter name=x', false],
  ['docker ps -a -n 5', false],
])('whether absence says something: %s', (command, expected) => expect(dockerPs.showsAll?.(command)).toBe(expected))

test.each([
  ['not-installed.err', 127, 'unavailable'],
  ['not-installed-dash.err', 127, 'unavailable'],
  ['daemon-down.err', 1, 'failed'],
  ['no-permission.err', 1, 'refused'],
])('%s', (file, exitCode, outcome) => {
  expect(dockerPs.diagnose?.({ stdout: '', stderr: sample(`docker-ps/${file}`), exitCode }, null)?.outcome).toBe(
    outcome,
  )
})

test('ages count back from any moment while it ran, as its version of docker rounds them', () => {
  const text = '{"ID":"a","Image":"x","Names":"w","RunningFor":"2 days ago","Status":"Up About an hour"}\n'
  const since = (version: string | null) =>
    parse('docker-ps', text, { takenAt: '2026-11-24T10:00:00Z', tookMs: 2000, tools: { docker: version } }).rows[0]
      ?.fields.since
  expect(since('18.09.7')).toEqual({ earliest: '2026-11-24T08:30:00.000Z', latest: '2026-11-24T09:14:02.000Z' })
  expect(since('1.12.6')).toEqual({ earliest: '2026-11-24T08:00:00.000Z', latest: '2026-11-24T09:00:02.000Z' })
  expect(since(null)).toEqual({ earliest: '2026-11-24T08:00:00.000Z', latest: '2026-11-24T09:14:02.000Z' })
})
