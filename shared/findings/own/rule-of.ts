/** A rule of one's own as the table of rules holds them: it is asked, told and explained as they are. */
import type { Effect, Finding, Severity } from '../../model.ts'
import { probeNamed } from '../../probes/index.ts'
import { betweenLooks } from '../../time/stamps.ts'
import type { Language } from '../../words/language.ts'
import { severities } from '../../words/signs.ts'
import type { ThingPattern } from '../../world/dependency.ts'
import { claim } from '../facts.ts'
import type { ParamSchema, ParamsOf } from '../params.ts'
import type { Claim, Rule, RuleContext } from '../rule.ts'
import { holds, numberOf, thresholdsIn, type Where } from './condition.ts'
import { askedOf, type Match, runThat } from './match.ts'
import { matchesOf } from './matches.ts'
import { heldValue, type Names, namesOf, paramTypeOf, probeOf, toldValue } from './names.ts'
import { filled, namesIn } from './template.ts'
import type { WrittenRule } from './written-rule.ts'

/** So many findings of one rule are told of one snapshot: a rule that says something of every row says nothing. */
const mostFindings = 1000

/** Of somebody's own file: its findings carry their words with them. */
export const ownRuleOf = (written: WrittenRule): Rule => ({ ...ruleOf(written), isOwn: true })

export function ruleOf(written: WrittenRule): Rule {
  const { name, about, nature, match, cases, title, next, why, source } = written
  const names = namesOf(written)
  const params = paramNames(written, names)
  const schema: ParamSchema = Object.fromEntries([...params].map(([param, { field }]) => [param, paramTypeOf(field)]))
  const wheres = [...wheresOf(written), ...(cases ?? []).map((each) => each.where)]
  const probe = probeOf(match)
  const told = (template: string, language: Language) => (given: Record<string, string | number | null>) =>
    filled(
      template,
      (param) => {
        const field = params.get(param)?.field
        return field === undefined ? null : toldValue(field, given[param] ?? null, language)
      },
      untold,
    )
  return {
    name,
    tells: match.by === 'rows' || match.by === 'spans' ? 'state' : 'change',
    nature,
    about,
    severities: severitiesOf(written),
    reads: probe === null ? [] : [probeNamed(probe), ...companionsOf(written).map(({ rows }) => probeNamed(rows))],
    thresholds: [...new Set(wheres.flatMap(thresholdsIn))],
    params: schema,
    check: (context) =>
      matchesOf(match, context)
        .flatMap((each) => claimOf(written, params, each, context))
        .slice(0, mostFindings),
    title: { en: told(title.en, 'en'), zh: told(title.zh, 'zh') },
    next: { en: told(next.en, 'en'), zh: told(next.zh, 'zh') },
    effects: effectsOf(written),
    why: source === undefined ? why : { en: `${why.en} (${source})`, zh: `${why.zh}（${source}）` },
  }
}

function effectsOf({ causes, explains }: WrittenRule): Effect[] {
  const shared = ({ sameNode, lag, why, source }: Omit<WrittenRule['causes'][number], 'what'>) => ({
    sameNode,
    lagMs: lag,
    why,
    source: source ?? null,
  })
  return [
    ...causes.map((each) => ({ ...shared(each), things: namesByKind(each.what), rules: [] })),
    ...explains.map((each) => ({ ...shared(each), things: null, rules: each.rules })),
  ]
}

const namesByKind = (pattern: ThingPattern): Record<string, string[]> =>
  Object.fromEntries(Object.entries(pattern).map(([kind, names]) => [kind, [...names]]))

/** Stands for what is not known. */
const untold = '–'

const companionsOf = ({ match }: WrittenRule) => (match.by === 'events' ? [] : [...match.with, ...match.without])

/** What it asks of the rows it is about. */
function wheresOf({ match }: WrittenRule): Where[] {
  return match.by === 'events' || match.where === undefined ? [] : [match.where]
}

function severitiesOf({ severity, cases, match }: WrittenRule): Severity[] {
  const given: Severity[] = cases === undefined ? [severity] : cases.map((each) => each.severity)
  // What was never seen otherwise is no news.
  if (match.by === 'rows' && match.since === undefined) given.push('info')
  return severities.filter((each) => given.includes(each))
}

/** What the sentences tell: by which name, out of what. */
function paramNames({ params, title, next }: WrittenRule, names: Names) {
  const used = [title.en, title.zh, next.en, next.zh].flatMap((template) => namesIn(template).all)
  const all = new Map(Object.entries(params))
  for (const name of used) if (!all.has(name)) all.set(name, name)
  const result = new Map<string, { of: string; field: Names[string] }>()
  for (const [param, of] of all) {
    const field = names[of]
    if (field !== undefined) result.set(param, { of, field })
  }
  return result
}

type Params = ReturnType<typeof paramNames>

function claimOf(
  rule: WrittenRule,
  params: Params,
  match: Match,
  context: RuleContext,
): Claim<ParamsOf<ParamSchema>>[] {
  const decided = decisionOf(rule, match, context)
  if (decided === null) return []
  const values: Record<string, Finding['params'][string] | null> = {}
  for (const [param, { of }] of params) values[param] = heldValue(of === 'limit' ? decided.limit : match.valueNamed(of))
  const saying = {
    severity: decided.severity,
    certainty: match.isCertain ? decided.certainty : ('possible' as const),
    params: values as ParamsOf<ParamSchema>,
    evidence: match.evidence,
  }
  const { fact, subject, since } = match
  if (fact !== null && since !== null) return [claim(fact, { ...saying, since })]
  if (fact !== null) {
    const { before, first, isOld } = runThat(fact, decided.wheres, context)
    return [claim(fact, { ...saying, isOld, since: betweenLooks(before, first) })]
  }
  return [{ ...saying, subject, since: since ?? { earliest: null, latest: null } }]
}

/** How grave and how sure it is, by which conditions, and the bound that decided; null where no case holds. */
function decisionOf({ severity, certainty, cases, match }: WrittenRule, { fact }: Match, context: RuleContext) {
  const where = 'where' in match ? match.where : undefined
  const wheres = where === undefined ? [] : [where]
  if (cases === undefined || fact === null) return { severity, certainty, wheres, limit: limitIn(where, fact, context) }
  const { fields: schema } = probeNamed(fact.subject.probe)
  const found = cases.find((each) => holds(each.where, schema, fact.fields, askedOf(fact, context)))
  if (found === undefined) return null
  return {
    severity: found.severity,
    certainty: found.certainty ?? certainty,
    wheres: [...wheres, found.where],
    limit: limitIn(found.where, fact, context) ?? limitIn(where, fact, context),
  }
}

/** The first bound that conditions name. */
function limitIn(where: Where | undefined, fact: Match['fact'], { thresholds }: RuleContext): number | null {
  if (where === undefined || fact === null) return null
  const { fields: schema } = probeNamed(fact.subject.probe)
  for (const [name, one] of where.flatMap((each) => Object.entries(each))) {
    const bound = one.atLeast ?? one.moreThan ?? one.atMost ?? one.lessThan
    if (bound !== undefined) return numberOf(bound, schema[name], thresholds)
  }
  return null
}
