/** A file of rules of one's own, and of dependencies: read, checked against probes and fields, with file and line of what is wrong. */
import { z } from 'zod'
import type { Complaint } from '../../contract/checked.ts'
import { ownRuleMessages } from '../../messages/own-rules.ts'
import { knownProbe, probes } from '../../probes/index.ts'
import { languages } from '../../words/language.ts'
import type { Dependency } from '../../world/dependency.ts'
import { writtenDependency } from '../../world/dependency-file.ts'
import { readYaml, type YamlFile } from '../../yaml/read.ts'
import { complaintsOn, equalTo, referencesIn, type Where } from './condition.ts'
import { namesOf } from './names.ts'
import { namesIn } from './template.ts'
import {
  type Companion,
  type Example,
  type MatchOfRows,
  type WrittenMatch,
  type WrittenRule,
  writtenRule,
} from './written-rule.ts'

const fileSchema = z.strictObject({
  /** The sites it holds for, by name, with `*`; all, where nobody says. */
  sites: z.array(z.string().max(200)).max(100).default(['*']),
  rules: z.array(writtenRule).max(200).default([]),
  needs: z.array(writtenDependency).max(500).default([]),
})

export interface RulesFile {
  file: string
  sites: readonly string[]
  rules: readonly WrittenRule[]
  needs: readonly Dependency[]
  /** Line of a rule's example. */
  lineOfExample: (rule: number, example: number) => number
}

/** `isTaken`: a name that a rule may not have. Throws CallError `usage`: `FILE:LINE: what was expected`, for each thing that is wrong. */
export function readRules(given: YamlFile, isTaken: (name: string) => boolean): RulesFile {
  const { value, lineOf, refused } = readYaml(given, fileSchema, ownRuleMessages.whole)
  const names = value.rules.map(({ name }) => name)
  const complaints = value.rules.flatMap((rule, index) =>
    [...complaintsAbout(rule), ...(isTaken(rule.name) || names.indexOf(rule.name) < index ? [taken(rule)] : [])].map(
      ({ path, what }): Complaint => ({ path: ['rules', index, ...path], what }),
    ),
  )
  if (complaints.length > 0) throw refused(complaints)
  return {
    file: given.file,
    ...value,
    lineOfExample: (rule, example) => lineOf(['rules', rule, 'examples', example]),
  }
}

const taken = ({ name }: WrittenRule): Complaint => ({ path: ['name'], what: ownRuleMessages.nameTaken({ name }) })

function complaintsAbout(rule: WrittenRule): Complaint[] {
  const { match, cases = [], examples } = rule
  const probesThere = [...complaintsOnProbes(match), ...examples.flatMap(complaintsOnExample)]
  // Fields and names can only be looked up in probes that are there.
  if (probesThere.length > 0 || match.by === 'events') return [...probesThere, ...complaintsOnNames(rule, match)]
  const schema = knownProbe(ofMatch(match).name)?.fields ?? {}
  const onWhere = (where: Where | undefined, path: PropertyKey[]): Complaint[] =>
    complaintsOn(where ?? [], schema).map((each) => ({ ...each, path: [...path, ...each.path] }))
  return [
    ...onWhere(match.where, ['match', 'where']),
    ...cases.flatMap((each, index) => onWhere(each.where, ['cases', index, 'where'])),
    ...complaintsOnFields(match, onWhere),
    ...complaintsOnCompanions(match),
    ...complaintsOnNames(rule, match),
  ]
}

function complaintsOnExample({ snapshots }: Example, example: number): Complaint[] {
  return snapshots.flatMap(({ outputs }, look) =>
    outputs.flatMap(({ probe, rows = [] }, output): Complaint[] => {
      const path = ['examples', example, 'snapshots', look, 'outputs', output]
      const schema = knownProbe(probe)?.fields
      if (schema === undefined) return unknownProbe(probe, [...path, 'probe'])
      const names = ['key', ...Object.keys(schema)]
      return rows.flatMap((row, index) =>
        Object.keys(row)
          .filter((name) => !names.includes(name))
          .map((name) => ({
            path: [...path, 'rows', index, name],
            what: ownRuleMessages.noSuchField({ name, names: names.join(', ') }),
          })),
      )
    }),
  )
}

