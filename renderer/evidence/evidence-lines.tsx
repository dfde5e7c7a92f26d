/** A section's text with line numbers; the lines that prove the claim are marked and in view. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../preferences/preferences.ts'
import { displayWidth } from '../words/format.ts'

interface EvidenceLinesProps {
  total: number
  /** By index; undefined until it is there. */
  lineAt: (index: number) => string | undefined
  /** Asks for the lines around an index. */
  onNeed: (index: number) => void
  proof: number[]
  unparsed: number[]
}

function signOf(proven: boolean, unread: boolean): string {
  if (proven) return '▶ '
  return unread ? '? ' : ''
}

export function EvidenceLines({ total, lineAt, onNeed, proof, unparsed }: EvidenceLinesProps) {
  const { t } = useTranslation()
  const lineHeight = 18 * usePreferences((state) => state.textScale)
  const scrollRef = useRef<HTMLDivElement>(null)
  const proofSet = useMemo(() => new Set(proof), [proof])
  const unparsedSet = useMemo(() => new Set(unparsed), [unparsed])
  /** Of the lines that were seen so far. */
  const widest = useRef(0)
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is measured anew
  useEffect(() => virtualizer.measure(), [lineHeight, virtualizer])
  const first = proof[0]
  useEffect(() => {
    if (first !== undefined && first <= total) virtualizer.scrollToIndex(first - 1, { align: 'center' })
    else virtualizer.scrollToOffset(0)
  }, [first, total, virtualizer])

  const seen = virtualizer.getVirtualItems()
  const [from, to] = [seen[0]?.index, seen.at(-1)?.index]
  useEffect(() => {
    for (const index of [from, to]) if (index !== undefined) onNeed(index)
  }, [from, to, onNeed])

  if (total === 0) return <p className="empty">{t('evidence.empty')}</p>
  for (const { index } of seen) widest.current = Math.max(widest.current, displayWidth(lineAt(index) ?? ''))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard
    <section className="scroll lines" ref={scrollRef} tabIndex={0} aria-label={t('evidence.raw')}>
      <div
        style={{
          height: virtualizer.getTotalSize(),
          width: `calc(${widest.current + 2}ch + 76px)`,
          minWidth: '100%',
          position: 'relative',
        }}
      >
        {seen.map((item) => {
          const number = item.index + 1
          const proven = proofSet.has(number)
          const unread = unparsedSet.has(number)
          return (
            <div
              key={item.key}
              className={`raw-line${proven ? ' proof' : ''}${unread ? ' unread' : ''}`}
              style={{ height: lineHeight, transform: `translateY(${item.start}px)` }}
              data-line={number}
              aria-current={proven ? 'true' : undefined}
            >
              <span className="raw-number">
                {signOf(proven, unread)}
                {number}
              </span>
              <span className="raw-text">{lineAt(item.index) ?? '…'}</span>
            </div>
          )
        })}
      </div>
    </section>
  )
}
