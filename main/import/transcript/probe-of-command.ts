/** Which probe asks with a command line. */
import { knownProbe, probes } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { listedDirectory, programOf, wordsOf } from './shell-command.ts'

/** The probe that asks with this command line, or null. */
export const probeOfCommand = (command: string): Probe | null => probeOfWords(wordsOf(command), command, null)

/** The same of a command without what wraps it (`words`) and as it was typed, in a directory where it is known. */
export function probeOfWords(words: string[], typed: string, directory: string | null): Probe | null {
  if (/^(?:ls|ll)$/.test(programOf(words)))
    return listedDirectory(words, directory) === '/var/log' ? (knownProbe('var-log') ?? null) : null
  const unwrapped = words.join(' ')
  const asks = (probe: Probe) => probe.name !== 'var-log' && (probe.recognises(unwrapped) || probe.recognises(typed))
  return probes.find(asks) ?? null
}
