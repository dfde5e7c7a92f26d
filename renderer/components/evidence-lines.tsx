/** A section's text with line numbers; the lines that prove the claim are marked and in view. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { displayWidth } from '../format.ts'
import { usePreferences } from '../stores/preferences.ts'

interface EvidenceLinesProps {
  text: string
  proof: number[]
  unparsed: number[]
}

export const linesOf = (text: string): string[] => {
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

export function EvidenceLines({ text, proof, unparsed }: EvidenceLinesProps) {
  const { t } = useTranslation()
  const lineHeight = 18 * usePreferences((state) => state.textScale)
  const scrollRef = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => linesOf(text), [text])
  const proofSet = useMemo(() => new Set(proof), [proof])
  const unparsedSet = useMemo(() => new Set(unparsed), [unparsed])
  const widest = useMemo(() => lines.reduce((most, line) => Math.max(most, displayWidth(line)), 0), [lines])
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is measured anew
  useEffect(() => virtualizer.measure(), [lineHeight, virtualizer])
  const first = proof[0]
  useEffect(() => {
    if (first !== undefined && first <= lines.length) virtualizer.scrollToIndex(first - 1, { align: 'center' })
    else virtualizer.scrollToOffset(0)
  }, [first, lines, virtualizer])

  if (lines.length === 0) return <p className="empty">{t('evidence.empty')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard
    <section className="scroll lines" ref={scrollRef} tabIndex={0} aria-label={t('evidence.raw')}>
      <div
        style={{
          height: virtualizer.getTotalSize(),
          width: `calc(${widest + 2}ch + 76px)`,
          minWidth: '100%',
          position: 'relative',
        }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const number = item.index + 1
          const proven = proofSet.has(number)
          return (
            <div
              key={item.key}
              className={`raw-line${proven ? ' proof' : ''}${unparsedSet.has(number) ? ' unread' : ''}`}
              style={{ height: lineHeight, transform: `translateY(${item.start}px)` }}
              data-line={number}
              aria-current={proven ? 'true' : undefined}
            >
              <span className="raw-number">
                {proven ? '▶ ' : unparsedSet.has(number) ? '? ' : ''}
                {number}
              </span>
              <span className="raw-text">{lines[item.index]}</span>
            </div>
          )
        })}
      </div>
    </section>
  )
}
