/** The handles A and B, each on its snapshot. */
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { momentText } from '../../shared/words/moment.ts'
import { choose } from '../library/pair.ts'
import { nearest, type Scale, timeAt, xOf } from './axis.ts'
import { dotY } from './drawing.ts'
import { Handle } from './handle.tsx'
import type { Moments } from './use-moments.ts'

interface HandlesProps {
  /** What a pointer's place is counted from. */
  bodyRef: RefObject<HTMLElement | null>
  moments: Moments
  scale: Scale
  a: number
  b: number
}

export function Handles({ bodyRef, moments: { snapshots, momentsMs }, scale, a, b }: HandlesProps) {
  const { t } = useTranslation()
  const drag = (which: 'a' | 'b', from: number, clientX: number) => {
    const box = bodyRef.current?.getBoundingClientRect()
    if (box === undefined) return
    const index = nearest(momentsMs, timeAt(scale, clientX - box.left))
    if (index !== from) choose(which, index)
  }
  const handle = (which: 'a' | 'b', index: number) => {
    const snapshot = snapshots[index]
    const moment = momentsMs[index]
    if (snapshot === undefined || moment === undefined) return null
    return (
      <Handle
        which={which}
        x={xOf(scale, moment)}
        top={dotY - 26}
        hidden={moment < scale.fromMs || moment > scale.toMs}
        index={index}
        last={snapshots.length - 1}
        label={t('timeline.handle', { which: which.toUpperCase() })}
        text={momentText(snapshot.takenAt, 'local')}
        onDrag={(clientX) => drag(which, index, clientX)}
        onStep={(next) => choose(which, next)}
      />
    )
  }
  return (
    <>
      {handle('a', a)}
      {handle('b', b)}
    </>
  )
}
