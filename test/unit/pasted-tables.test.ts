/** Any table of any probe, wrapped at any width, behind any prompt, in a document: its rows come out, or its lines are listed. */
import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { readTranscript } from '../../main/import/transcript/transcript.ts'
import { probeNamed, probes } from '../../shared/probes/index.ts'
import { isKeptText, sessionLogName } from '../../shared/probes/kept-text/probe.ts'
import { readOutput } from '../../shared/reading/read-output.ts'
import { sample, sampleNames } from '../support/samples.ts'

const nowMs = Date.parse('2026-11-24T00:00:00.000Z')

const commandOf: Readonly<Record<string, string>> = {
  'nova-service-list': 'nova service-list',
  'cinder-service-list': 'cinder service-list',
  'neutron-agent-list': 'neutron agent-list',
  'kubectl-get-nodes': 'kubectl get nodes',
  'kubectl-get-pods': 'kubectl get pods -A',
  'kubectl-get-events': 'kubectl get events -A',
  'docker-ps': 'docker ps -a',
  'systemctl-failed': 'systemctl --failed',
  df: 'df',
  free: 'free',
}
const tables = probes
  .filter(({ name, heads = [] }) => heads.length > 0 && commandOf[name] !== undefined)
  .flatMap(({ name, heads = [] }) =>
    sampleNames(name)
      .map((file) => ({ probe: name, file, text: sample(file) }))
      .filter(
        ({ text }) => text.length < 20_000 && text.split('\n').some((line) => heads.some((head) => head.test(line))),
      ),
  )

/** As a terminal of that width shows it. */
function wrapped(text: string, width: number): string {
  const shown: string[] = []
  for (const line of text.replace(/\n$/, '').split('\n')) {
    let row = ''
    for (const character of line) {
      if (stringWidth(row + character) > width) {
        shown.push(row)
        row = ''
      }
      row += character
    }
    shown.push(row)
  }
  return `${shown.join('\n')}\n`
}

const prompts = [
  '[root@cloudos1 ~]# ',
  'root@cloudos1:/var/log# ',
  '➜  ~ ',
  '$ ',
  'PS C:\\> ',
  'controlplane $ ',
  '> [root@c ~]# ',
]
const ahead = ['', 'They sent us this:\n\n', '以下是客户现场的输出：\n\n', '[root@cloudos1 ~]# cd /root\n']
const behind = [
  '',
  '\nThat was all of it, they said.\n',
  '\n从上面可以看出，服务已经停止。\n',
  '[root@cloudos1 ~]# exit\n',
]

const documents = fc.record({
  table: fc.constantFrom(...tables),
  width: fc.oneof(fc.constant(0), fc.integer({ min: 30, max: 200 })),
  prompt: fc.constantFrom('', ...prompts),
  ahead: fc.constantFrom(...ahead),
  behind: fc.constantFrom(...behind),
})

test('there are tables of many probes', () =>
  expect(new Set(tables.map(({ probe }) => probe)).size).toBe(Object.keys(commandOf).length))

test('its rows come out, or its lines are listed, and every byte is kept', () => {
  fc.assert(
    fc.property(documents, ({ table, width, prompt, ahead: before, behind: after }) => {
      const { probe, text: whole } = table
      const command = prompt === '' ? '' : (commandOf[probe] ?? '')
      const context = { takenAtMs: nowMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command }
      const expected = new Map(
        probeNamed(probe)
          .parse(whole, context)
          .rows.map(({ key, fields }) => [key, fields]),
      )
      const cut = width === 0 ? whole : wrapped(whole, width)
      const quote = prompt.startsWith('> ') ? '> ' : ''
      const printed = quote === '' ? cut : cut.replace(/^(?=.)/gm, quote)
      const text = `${before}${prompt === '' ? '' : `${prompt}${command}\n`}${printed}${after}`
      const { snapshots, pieces } = readTranscript({ name: 'x', text, site: 's', atMs: null, nowMs, assigned: {} })
      const sections = snapshots.flatMap((each) => each.sections)
      const [log] = sections.filter(({ probe: name }) => name === sessionLogName)
      if (sections.length > 0) expect([text, sections.at(0)?.stdout]).toContain(log?.stdout ?? text)
      const readSections = sections.filter(({ probe: name }) => !isKeptText(name))
      const read = readSections.map((section) => {
        const own = { ...context, command: section.command }
        return readOutput(probeNamed(section.probe), section.stdout, own)
      })
      const rows = read.flatMap((each) => each.rows)
      const unparsed = read.reduce((sum, each) => sum + each.unparsed.length, 0)
      const unread = pieces.filter((piece) => piece.probe === null).length
      if (width === 0) expect(rows.map(({ key }) => key)).toEqual([...expected.keys()])
      // What is not there, or otherwise, is said to be.
      if (unparsed > 0 || unread > 0) return
      if (sections.length === 0) {
        expect(width).toBeGreaterThan(0)
        return
      }
      expect(rows.map(({ key, fields }) => [key, fields])).toEqual([...expected])
    }),
    { seed: 20261125, numRuns: 400 },
  )
})
