/** The dialog with the raw text of one section in A and in B, side by side. */
import './raw-diff.css'
import { Button, Group, Switch } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Evidence } from '../../shared/model.ts'
import { momentText } from '../../shared/words/moment.ts'
import { Dialog } from '../controls/dialog.tsx'
import { Letter } from '../controls/letter.tsx'
import { Trouble } from '../controls/trouble.tsx'
import { useA, useB } from '../library/pair.ts'
import { useKindName } from '../preferences/kind-name.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { displayWidth } from '../words/format.ts'
import { DiffSide } from './diff-side.tsx'
import type { Pair } from './side-by-side.ts'
import { type Sides, useSides } from './use-sides.ts'

export function RawDiff({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const { answer, failure } = useSides(evidence)
  return (
    <Dialog
      onClose={onClose}
      size="95%"
      title={t('diff.title', { where: `${kindName(evidence.probe)} · ${evidence.pod ?? evidence.node}` })}
      transitionProps={{ duration: 0 }}
    >
      {failure !== null && <Trouble text={failure} />}
      {failure === null && answer === null && <p className="empty">{t('diff.working')}</p>}
      {answer !== null && <SideBySide sides={answer} />}
    </Dialog>
  )
}

function countsOf(pairs: Pair[]) {
  const counts = { changed: 0, removed: 0, added: 0 }
  for (const pair of pairs)
    if (pair.b === null) counts.removed += 1
    else if (pair.a === null) counts.added += 1
    else if (!pair.same) counts.changed += 1
  return counts
}

const textAt = (lines: string[] | null, index: number | null): string | null =>
  index === null ? null : (lines?.[index] ?? '')

function SideBySide({ sides }: { sides: Sides }) {
  const { t } = useTranslation()
  const { a, b, pairs } = sides
  const lineHeight = 18 * usePreferences((state) => state.textScale)
  const [only, setOnly] = useState(false)
  /** Of the difference that was gone to last. */
  const cursor = useRef(-1)
  const scrollRef = useRef<HTMLDivElement>(null)
  const counts = useMemo(() => countsOf(pairs), [pairs])
  const shown = useMemo(() => (only ? pairs.filter(({ same }) => !same) : pairs), [pairs, only])
  const widest = useMemo(
    () => [...(a ?? []), ...(b ?? [])].reduce((most, line) => Math.max(most, displayWidth(line)), 0),
    [a, b],
  )
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => lineHeight,
    overscan: 10,
  })
  /** The next line that differs behind one that does not. */
  const go = (step: 1 | -1) => {
    const isStart = (index: number) => shown[index]?.same === false && (only || shown[index - 1]?.same !== false)
    for (let index = cursor.current + step; index >= 0 && index < shown.length; index += step) {
      if (!isStart(index)) continue
      cursor.current = index
      return virtualizer.scrollToIndex(index, { align: 'center' })
    }
  }
  const columns = { gridTemplateColumns: `repeat(2, max(50%, calc(${widest + 2}ch + 66px)))` }
  const same = counts.changed + counts.removed + counts.added === 0
  return (
    <>
      <Group gap={10} mb={6}>
        <SideHead of="A" snapshot={useA()} isMissing={a === null} />
        <SideHead of="B" snapshot={useB()} isMissing={b === null} />
        <span className="spacer" />
        <span className="dim" data-testid="diff-counts">
          {same ? t('diff.same') : t('diff.counts', counts)}
        </span>
        <Switch
          size="xs"
          checked={only}
          label={t('diff.only')}
          onChange={(event) => {
            cursor.current = -1
            setOnly(event.currentTarget.checked)
          }}
        />
        <Button size="compact-xs" variant="default" disabled={same} onClick={() => go(-1)}>
          ↑ {t('diff.previous')}
        </Button>
        <Button size="compact-xs" variant="default" disabled={same} onClick={() => go(1)}>
          ↓ {t('diff.next')}
        </Button>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard */}
      <section className="scroll lines diff-lines" ref={scrollRef} tabIndex={0} aria-label={t('diff.openText')}>
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map((item) => {
            const pair = shown[item.index]
            if (pair === undefined) return null
            const before = textAt(a, pair.a)
            const after = textAt(b, pair.b)
            return (
              <div
                key={item.key}
                className="diff-line"
                style={{ ...columns, height: lineHeight, transform: `translateY(${item.start}px)` }}
              >
                <DiffSide number={pair.a} text={before} other={after} same={pair.same} mine="removed" />
                <DiffSide number={pair.b} text={after} other={before} same={pair.same} mine="added" />
              </div>
            )
          })}
        </div>
      </section>
    </>
  )
}

interface SideHeadProps {
  of: 'A' | 'B'
  snapshot: SnapshotSummary | undefined
  isMissing: boolean
}

function SideHead({ of, snapshot, isMissing }: SideHeadProps) {
  const { t } = useTranslation()
  return (
    <span>
      <Letter of={of} /> {momentText(snapshot?.takenAt ?? '', 'local')}
      {isMissing && <span className="word-attention"> · {t('diff.missing', { which: of })}</span>}
    </span>
  )
}
