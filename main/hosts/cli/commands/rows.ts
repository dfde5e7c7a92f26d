import { csvOf } from '../../../../shared/csv.ts'
import { command } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { rowJson } from '../json.ts'
import { amongSite, csv, probeName, ref } from '../options.ts'
import { checkedProbe, snapshotNamed } from '../refs.ts'
import { rowsText } from '../text/rows.ts'

export const rows = command({
  name: 'rows',
  about: { en: 'show what a probe found', zh: '显示探针得到的记录' },
  arguments: { ref, probe: probeName },
  options: { site: amongSite, csv },
  examples: ['rows latest docker-ps', 'rows latest nova-service-list --csv'],

  run: async (context, { ref: asked, probe, site, csv: isCsv }) => {
    checkedProbe(probe)
    const { snapshot, found } = await context.withApp(async ({ handlers }) => {
      const named = await snapshotNamed(handlers, asked, site)
      return { snapshot: named, found: await handlers.rows({ snapshot: named.id, probe }) }
    })
    if (isCsv) {
      const names = [...new Set(found.flatMap(({ row }) => Object.keys(row.fields)))]
      const cells = found.map(({ node, pod, row }) => [node, pod, row.key, ...names.map((name) => row.fields[name])])
      context.write(csvOf(['node', 'pod', 'key', ...names], cells))
      return exitStatus.done
    }
    const json = found.map(({ node, pod, row }) => ({ from: { node, pod }, ...rowJson(row) }))
    context.print({ snapshot: snapshot.id, rows: json }, () =>
      rowsText(probe, found, { language: context.language, takenAt: snapshot.takenAt }),
    )
    return exitStatus.done
  },
})
