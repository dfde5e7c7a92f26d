/** What can be done with a snapshot's dot: make it A or B, or mark the incident where was clicked. */
import { Button, CloseButton, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import { momentText } from '../../shared/words/moment.ts'
import { deleteSnapshot, markIncident } from '../library/library.ts'
import { choose } from '../library/pair.ts'
import { clockTime } from '../words/format.ts'

interface MomentMenuProps {
  x: number
  snapshot: SnapshotSummary
  index: number
  atMs: number
  lines: string[]
  onClose: () => void
}

export function MomentMenu({ x, snapshot, index, atMs, lines, onClose }: MomentMenuProps) {
  const { t } = useTranslation()
  const run = (action: () => void) => () => {
    action()
    onClose()
  }
  const time = momentText(snapshot.takenAt, 'local')
  const deleted = t('timeline.deleted', { time })
  const at = new Date(Math.round(atMs / 1000) * 1000).toISOString()
  return (
    <div className="moment-menu" role="dialog" aria-label={time} style={{ left: Math.max(8, x) }}>
      <Group justify="space-between" wrap="nowrap" gap={6}>
        <strong>{time}</strong>
        <CloseButton size="xs" onClick={onClose} aria-label={t('state.dismiss')} />
      </Group>
      {lines.slice(1).map((line) => (
        <span className="dim wrap" key={line}>
          {line}
        </span>
      ))}
      <Group gap={4}>
        <Button size="compact-xs" variant="light" onClick={run(() => choose('a', index))}>
          {t('timeline.use', { which: 'A' })}
        </Button>
        <Button size="compact-xs" variant="light" color="grape" onClick={run(() => choose('b', index))}>
          {t('timeline.use', { which: 'B' })}
        </Button>
      </Group>
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        onClick={run(() => void markIncident({ site: snapshot.site, at, note: '' }))}
      >
        {t('timeline.markHere')} ({clockTime(at)})
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={run(() => void deleteSnapshot(snapshot.id, deleted, t('timeline.undo')))}
      >
        {t('timeline.delete')}
      </Button>
    </div>
  )
}
