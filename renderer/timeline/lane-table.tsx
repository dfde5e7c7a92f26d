/** The timeline in words, for those who do not see the canvas. */
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Event, Lane } from '../../shared/model.ts'
import { intervalText } from '../../shared/words/moment.ts'
import { keyOf } from '../controls/key-of.ts'
import { useKindName } from '../preferences/kind-name.ts'
import { useLanguage } from '../preferences/preferences.ts'
import type { LaneGroup } from './lane-groups.ts'
import { type StateName, useStateName } from './names.ts'
import { spanTime } from './tips.ts'

/** More would only slow the window down; the search narrows the list. */
const mostLanes = 200

interface LaneTableProps {
  events: Event[]
  groups: LaneGroup[]
  onOpen: (lane: Lane) => void
}

const describe = (lane: Lane, stateName: StateName) =>
  lane.spans
    .slice(-12)
    .map((span) => `${stateName(lane, span)} ${spanTime(span)}`)
    .join(', ')

export const LaneTable = memo(function LaneTable({ events, groups, onOpen }: LaneTableProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const groupName = useKindName()
  const stateName = useStateName()
  let left = mostLanes
  return (
    <div className="hidden-visually">
      <table aria-label={t('timeline.table')}>
        <thead>
          <tr>
            <th scope="col">{t('timeline.lane')}</th>
            <th scope="col">{t('timeline.states')}</th>
          </tr>
        </thead>
        {groups.map((group) => {
          const shown = group.lanes.slice(0, left)
          left -= shown.length
          return (
            <tbody key={group.probe} aria-label={groupName(group.probe)}>
              {shown.map((lane) => (
                <tr key={keyOf(lane.place, lane.key)}>
                  <th scope="row">
                    <button type="button" tabIndex={-1} onClick={() => onOpen(lane)}>
                      {`${groupName(group.probe)}: ${lane.label}`}
                    </button>
                  </th>
                  <td>{describe(lane, stateName)}</td>
                </tr>
              ))}
            </tbody>
          )
        })}
      </table>
      <ul aria-label={t('timeline.operator')}>
        {events.map((event) => (
          <li key={keyOf(event.node, event.line, event.at.earliest, event.text)}>
            {`${event.node}: ${event.text} (${intervalText(event.at, language)})`}
          </li>
        ))}
      </ul>
    </div>
  )
})
