/** Which command of a typed line a probe knows. */
import type { Probe } from '../probes/probe.ts'
import { commandsOf, type TypedCommand } from './command-line.ts'
import { execOf, sshOf } from './nested-command.ts'

const deepest = 4

/** The command of this line that the probe asks with, in its usual spelling; the line itself where it knows none of it. */
export function askedBy({ recognises }: Probe, typed: string): string {
  if (typed === '' || recognises(typed)) return typed
  const known = simpleCommands(typed, 0).find(({ words, text }) => recognises(words.join(' ')) || recognises(text))
  return known === undefined ? typed : known.words.join(' ')
}

/** All commands of a line, those that it runs in a pod or on another host in place of what runs them. */
function simpleCommands(typed: string, depth: number): TypedCommand[] {
  return commandsOf(typed).flatMap((command) => {
    const inner = execOf(command.words)?.inner ?? sshOf(command.words)?.inner ?? ''
    return inner === '' || depth === deepest ? [command] : simpleCommands(inner, depth + 1)
  })
}
