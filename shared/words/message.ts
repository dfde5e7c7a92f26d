/**
 * A message is a code with parameters. It is stored and sent as such, and told in a language only where it is shown.
 * The room that says it owns its words: a catalogue, with every sentence in every language.
 */
import type { Message } from '../model.ts'
import type { Language } from './language.ts'

export type MessageParam = string | number | Message

/** The parameters as a sentence gets them: messages within a message are told already. */
export type Told<P> = { [K in keyof P]: ToldParam<P[K]> }
type ToldParam<V> = V extends Message ? string : V

/** One sentence in every language. `P`: its parameters. */
export type Sentence<P> = Readonly<Record<Language, (params: Told<P>) => string>>

type Params = Record<string, MessageParam>
type WordsOf<P> = Readonly<Record<Language, string | ((params: Told<P>) => string)>>
type ParamsOf<S> = S extends Sentence<infer P> ? P : never
type Sentences = Record<string, Sentence<never>>

/** Makes the message of one sentence. */
type Saying<P> = keyof P extends never ? () => Message : (params: P) => Message

/** The sentences of one room, each as a function that makes its message. */
export type Catalogue<S> = { readonly [K in keyof S]: Saying<ParamsOf<S[K]>> }

/** A sentence, told by a text or, where it has parameters, by a function of them. */
// biome-ignore lint/complexity/noBannedTypes: no parameters
export function says<P extends Params = {}>(words: WordsOf<P>): Sentence<P> {
  const telling = (word: string | ((params: Told<P>) => string)) => (typeof word === 'string' ? () => word : word)
  return { en: telling(words.en), zh: telling(words.zh) }
}

const sentencesOfCatalogue = new WeakMap<object, { room: string; sentences: Sentences }>()

/** The codes are `<room>.<name>`. They rest in libraries and files: a released one keeps its name and its parameters. */
export function catalogue<const S extends Record<string, Sentence<never>>>(room: string, sentences: S): Catalogue<S> {
  const sayings: Record<string, (params?: Params) => Message> = {}
  for (const name of Object.keys(sentences)) sayings[name] = (params = {}) => ({ code: `${room}.${name}`, params })
  sentencesOfCatalogue.set(sayings, { room, sentences })
  // The compiler cannot follow a loop over names; each saying has the parameters of its sentence.
  return sayings as unknown as Catalogue<S>
}

/** The same message with every text in its parameters changed: names, and what programs said. */
export function withTexts(message: Message, change: (text: string) => string): Message {
  const params: Message['params'] = {}
  for (const [name, value] of Object.entries(message.params)) {
    if (typeof value === 'object') params[name] = withTexts(value, change)
    else params[name] = typeof value === 'string' ? change(value) : value
  }
  const { code, text } = message
  return text === undefined ? { code, params } : { code, params, text: change(text) }
}

/** Every sentence of a catalogue by its code. */
export function sentencesOf(each: object): Map<string, Sentence<never>> {
  const found = sentencesOfCatalogue.get(each)
  if (found === undefined) throw new Error('This is no catalogue')
  return new Map(Object.entries(found.sentences).map(([name, sentence]) => [`${found.room}.${name}`, sentence]))
}
