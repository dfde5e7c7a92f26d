/** What a thing belongs together with in a snapshot, and what else is on its node. */
import './around.css'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tell } from '../../shared/messages/tell.ts'
import type { Subject } from '../../shared/model.ts'
import { certaintyWords } from '../../shared/words/signs.ts'
import type { Around } from '../../shared/world/around.ts'
import type { Link } from '../../shared/world/link.ts'
import { type ThingId, type ThingKind, thingKey, thingKinds } from '../../shared/world/thing.ts'
import { thingWords } from '../../shared/world/thing-words.ts'
import { Trouble } from '../controls/trouble.tsx'
import { useAnswer } from '../controls/use-answer.ts'
import { select } from '../library/selection.ts'
import { useSites } from '../library/sites.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { client } from '../program/connection.ts'

interface Props {
  /** Where it was selected: the moment it is asked of. */
  snapshot: string
  subject: Subject
}

export function AroundPane({ snapshot, subject }: Props) {
  const { t } = useTranslation()
  /** Walked to from the subject; null: the subject itself. */
  const [walked, setWalked] = useState<ThingId | null>(null)
  const { answer, failure } = useAround(snapshot, walked ?? subject)
  if (failure !== null) return <Trouble text={failure} />
  if (answer === null) return <p className="empty">{t('state.loading')}</p>
  if (answer.around === null) return <p className="empty">{t('around.none')}</p>
  const { thing, node, links, onNode } = answer.around
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard
    <section className="scroll around" tabIndex={0} aria-label={t('around.label', { name: thing.name })}>
      <p>
        <ThingName thing={thing} />
        {walked !== null && (
          <button type="button" className="link" onClick={() => setWalked(null)}>
            {t('around.back')}
          </button>
        )}
      </p>
      <Links
        heading={t('around.dependsOn')}
        links={links.filter(({ to }) => isSame(to, thing))}
        end="from"
        go={setWalked}
      />
      <Links
        heading={t('around.affects')}
        links={links.filter(({ from }) => isSame(from, thing))}
        end="to"
        go={setWalked}
      />
      {node !== null && <OnNode node={node} things={onNode} go={setWalked} />}
    </section>
  )
}

const isSame = (one: ThingId, other: ThingId): boolean => thingKey(one) === thingKey(other)

interface Answer {
  around: Around | null
}

function useAround(snapshot: string, about: Subject | ThingId) {
  const revision = useSites((state) => state.revision)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed library is asked again
  const ask = useCallback(
    async (): Promise<Answer> => ({ around: await client().call('thingsAround', { snapshot, about }) }),
    [snapshot, about, revision],
  )
  return useAnswer(ask)
}

function ThingName({ thing }: { thing: ThingId }) {
  const language = useLanguage()
  return (
    <>
      <span className="badge">{thingWords[thing.kind][language]}</span> <strong>{thing.name}</strong>{' '}
    </>
  )
}

type Go = (thing: ThingId) => void

interface LinksProps {
  heading: string
  links: readonly Link[]
  /** Which end is the other thing. */
  end: 'from' | 'to'
  go: Go
}

/** Each with why it holds; what was seen opens its lines. */
function Links({ heading, links, end, go }: LinksProps) {
  const language = useLanguage()
  if (links.length === 0) return null
  return (
    <>
      <h3>{heading}</h3>
      <ul>
        {links.map((link) => (
          <li key={`${link.kind} ${thingKey(link[end])}`}>
            <GoTo thing={link[end]} go={go} />
            <span className="around-why">
              <Why link={link} />{' '}
              <span className={`badge badge-${link.certainty}`} title={link.source ?? undefined}>
                {certaintyWords[link.certainty][language]}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Why({ link }: { link: Link }) {
  const text = tell(link.why, useLanguage())
  if (link.evidence.length === 0) return <>{text}</>
  return (
    <button
      type="button"
      className="opens"
      onClick={() => select({ title: text, subject: null, evidence: link.evidence })}
    >
      {text}
    </button>
  )
}

function GoTo({ thing, go }: { thing: ThingId; go: Go }) {
  const language = useLanguage()
  return (
    <button type="button" className="link" onClick={() => go(thing)}>
      {thingWords[thing.kind][language]} {thing.name}
    </button>
  )
}

function OnNode({ node, things, go }: { node: ThingId; things: readonly ThingId[]; go: Go }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const byKind = useMemo(() => groupedByKind(things), [things])
  return (
    <>
      <h3>{t('around.onNode', { node: node.name })}</h3>
      {byKind.map(([kind, of]) => (
        <details key={kind} open={of.length <= fewThings}>
          <summary>
            {thingWords[kind][language]} · {of.length}
          </summary>
          <ul className="around-names">
            {of.slice(0, mostThings).map((thing) => (
              <li key={thing.name}>
                <button type="button" className="link" onClick={() => go(thing)}>
                  {thing.name}
                </button>
              </li>
            ))}
          </ul>
          {of.length > mostThings && <p className="dim">… +{of.length - mostThings}</p>}
        </details>
      ))}
    </>
  )
}

/** More of one kind are folded. */
const fewThings = 12
const mostThings = 200

function groupedByKind(things: readonly ThingId[]): [ThingKind, ThingId[]][] {
  return thingKinds
    .map((kind): [ThingKind, ThingId[]] => [kind, things.filter((each) => each.kind === kind)])
    .filter(([, of]) => of.length > 0)
}
