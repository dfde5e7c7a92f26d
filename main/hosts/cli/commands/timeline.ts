import { stateText } from '../../../../shared/probes/shown.ts'
import { command, text } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { theSite } from '../options.ts'
import { onlySite } from '../refs.ts'
import { placeOf } from '../text/changes.ts'
import { snapshotLine } from '../text/snapshots.ts'
import { table } from '../text/table.ts'

const columns = { en: ['probe', 'place', 'label', 'states'], zh: ['探针', '位置', '对象', '状态'] }
const numberWidth = 3

export const timeline = command({
  name: 'timeline',
  about: {
    en: 'the states of everything over the snapshots of a site',
    zh: '站点的各个快照中所有对象的状态',
  },
  options: {
    site: theSite,
    probe: text('name', { en: 'only what this probe found', zh: '只看此探针得到的对象' }),
  },
  examples: ['timeline --site tianjin --probe nova-service-list'],
  run: async (context, { site, probe: wanted }) => {
    const { language } = context
    const { snapshots, incident, lanes } = await context.withApp(async ({ handlers }) =>
      handlers.timeline({ site: await onlySite(handlers, site) }),
    )
    const shown = lanes.filter(({ probe }) => wanted === undefined || probe === wanted)
    const json = shown.map(({ probe, place, key, label, spans }) => ({ probe, node: place, key, label, spans }))
    context.print({ snapshots, incident, lanes: json }, () => {
      const rows = shown.map(({ probe, place, label, spans }) => {
        const states = spans.map(
          ({ state, fromSnapshot, toSnapshot }) =>
            `${stretch(fromSnapshot, toSnapshot)} ${stateText(probe, state, language)}`,
        )
        return [probe, placeOf(place), label, states.join(' · ')]
      })
      const numbered = snapshots.map(
        (snapshot, index) => `${String(index + 1).padStart(numberWidth)}  ${snapshotLine(snapshot, language)}`,
      )
      return [...numbered, '', table(columns[language], rows)].join('\n')
    })
    return exitStatus.done
  },
})

/** Snapshots counted from 1. */
const stretch = (from: number, to: number): string => (from === to ? `${from + 1}:` : `${from + 1}–${to + 1}:`)
