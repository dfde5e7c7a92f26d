import { placeId, placeOf, type SnapshotView } from '../../compare/view.ts'
import type { Evidence, Outcome, ParsedSection } from '../../model.ts'
import { intervalOf } from '../../parse/time.ts'
import { isMissingService } from '../../probes/families/openstack.ts'
import { host } from '../../probes/host/probe.ts'
import { probeNamed } from '../../probes/index.ts'
import type { Language } from '../../words/language.ts'
import { outcomeWords } from '../../words/signs.ts'
import type { ParamsOf } from '../params.ts'
import { type Claim, rule } from '../rule.ts'

/** `probe` is empty where the node itself did not answer. */
const params = { node: 'text', probe: 'text', outcome: 'text', message: 'message?' } as const
type Params = ParamsOf<typeof params>

/**
 * Whether the node never had the tool, as a compute node has no kubectl. A site's question has to be answered elsewhere, or
 * by somebody who has it; who captures one node did not ask the others.
 */
function isOrdinary(after: SnapshotView, history: SnapshotView[], section: ParsedSection): boolean {
  const { node, probe, outcome } = section
  if (outcome !== 'unavailable') return false
  const place = placeOf(section)
  let isAskedElsewhere = probeNamed(probe).scope === 'node' || after.snapshot.source === 'file'
  for (const { snapshot } of history)
    for (const each of snapshot.sections) {
      if (each.probe !== probe) continue
      if (each.node === node && each.outcome === 'ok') return false
      const hasTool = each.node !== node && each.outcome !== 'unavailable' && each.outcome !== 'skipped'
      isAskedElsewhere ||= hasTool && placeOf(each) === place
    }
  return isAskedElsewhere
}

/** How much an outcome says of why: a tool that is not there says nothing of what it would have said. */
const tellingFirst: readonly Outcome[] = ['refused', 'failed', 'truncated', 'timed-out', 'unavailable']

/** Of several answers to one question, none of them whole, the one that says most. */
function oneForEach(sections: readonly ParsedSection[]): ParsedSection[] {
  const questions = new Map<string, ParsedSection>()
  const rank = ({ outcome }: ParsedSection): number => tellingFirst.indexOf(outcome)
  for (const section of sections) {
    const question = placeId(section.probe, placeOf(section))
    const known = questions.get(question)
    if (known === undefined || rank(section) < rank(known)) questions.set(question, section)
  }
  return [...questions.values()]
}

function failedProbe(after: SnapshotView, history: SnapshotView[], section: ParsedSection): Claim<Params> {
  const { node, probe, outcome, message } = section
  const place = placeOf(section)
  // Asked again and answered: worth a note only.
  const isAnswered = after.coverage(probe, place) !== 'none' && outcome !== 'truncated'
  return {
    severity: isAnswered || isOrdinary(after, history, section) ? 'info' : 'warning',
    certainty: 'proven',
    subject: { probe, place, key: probe === host.name ? 'host' : '' },
    since: intervalOf(null, after.snapshot.takenAtMs),
    params: { node, probe, outcome, message },
    evidence: [saidBy(after, section)],
  }
}

const mostLines = 10

/** What the command complained; terminals mix that into stdout. */
function saidBy(after: SnapshotView, section: ParsedSection): Evidence {
  const stream = section.stderr.trim() === '' ? 'stdout' : 'stderr'
  const lines = section[stream].split('\n', mostLines).flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]))
  return { snapshot: after.snapshot.id, node: section.node, probe: section.probe, pod: section.pod, stream, lines }
}

/** The word for an outcome; one of another version stays as it is. */
const outcomeText = (outcome: string, language: Language): string =>
  Object.hasOwn(outcomeWords, outcome) ? outcomeWords[outcome as Outcome].word[language] : outcome

export const probeFailed = rule({
  name: 'probe-failed',
  tells: 'state',
  nature: 'gap',
  about: { en: 'What could not be asked, and why.', zh: '未能得到回答的探针或节点及其原因。' },
  severities: ['critical', 'warning', 'info'],
  reads: [],
  thresholds: [],
  params,
  check: ({ after, history }) => {
    const silent = after.snapshot.nodes.filter(({ outcome }) => outcome !== 'ok')
    const failedNodes = silent.map(
      ({ name, outcome, message }): Claim<Params> => ({
        severity: 'critical',
        certainty: 'proven',
        subject: { probe: host.name, place: name, key: 'host' },
        since: intervalOf(null, after.snapshot.takenAtMs),
        params: { node: name, probe: '', outcome, message },
        evidence: [],
      }),
    )
    // A site without that service is no failure.
    const failed = after.snapshot.sections.filter(
      (section) => section.outcome !== 'ok' && section.outcome !== 'skipped' && !isMissingService(section),
    )
    const failedSections = oneForEach(failed).map((section) => failedProbe(after, history, section))
    return [...failedNodes, ...failedSections]
  },
  title: {
    en: ({ node, probe, outcome }) =>
      probe === ''
        ? `${node} was not reached (${outcomeText(outcome, 'en')})`
        : `${probe} gave no full answer on ${node} (${outcomeText(outcome, 'en')})`,
    zh: ({ node, probe, outcome }) =>
      probe === ''
        ? `未能连接节点 ${node}（${outcomeText(outcome, 'zh')}）`
        : `${node} 上的 ${probe} 没有得到完整结果（${outcomeText(outcome, 'zh')}）`,
  },
  next: {
    en: ({ node, probe, message }) =>
      message ?? (probe === '' ? `ssh ${node} uptime` : 'Read what the command printed.'),
    zh: ({ node, probe, message }) => message ?? (probe === '' ? `ssh ${node} uptime` : '查看该命令的原始输出。'),
  },
  why: {
    en: 'What was not answered cannot be judged: its things are neither fine nor gone, and rules that read them keep silent.',
    zh: '没有得到回答就无从判断：相关对象既不算正常，也不算消失，依赖它的规则不会给出结论。',
  },
})
