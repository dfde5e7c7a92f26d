/** Which probe asks with a command line. */

import { programOf, wordsOf } from '../../../shared/commands/command-line.ts'
import { probes } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { listedDirectory } from './working-directory.ts'

/** The probe that asks with this command line, or null. */
export const probeOfCommand = (command: string): Probe | null => probeOfWords(wordsOf(command), command, null)

/** The same of a command without what wraps it (`words`) and as it was typed, in a directory where it is known. */
export function probeOfWords(words: string[], typed: string, directory: string | null): Probe | null {
  if (/^(?:ls|ll)$/.test(programOf(words))) {
    const folder = listedDirectory(words, directory)
    return probes.find(({ lists }) => lists !== undefined && lists === folder) ?? null
  }
  const unwrapped = words.join(' ')
  return probes.find(({ recognises }) => recognises(unwrapped) || recognises(typed)) ?? null
}
