import type { Comparison } from '../../../../shared/contract/contract.ts'
import { csvOf } from '../../../../shared/csv.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import { statusOfFindings } from '../exit-status.ts'
import { amongSite, csv, earlierRef, failOn, laterRef, withRules } from '../options.ts'
import { withShelf } from '../refs.ts'
import { comparisonText, placeOf } from '../text/changes.ts'

export const compare = command({
  name: 'compare',
  about: {
    en: 'what changed from one snapshot to another, and what it means',
    zh: '两个快照之间有什么变化，意味着什么',
  },
  arguments: { a: earlierRef, b: laterRef },
  options: { site: amongSite, rules: withRules, csv, failOn },
  examples: ['compare previous latest', 'compare @2019-10-19T13:00:00Z latest --csv', 'compare a.nodesnap b.nodesnap'],

  run: async (context, { a, b, site, csv: isCsv, failOn: least, rules }) => {
    context.takeRules(rules)
    const comparison = await withShelf(context, [a, b], site, ({ handlers, find }) =>
      handlers.compare({ a: find(a).id, b: find(b).id }),
    )
    if (isCsv) context.write(changesCsv(context, comparison))
    else context.print(comparison, () => comparisonText(comparison, context.language))
    return statusOfFindings(comparison.findings, least)
  },
})

/** One field a line; a change without fields is a line, too. */
function changesCsv(context: Context, { changes }: Comparison): string {
  const columns = ['probe', 'place', 'node', 'key', 'kind', 'field', 'before', 'after', 'reason']
  const cells = changes.flatMap(({ probe, place, node, key, kind, fields, reason }) => {
    const thing = [probe, placeOf(place), node, key, kind]
    if (fields.length === 0) return [[...thing, '', null, null, context.say(reason)]]
    return fields.map(({ name, before, after }) => [...thing, name, before, after, context.say(reason)])
  })
  return csvOf(columns, cells)
}
