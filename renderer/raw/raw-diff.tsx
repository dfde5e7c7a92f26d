import { Button, Group, Modal, Switch } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { diffWordsWithSpace } from 'diff'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../shared/model.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { linesOf } from '../evidence/evidence-lines.tsx'
import { client, useLibrary } from '../library/library.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { clockTime, displayWidth } from '../words/format.ts'
import { counterpart } from './raw-diff-button.tsx'
import { alignInParts, type Pair } from './side-by-side.ts'

interface Sides {
  a: string[] | null
  b: string[] | null
  pairs: Pair[]
}

function useSides(evidence: Evidence): { sides: Sides | null; failure: string | null } {
  const a = useLibrary((state) => state.timeline?.snapshots.find((one) => one.id === state.aId))
  const b = useLibrary((state) => state.timeline?.snapshots.find((one) => one.id === state.bId))
  const [sides, setSides] = useState<Sides | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    let live = true
    const read = async (snapshot: typeof a) => {
      const section = counterpart(evidence, snapshot)
      if (snapshot === undefined || section === undefined) return null
      const { node, probe, pod } = section
      const { stdout, stderr } = await client().call('section', { snapshot: snapshot.id, node, probe, pod })
      return linesOf(evidence.stream === 'stderr' ? stderr : stdout)
    }
    const compare = async () => {
      const [inA, inB] = [await read(a), await read(b)]
      const pairs = await alignInParts(inA ?? [], inB ?? [])
      if (live) setSides({ a: inA, b: inB, pairs })
    }
    compare().catch((error: unknown) => live && setFailure(reasonOf(error)))
    return () => {
      live = false
    }
  }, [a, b, evidence])
  return { sides, failure }
}

export function RawDiff({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const { t } = useTranslation()
  const { sides, failure } = useSides(evidence)
  const where = `${t(`kind.${evidence.probe}`, { defaultValue: evidence.probe })} · ${evidence.pod ?? evidence.node}`
  return (
    <Modal
      opened
      onClose={onClose}
      size="95%"
      title={t('diff.title', { where })}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('state.dismiss') }}
    >
      {failure !== null ? (
        <p className="empty" role="alert">
          {failure}
        </p>
      ) : sides === null ? (
        <p className="empty">{t('diff.working')}</p>
      ) : (
        <SideBySide sides={sides} />
      )}
    </Modal>
  )
}

function SideBySide({ sides }: { sides: Sides }) {
  const { t } = useTranslation()
  const { a, b, pairs } = sides
  const lineHeight = 18 * usePreferences((state) => state.textScale)
  const aAt = useLibrary((state) => state.timeline?.snapshots.find((one) => one.id === state.aId)?.takenAt ?? '')
  const bAt = useLibrary((state) => state.timeline?.snapshots.find((one) => one.id === state.bId)?.takenAt ?? '')
  const [only, setOnly] = useState(false)
  const cursor = useRef(-1)
  const scrollRef = useRef<HTMLDivElement>(null)
  const counts = useMemo(() => {
    const result = { changed: 0, removed: 0, added: 0 }
    for (const pair of pairs)
      if (pair.b === null) result.removed += 1
      else if (pair.a === null) result.added += 1
      else if (!pair.same) result.changed += 1
    return result
  }, [pairs])
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
        <span>
          <span className="letter letter-A">A</span> {clockTime(aAt, true)}
          {a === null && <span className="word-attention"> · {t('diff.missing', { which: 'A' })}</span>}
        </span>
        <span>
          <span className="letter letter-B">B</span> {clockTime(bAt, true)}
          {b === null && <span className="word-attention"> · {t('diff.missing', { which: 'B' })}</span>}
        </span>
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
            const [before, after] = [
              pair.a === null ? null : (a?.[pair.a] ?? ''),
              pair.b === null ? null : (b?.[pair.b] ?? ''),
            ]
            return (
              <div
                key={item.key}
                className="diff-line"
                style={{ ...columns, height: lineHeight, transform: `translateY(${item.start}px)` }}
              >
                <Side number={pair.a} text={before} other={pair.same ? null : after} same={pair.same} mine="removed" />
                <Side number={pair.b} text={after} other={pair.same ? null : before} same={pair.same} mine="added" />
              </div>
            )
          })}
        </div>
      </section>
    </>
  )
}

interface SideProps {
  number: number | null
  text: string | null
  /** The other side's line, when it differs. */
  other: string | null
  same: boolean
  mine: 'removed' | 'added'
}

/** Longer lines are marked as a whole: finding their words would hold the window. */
const longestForWords = 1000

function Side({ number, text, other, same, mine }: SideProps) {
  if (number === null || text === null) return <span className="diff-nothing" />
  const sign = same ? ' ' : other === null ? (mine === 'removed' ? '−' : '+') : '≠'
  const words =
    other === null || text.length > longestForWords || other.length > longestForWords
      ? null
      : mine === 'removed'
        ? diffWordsWithSpace(text, other, { timeout: 5 })
        : diffWordsWithSpace(other, text, { timeout: 5 })
  return (
    <span className={same ? undefined : `diff-${mine}`}>
      <span className="diff-number">
        {sign} {number + 1}
      </span>
      {words == null
        ? text
        : words
            .filter((part) => (mine === 'removed' ? !part.added : !part.removed))
            .map((part, index) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line never move
              part[mine] ? <b key={index}>{part.value}</b> : <span key={index}>{part.value}</span>,
            )}
    </span>
  )
}
