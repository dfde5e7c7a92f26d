/**
 * What a command of the command line is: a file like its neighbours in `commands/` and one line in their `index.ts`. It says
 * everything about itself: its name, its words and options in both languages, its own sentences, examples, what it does.
 */
import type { Text } from '../../../shared/words/language.ts'
import type { Context } from './context.ts'
import type { ExitStatus } from './exit-status.ts'

/** A word behind the command. `V`: what the command gets. */
export interface Argument<V = unknown> {
  readonly about: Text
  readonly isRequired: boolean
  readonly isRepeated: boolean
  /** For the compiler only. */
  readonly value?: V
}

const argument =
  <V>(isRequired: boolean, isRepeated: boolean) =>
  (about: Text): Argument<V> => ({ about, isRequired, isRepeated })

export const required = argument<string>(true, false)
export const optional = argument<string | undefined>(false, false)
export const oneOrMore = argument<string[]>(true, true)
export const anyNumber = argument<string[]>(false, true)

/** `--known-hosts <file>` for one named `knownHosts` that takes a `file`. `V`: what the command gets. */
export interface Option<V = unknown> {
  readonly about: Text
  /** What its value is called in help; null: it has none. */
  readonly takes: string | null
  readonly isRequired?: true
  readonly isRepeated?: true
  readonly choices?: readonly string[]
  /** As it would be typed. */
  readonly usual?: string
  /** Throws CallError `usage`. */
  readonly read?: (typed: string) => V
  /** For the compiler only. */
  readonly value?: V
}

export const flag = (about: Text): Option<boolean> => ({ about, takes: null })
export const text = (takes: string, about: Text): Option<string | undefined> => ({ about, takes })
export const requiredText = (takes: string, about: Text): Option<string> => ({ about, takes, isRequired: true })
export const texts = (takes: string, about: Text): Option<string[] | undefined> => ({ about, takes, isRepeated: true })
/** What is typed is read at once, so that a mistake in it is told before anything is done. */
export const read = <V>(takes: string, reader: (typed: string) => V, about: Text): Option<V | undefined> => ({
  about,
  takes,
  read: reader,
})
/** The same with what it is where nothing is typed. */
export const readOr = <V>(takes: string, usual: string, reader: (typed: string) => V, about: Text): Option<V> => ({
  about,
  takes,
  usual,
  read: reader,
})
export const oneOf = <const C extends string>(
  takes: string,
  choices: readonly C[],
  about: Text,
): Option<C | undefined> => ({ about, takes, choices })
export const oneOfOr = <const C extends string>(
  takes: string,
  usual: C,
  choices: readonly C[],
  about: Text,
): Option<C> => ({ about, takes, usual, choices })

type Arguments = Readonly<Record<string, Argument>>
type Options = Readonly<Record<string, Option>>

/** What a command gets by these declarations. */
type ValuesOf<D> = { [K in keyof D]: D[K] extends { readonly value?: infer V } ? V : never }

interface Declared {
  readonly name: string
  /** One sentence without an end. */
  readonly about: Text
  /** What one would type behind the program's name. */
  readonly examples?: readonly string[]
  /** Catalogues of its own sentences, which never leave the command line. */
  readonly messages?: readonly object[]
}

interface Declaration<A extends Arguments, O extends Options> extends Declared {
  /** In the order in which they are typed. */
  readonly arguments?: A
  readonly options?: O
  readonly run: (context: Context, given: ValuesOf<A> & ValuesOf<O>) => Promise<ExitStatus>
}

/** A command as the table holds it. */
export interface Command extends Declared {
  readonly arguments: Arguments
  readonly options: Options
  readonly run: (context: Context, given: Readonly<Record<string, unknown>>) => Promise<ExitStatus>
}

/** Commands under one word: `site add`. */
export interface CommandGroup extends Declared {
  readonly commands: readonly Command[]
  /** The one that is meant where none of their names is typed. */
  readonly usual?: Command
}

// biome-ignore lint/complexity/noBannedTypes: no arguments, no options
export const command = <const A extends Arguments = {}, const O extends Options = {}>({
  run,
  ...declared
}: Declaration<A, O>): Command => ({
  arguments: {},
  options: {},
  ...declared,
  // What was typed has been read as it was declared: see `program.ts`.
  run: (context, given) => run(context, given as ValuesOf<A> & ValuesOf<O>),
})
