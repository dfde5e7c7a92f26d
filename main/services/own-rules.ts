/** Keeps the library judging by the files of rules as they are now: whoever mends one sees it at the next question. */
import { tell } from '../../shared/messages/tell.ts'
import type { Ports } from '../ports.ts'
import { rulesFolder, rulesIn } from '../rules/files.ts'
import type { Library } from '../store/library.ts'

/** Calls whose answer depends on rules. */
const judging: ReadonlySet<string> = new Set(['findings', 'siteFindings', 'compare', 'report'])

/** To be awaited ahead of a call: reads the files again, and hands over what is different. */
export function ownRules(
  library: Pick<Library, 'judgeBy'>,
  { libraryDir, rules = [], log }: Pick<Ports, 'libraryDir' | 'rules' | 'log'>,
): (call: string) => Promise<void> {
  let used = '[]'
  return async (call) => {
    if (!judging.has(call)) return
    const files = [...rulesIn(rulesFolder(libraryDir)), ...rules]
    const now = JSON.stringify(files)
    if (now === used) return
    used = now
    for (const { why } of await library.judgeBy({ files })) log?.write('warning', tell(why, 'en'))
  }
}
