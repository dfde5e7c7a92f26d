import type { Comparison, SnapshotSummary } from '../../../../shared/contract/contract.ts'
import type { Incident } from '../../../../shared/incidents/incident.ts'
import type { Finding } from '../../../../shared/model.ts'
import { counted } from '../../../../shared/words/count.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import type { App } from '../../../app.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import { exitStatus } from '../exit-status.ts'
import { changesText } from '../text/changes.ts'
import { findingsText } from '../text/findings.ts'
import { outcomeText, snapshotLine } from '../text/snapshots.ts'
import { heading, joined } from '../text/table.ts'

const messages = catalogue('cli-demo', {
  site: says<{ site: string; count: number }>({
    en: ({ site, count }) => `${site}: ${counted(count, 'snapshot')}`,
    zh: ({ site, count }) => `${site}：${count} 个快照`,
  }),
  findings: says({ en: 'Findings', zh: '诊断结果' }),
  changes: says({ en: 'What changed', zh: '变化' }),
})

interface Story {
  site: string
  snapshots: SnapshotSummary[]
  findings: Finding[]
  incidents: Incident[]
  comparison: Comparison
}

export const demo = command({
  name: 'demo',
  about: { en: 'capture the sample incident and tell what happened', zh: '采集示例故障，并说明发生了什么' },
  messages: [messages],
  run: async (context) => {
    const story = context.hasLibraryOption ? await context.withApp(storyIn) : await context.withTemporaryApp(storyIn)
    const { snapshots, findings, incidents, comparison } = story
    context.print({ snapshots, findings, incidents, comparison }, () => storyText(context, story))
    return exitStatus.done
  },
})

async function storyIn({ handlers }: App): Promise<Story> {
  const { site, a, b } = await handlers.openSample({})
  return {
    site,
    snapshots: await handlers.listSnapshots({ site }),
    ...(await handlers.siteFindings({ site })),
    comparison: await handlers.compare({ a, b }),
  }
}

function storyText(context: Context, { site, snapshots, findings, incidents, comparison }: Story): string {
  const { language } = context
  return [
    heading(context.say(messages.site({ site, count: snapshots.length }))),
    ...snapshots.map((snapshot) => {
      const away = snapshot.nodes.filter(({ outcome }) => outcome !== 'ok')
      const missing = away.map(({ name, outcome }) => `${name} ${outcomeText(outcome, language)}`)
      return `  ${joined([snapshotLine(snapshot, language), ...missing, ...snapshot.events.map(({ text }) => text)])}`
    }),
    '',
    heading(context.say(messages.findings())),
    findingsText({ findings, incidents }, language),
    '',
    heading(context.say(messages.changes())),
    `A  ${snapshotLine(comparison.a, language)}`,
    `B  ${snapshotLine(comparison.b, language)}`,
    changesText(comparison.changes, language),
  ].join('\n')
}
