/** Gathers what a report tells: the comparison, the timeline around it, and the lines that prove it. */
import { createHash } from 'node:crypto'
import type { Handlers, SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Evidence } from '../../shared/model.ts'
import type { Ports } from '../ports.ts'
import type { Excerpt } from '../report/blocks.ts'
import { documentOf } from '../report/document.ts'
import { htmlReport } from '../report/html.ts'
import { markdownReport } from '../report/markdown.ts'
import { timelineOf } from '../report/timeline.ts'
import type { Library } from '../store/library.ts'

const formats = {
  html: { ending: 'html', write: htmlReport },
  markdown: { ending: 'md', write: markdownReport },
} as const

/** Of what one evidence names. A line of JSON may be as long as its file. */
const most = { lines: 12, characters: 300 }

export function reportHandlers(library: Library, ports: Ports): Pick<Handlers, 'report'> {
  return {
    report: async ({ a, b, format, language }) => {
      const told = a === null ? await alone(library, b) : await library.compare({ a, b })
      const { findings, changes } = told
      const timeline = await library.timeline({ site: told.b.site })
      const evidence = findings.flatMap((finding) => finding.evidence)
      const document = documentOf({
        ...told,
        language,
        site: told.b.site,
        madeAt: new Date(ports.now()).toISOString(),
        producer: `${ports.producer.name} ${ports.producer.version}`,
        incident: timeline.incident,
        timeline: timelineOf(timeline, { findings, changes }, { aAt: told.a?.takenAt ?? null, bAt: told.b.takenAt }),
        excerptOf: await excerpts(library, evidence),
        hashOf: await hashes(library, a === null ? [b] : [a, b]),
      })
      const { ending, write } = formats[format]
      return { name: `${fileName(told.b)}.${ending}`, text: write(document) }
    },
  }
}

/** What is told of one snapshot. */
async function alone(library: Library, snapshot: string) {
  const b = await library.summary({ snapshot })
  const { findings, incidents } = await library.findings({ snapshot })
  return { a: null, b, findings, incidents, changes: [], resolved: [], lost: [] }
}

/** `tianjin-2019-10-19-1330` */
function fileName({ site, takenAt }: SnapshotSummary): string {
  const minute = takenAt.slice(0, 'YYYY-MM-DDTHH:MM'.length).replaceAll(':', '').replace('T', '-')
  return `${site.replace(/[^\p{L}\p{N}._-]+/gu, '_')}-${minute}`
}

/** Each section is read once, however many findings name it. */
async function excerpts(library: Library, evidences: readonly Evidence[]) {
  const texts = new Map<string, string[]>()
  const result = new Map<Evidence, Excerpt>()
  for (const evidence of evidences) {
    const { snapshot, node, probe, pod, stream } = evidence
    const id = JSON.stringify([snapshot, node, probe, pod, stream])
    let lines = texts.get(id)
    if (lines === undefined) {
      // What is not there, such as a node that was not reached, has no lines.
      const section = await library.section({ snapshot, node, probe, pod }).catch(() => null)
      lines = section === null ? [] : section[stream].split(/\r?\n/)
      texts.set(id, lines)
    }
    const shown = evidence.lines.slice(0, most.lines).flatMap((line) => {
      const text = lines[line - 1]
      if (text === undefined) return []
      return [{ line, text: text.length <= most.characters ? text : `${text.slice(0, most.characters)}…` }]
    })
    result.set(evidence, { evidence, lines: shown })
  }
  return (evidence: Evidence) => result.get(evidence)
}

/** Over node, probe, pod and bytes of every output, in their order: the same in every library that holds the snapshot. */
async function hashes(library: Library, ids: readonly string[]) {
  const result = new Map<string, string>()
  for (const id of ids) {
    const hash = createHash('sha256')
    for (const { node, probe, pod, stdout, stderr } of (await library.rawSnapshot({ snapshot: id })).sections)
      hash.update(JSON.stringify([node, probe, pod, stdout, stderr]))
    result.set(id, hash.digest('hex'))
  }
  return (id: string) => result.get(id) ?? ''
}
