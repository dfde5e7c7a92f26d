/** Files that the desktop hands to the program: a double click, `Open with`, a drop on its icon. */
import { resolve } from 'node:path'

/**
 * The files among a command line's words, as absolute paths. Unpackaged, the first word that is no option names the
 * application itself; a sandbox or a driver may have put options anywhere.
 */
export function filesOf(argv: readonly string[], isPackaged: boolean, workingFolder: string): string[] {
  const words = argv.slice(1).filter((word) => word !== '' && !word.startsWith('-'))
  return (isPackaged ? words : words.slice(1)).map((word) => resolve(workingFolder, word))
}