const unknownProbe = (name: string, path: PropertyKey[]): Complaint[] => {
  if (knownProbe(name) !== undefined) return []
  const names = probes.map((each) => each.name).join(', ')
  return [{ path, what: ownRuleMessages.noSuchProbe({ name, names }) }]
}

/** The probe whose rows it matches, and where it is named. */
function ofMatch(match: MatchOfRows): { name: string; at: string } {
  if (match.by === 'rows') return { name: match.rows, at: 'rows' }
  return match.by === 'spans' ? { name: match.spans, at: 'spans' } : { name: match.changes, at: 'changes' }
}

function complaintsOnProbes(match: WrittenMatch): Complaint[] {
  if (match.by === 'events') return []
  const { name, at } = ofMatch(match)
  const ofCompanions = (all: readonly Companion[], kind: string) =>
    all.flatMap(({ rows }, index) => unknownProbe(rows, ['match', kind, index, 'rows']))
  return [
    ...unknownProbe(name, ['match', at]),
    ...ofCompanions(match.with, 'with'),
    ...ofCompanions(match.without, 'without'),
  ]
}

function complaintsOnFields(
  match: MatchOfRows,
  onWhere: (where: Where | undefined, path: PropertyKey[]) => Complaint[],
): Complaint[] {
  if (match.by === 'rows') return match.since === undefined ? [] : onWhere([{ [match.since]: {} }], ['match', 'since'])
  if (match.by !== 'changes') return []
  const { kind, field, from, to } = match
  if (kind !== 'changed') return []
  if (field === undefined) return [{ path: ['match', 'field'], what: ownRuleMessages.whichField() }]
  return [
    ...onWhere([{ [field]: from ?? {} }], ['match', 'from']),
    ...onWhere([{ [field]: to ?? {} }], ['match', 'to']),
  ].slice(0, 1)
}

function complaintsOnCompanions(match: MatchOfRows): Complaint[] {
  const own = knownProbe(ofMatch(match).name)?.fields ?? {}
  const names = ['node', 'key', 'label', ...Object.keys(own)]
  const about = (all: readonly Companion[], kind: string) =>
    all.flatMap(({ rows, where, link }, index): Complaint[] => {
      const path = ['match', kind, index, 'where']
      const unknown = referencesIn(where).filter((name) => !names.includes(name))
      const isJoined = link !== undefined || (where.length === 1 && equalTo(where[0] ?? {}) !== null)
      return [
        ...complaintsOn(where, knownProbe(rows)?.fields ?? {}).map((each) => ({
          ...each,
          path: [...path, ...each.path],
        })),
        ...unknown.map((name) => ({ path, what: ownRuleMessages.noSuchName({ name, names: names.join(', ') }) })),
        ...(referencesIn(where).length > 0 && !isJoined ? [{ path, what: ownRuleMessages.notJoined() }] : []),
      ]
    })
  return [...about(match.with, 'with'), ...about(match.without, 'without')]
}

/** What sentences tell must be known. */
function complaintsOnNames(rule: WrittenRule, match: WrittenMatch): Complaint[] {
  if (complaintsOnProbes(match).length > 0) return []
  const there = namesOf(rule)
  const names = [...Object.keys(rule.params), ...Object.keys(there)]
  const unknown = (name: string, path: PropertyKey[], among: readonly string[]): Complaint[] =>
    among.includes(name) ? [] : [{ path, what: ownRuleMessages.noSuchName({ name, names: among.join(', ') }) }]
  const inText = (text: WrittenRule['title'], at: string): Complaint[] => {
    const said = text.en === text.zh ? [{ path: [at], text: text.en }] : inEach(text, at)
    return said.flatMap(({ path, text: template }) =>
      namesIn(template).all.flatMap((name) => unknown(name, path, names)),
    )
  }
  return [
    ...Object.entries(rule.params).flatMap(([param, of]) => unknown(of, ['params', param], Object.keys(there))),
    ...inText(rule.title, 'title'),
    ...inText(rule.next, 'next'),
  ]
}

const inEach = (text: WrittenRule['title'], at: string) =>
  languages.map((language) => ({ path: [at, language], text: text[language] }))
