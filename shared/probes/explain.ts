/** A probe explained: what it asks and where, what its rows hold, and what it can say. For help and docs. */
import type { Language, Text } from '../words/language.ts'
import { sentencesOf, type Told } from '../words/message.ts'
import type { Field, Shown } from './fields.ts'
import { profileSettings } from './index.ts'
import type { Probe } from './probe.ts'

export interface ExplainedField {
  name: string
  label: string
  /** What it holds, with its unit. */
  holds: string
  isCompared: boolean
  /** What it means when it is null; empty where it never is. */
  whenNull: string
}
export interface ExplainedProbe {
  name: string
  title: string
  about: string
  where: string
  /** As the settings of `h3cloudos` have them, in the order in which they are tried. */
  commands: string[]
  fields: ExplainedField[]
  /** States that are words of this program's. */
  states: { state: string; word: string }[]
  /** What it can say of an output or of a failure, with `<name>` for what differs. */
  says: string[]
}

const scopes: Readonly<Record<Probe['scope'], Text>> = {
  node: { en: 'on every node', zh: '每个节点' },
  cluster: { en: 'once per site, on the first node that answers', zh: '每个站点一次，由首个有应答的节点执行' },
}
const places: Readonly<Record<Probe['runsIn'], Text>> = {
  node: { en: '', zh: '' },
  'nova-pod': { en: 'in the pod of the nova client', zh: '在 nova 客户端所在的 Pod 内' },
  'node-and-nova-pod': { en: 'and in the pod of the nova client', zh: '以及 nova 客户端所在的 Pod' },
}
const holds: Readonly<Record<Shown, Text>> = {
  text: { en: 'text', zh: '文本' },
  status: { en: 'state', zh: '状态' },
  count: { en: 'count', zh: '数量' },
  size: { en: 'size', zh: '大小' },
  percent: { en: 'percentage', zh: '百分比' },
  duration: { en: 'duration', zh: '时长' },
  moment: { en: 'time', zh: '时间' },
  interval: { en: 'bounds of a time', zh: '时间范围' },
  age: { en: 'age', zh: '存续时间' },
}
const yesOrNo: Text = { en: 'yes or no', zh: '是或否' }
const units: Readonly<Record<NonNullable<Field['unit']>, Text>> = {
  bytes: { en: 'bytes', zh: '字节' },
  kibibytes: { en: 'KiB', zh: 'KiB' },
  seconds: { en: 'seconds', zh: '秒' },
  minutes: { en: 'minutes', zh: '分钟' },
  percent: { en: '%', zh: '%' },
}
const nulls: Readonly<Record<NonNullable<Field['null']>, Text>> = {
  unknown: { en: 'the output does not tell', zh: '输出未给出' },
  value: { en: 'there is none', zh: '没有' },
}

export function explainedProbe(probe: Probe, language: Language): ExplainedProbe {
  const place = places[probe.runsIn][language]
  return {
    name: probe.name,
    title: probe.title[language],
    about: probe.about[language],
    where: [scopes[probe.scope][language], place].filter((word) => word !== '').join(language === 'zh' ? '，' : ', '),
    commands: probe.variants.map(({ command }) => command(profileSettings)),
    fields: Object.entries(probe.fields).map(([name, field]) => explainedField(name, field, language)),
    states: Object.entries(probe.stateWords ?? {}).map(([state, word]) => ({ state, word: word[language] })),
    says: (probe.messages ?? []).flatMap((each) => saidBy(each, language)),
  }
}

function explainedField(name: string, field: Field, language: Language): ExplainedField {
  const kind = (field.type === 'boolean' ? yesOrNo : holds[field.shown])[language]
  const unit = field.unit === undefined ? '' : units[field.unit][language]
  return {
    name,
    label: field.label[language],
    holds: unit === '' || field.shown === 'percent' ? kind : withUnit(kind, unit, language),
    isCompared: field.compared === true,
    whenNull: field.null === undefined ? '' : nulls[field.null][language],
  }
}

const withUnit = (kind: string, unit: string, language: Language): string =>
  language === 'zh' ? `${kind}（${unit}）` : `${kind} (${unit})`

/** Every parameter is told by its name. */
const placeholders: Told<never> = new Proxy<Record<string, string>>(
  {},
  { get: (_, name) => `<${String(name)}>` },
) as never

/** The sentences of a catalogue. */
export const saidBy = (catalogue: object, language: Language): string[] =>
  [...sentencesOf(catalogue).values()].map((sentence) => sentence[language](placeholders))
