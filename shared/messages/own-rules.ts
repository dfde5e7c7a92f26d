/** Rules of one's own: what is wrong with them, and with their examples. */
import type { Message } from '../model.ts'
import { catalogue, says } from '../words/message.ts'

export const ownRuleMessages = catalogue('own-rules', {
  whole: says<{ what: Message }>({ en: ({ what }) => `the file: ${what}`, zh: ({ what }) => `文件：${what}` }),
  unreadable: says<{ file: string; said: string }>({
    en: ({ file, said }) => `The rules ${file} cannot be read: ${said}`,
    zh: ({ file, said }) => `无法读取规则 ${file}：${said}`,
  }),
  noFiles: says<{ folder: string }>({
    en: ({ folder }) => `There is no .yaml file in ${folder}.`,
    zh: ({ folder }) => `${folder} 中没有 .yaml 文件。`,
  }),
  noSuchProbe: says<{ name: string; names: string }>({
    en: ({ name, names }) => `There is no probe named ${name}; there are ${names}`,
    zh: ({ name, names }) => `没有名为 ${name} 的探针；现有 ${names}`,
  }),
  noSuchField: says<{ name: string; names: string }>({
    en: ({ name, names }) => `its rows have no field ${name}; there are ${names}`,
    zh: ({ name, names }) => `其行没有字段 ${name}；现有 ${names}`,
  }),
  notANumber: says<{ type: string }>({
    en: ({ type }) => `only numbers have bounds, and this field is ${type}`,
    zh: ({ type }) => `只有数值才能设上下限，该字段的类型是 ${type}`,
  }),
  notAMoment: says<{ type: string }>({
    en: ({ type }) => `only moments have an age, and this field is ${type}`,
    zh: ({ type }) => `只有时间才有距今多久，该字段的类型是 ${type}`,
  }),
  otherUnit: says<{ unit: string }>({
    en: ({ unit }) => `the bound is of another unit than the field, which counts ${unit}`,
    zh: ({ unit }) => `上下限与字段的单位不同，该字段的单位是 ${unit}`,
  }),
  noSuchName: says<{ name: string; names: string }>({
    en: ({ name, names }) => `nothing is known of {${name}}; there are ${names}`,
    zh: ({ name, names }) => `没有 {${name}}；可用的有 ${names}`,
  }),
  whichField: says({ en: 'of what changed, the field is to be named', zh: '请用 field 指明变化的字段' }),
  notJoined: says({
    en: "one field must be equal to one of the row that matched, as in host: '{node}'; the conditions are no list",
    zh: "须有一个字段与匹配行的字段相等，例如 host: '{node}'，且条件不能是列表",
  }),
  oneMatch: says({
    en: 'expected one of rows, changes, spans and events',
    zh: '应为 rows、changes、spans、events 之一',
  }),
  textOrRows: says({
    en: 'expected either text, as the tool printed it, or rows',
    zh: '应为 text（工具的原始输出）或 rows 之一',
  }),
  nameTaken: says<{ name: string }>({
    en: ({ name }) => `there is another rule named ${name}`,
    zh: ({ name }) => `已有名为 ${name} 的规则`,
  }),
  /** `wanted`, `found`: what is told of a finding, as JSON. */
  notFound: says<{ wanted: string }>({
    en: ({ wanted }) => `not found: ${wanted}`,
    zh: ({ wanted }) => `应有但没有：${wanted}`,
  }),
  notWanted: says<{ found: string }>({
    en: ({ found }) => `found, and not expected: ${found}`,
    zh: ({ found }) => `不应有却给出：${found}`,
  }),
})
