/** The parameters of a rule's sentences: what each of them holds. A question mark: it may not be known. */
import { tell } from '../messages/tell.ts'
import type { Finding, Message } from '../model.ts'
import type { Language } from '../words/language.ts'
import type { Told } from '../words/message.ts'

export interface ParamTypes {
  text: string
  'text?': string | null
  number: number
  'number?': number | null
  message: Message
  'message?': Message | null
}
export type ParamSchema = Readonly<Record<string, keyof ParamTypes>>

/** What a check gives. */
export type ParamsOf<S extends ParamSchema> = { -readonly [K in keyof S]: ParamTypes[S[K]] }

const isOptional = (type: keyof ParamTypes): boolean => type.endsWith('?')

/** As a finding holds them: what is not known is left out. */
export function storedParams(schema: ParamSchema, params: ParamsOf<ParamSchema>): Finding['params'] {
  const stored: Finding['params'] = {}
  for (const [name, type] of Object.entries(schema)) {
    const value = params[name] ?? null
    if (value !== null && !(value === '' && isOptional(type))) stored[name] = value
  }
  return stored
}

/** As a sentence gets them, messages told. Null when something is missing: another version found it. */
export function toldParams(
  schema: ParamSchema,
  stored: Finding['params'],
  language: Language,
): Told<ParamsOf<ParamSchema>> | null {
  const told: Record<string, string | number | null> = {}
  for (const [name, type] of Object.entries(schema)) {
    const value = stored[name] ?? null
    if (value === null && !isOptional(type)) return null
    told[name] = typeof value === 'object' && value !== null ? tell(value, language) : value
  }
  return told
}

/** Names of parameters in their places, for help and docs: `kubectl describe pod <pod>`. */
export function placeholders(schema: ParamSchema): Told<ParamsOf<ParamSchema>> {
  const places: Record<string, string | number | null> = {}
  for (const [name, type] of Object.entries(schema)) {
    const known = type === 'number' ? 0 : `<${name}>`
    places[name] = isOptional(type) ? null : known
  }
  return places
}
