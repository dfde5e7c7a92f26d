/** A log of a terminal: prompts, or tables as their commands print them, in one file. */
import type { ImportContext, ImportResult, InputFile } from '../importer.ts'
import { decoded } from '../text-file.ts'
import { blocksOf } from '../transcript/blocks.ts'
import { withoutStamps } from '../transcript/log-marks.ts'
import { startsWithPrompt } from '../transcript/prompt.ts'
import { plainLines } from '../transcript/terminal-text.ts'
import { readTranscript } from '../transcript/transcript.ts'
import { draftsOf } from '../transcript/walk.ts'
import { commandInName } from './command-of-name.ts'
import { probeOfText } from './probe-of-text.ts'

/** Whether a file by itself is one: with prompts, or with tables, where neither its name nor its lines tell one output. */
function recognises({ path, content }: InputFile): boolean {
  const text = decoded(content)
  if (text === null) return false
  const { lines } = withoutStamps(plainLines(text))
  if (lines.some(startsWithPrompt)) return true
  return commandInName(path) === '' && probeOfText(text, 0) === null && draftsOf(blocksOf(lines), 0).drafts.length > 0
}

/** Whether a file among others is one: its prompts say so, and something in it is read. */
function recognisesAmongOthers({ content }: InputFile): boolean {
  const text = decoded(content)
  if (text === null || !text.split('\n', promptWithinLines).some(startsWithPrompt)) return false
  return draftsOf(blocksOf(withoutStamps(plainLines(text)).lines), 0).drafts.length > 0
}

/** A log of a terminal begins with a prompt, or nearly. */
const promptWithinLines = 2000

export const terminalLog = {
  name: 'transcript',
  title: { en: 'terminal log', zh: '终端记录' },
  takes: {
    en: 'terminal logs with prompts such as "[root@cloudos1 ~]# docker ps"',
    zh: '带有“[root@cloudos1 ~]# docker ps”这类提示符的终端记录',
  },
  recognises,
  recognisesAmongOthers,
  /** `name`: of what was handed over. */
  read: ({ content }: InputFile, name: string, context: ImportContext): ImportResult =>
    readTranscript({ name, text: decoded(content) ?? '', ...context }),
}
