/** Tells messages in a language. Every catalogue of the program stands in the table here, or in that of the probes. */
import type { Message } from '../model.ts'
import { customMessages } from '../probes/custom/messages.ts'
import { families } from '../probes/families/index.ts'
import { probes } from '../probes/index.ts'
import { keptTextMessages } from '../probes/kept-text/messages.ts'
import { verdictMessages } from '../probes/verdict.ts'
import { readingMessages } from '../reading/messages.ts'
import type { Language } from '../words/language.ts'
import { type Sentence, sentencesOf, type Told } from '../words/message.ts'
import { archiveMessages } from './archive.ts'
import { collect } from './collect/index.ts'
import { compareMessages } from './compare.ts'
import { hostMessages } from './host.ts'
import { importMessages, importReasons, importTimes } from './import.ts'
import { incidentMessages } from './incident.ts'
import { libraryMessages } from './library.ts'
import { linesMessages } from './lines.ts'
import { ownRuleMessages } from './own-rules.ts'
import { parquetMessages } from './parquet.ts'
import { progressMessages } from './progress.ts'
import { redactMessages } from './redact.ts'
import { reportMessages } from './report.ts'
import { sampleMessages } from './sample.ts'
import { schemaMessages } from './schema.ts'
import { snapshotFileMessages } from './snapshot-file.ts'
import { storyMessages } from './story.ts'
import { windowMessages } from './window.ts'
import { worldMessages } from './world.ts'
import { writtenMessages } from './written.ts'
import { yamlMessages } from './yaml.ts'

export const catalogues: readonly object[] = [
  ...new Set([
    ...families,
    ...probes.flatMap(({ messages = [] }) => messages),
    customMessages,
    keptTextMessages,
    verdictMessages,
    readingMessages,
    compareMessages,
    archiveMessages,
    hostMessages,
    importMessages,
    importReasons,
    importTimes,
    ...collect,
    incidentMessages,
    libraryMessages,
    linesMessages,
    ownRuleMessages,
    parquetMessages,
    progressMessages,
    redactMessages,
    reportMessages,
    sampleMessages,
    schemaMessages,
    snapshotFileMessages,
    storyMessages,
    windowMessages,
    worldMessages,
    writtenMessages,
    yamlMessages,
  ]),
]

const sentences = new Map<string, Sentence<never>>()

/** For a host that has sentences of its own, which never leave it. */
export function alsoTell(more: readonly object[]): void {
  for (const catalogue of more)
    for (const [code, sentence] of sentencesOf(catalogue)) {
      if (sentences.has(code)) throw new Error(`Two messages have the code ${code}`)
      sentences.set(code, sentence)
    }
}
alsoTell(catalogues)

export const messageCodes = (): string[] => [...sentences.keys()]

/** The message with its English words, for files that programs read which may not know its code. */
export const withText = (message: Message): Message => ({ ...message, text: tell(message, 'en') })

/** What was read from such a file: the words are dropped where this version has its own. */
export const withoutKnownText = (message: Message): Message =>
  sentences.has(message.code) ? { code: message.code, params: message.params } : message

/** The words of a message; those it carries, or its code, where this version does not know it. Null says nothing. */
export function tell(message: Message | null, language: Language): string {
  if (message === null) return ''
  const sentence = sentences.get(message.code)
  if (sentence === undefined) return message.text ?? message.code
  const params: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(message.params))
    params[name] = typeof value === 'object' ? tell(value, language) : value
  // A sentence's parameters are those its own saying was given.
  return sentence[language](params as Told<never>)
}
