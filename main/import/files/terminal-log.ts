/** A log of a terminal: prompts, or tables as their commands print them, in one file. */
import type { Importer, ImportInput } from '../importer.ts'
import { decoded } from '../text-file.ts'
import { blocksOf } from '../transcript/blocks.ts'
import { withoutStamps } from '../transcript/log-marks.ts'
import { startsWithPrompt } from '../transcript/prompt.ts'
import { plainLines } from '../transcript/terminal-text.ts'
import { readTranscript } from '../transcript/transcript.ts'
import { draftsOf } from '../transcript/walk.ts'
import { probeOfText } from './probe-of-text.ts'

/** The text of an only file; null when there are more, or when it is no text. */
function onlyText({ files }: ImportInput): string | null {
  const [file, other] = files
  return file === undefined || other !== undefined ? null : decoded(file.content)
}

function recognises(input: ImportInput): boolean {
  const text = onlyText(input)
  if (text === null) return false
  const { lines } = withoutStamps(plainLines(text))
  if (lines.some(startsWithPrompt)) return true
  // A file of one output is told better by its name and its lines together.
  return probeOfText(text, 0) === null && draftsOf(blocksOf(lines), 0).drafts.length > 0
}

export const terminalLog: Importer = {
  name: 'transcript',
  title: { en: 'terminal log', zh: '终端记录' },
  takes: {
    en: 'terminal logs with prompts such as "[root@cloudos1 ~]# docker ps"',
    zh: '带有“[root@cloudos1 ~]# docker ps”这类提示符的终端记录',
  },
  isParticular: false,
  wants: () => true,
  recognises,
  read: (input, context) => readTranscript({ name: input.name, text: onlyText(input) ?? '', ...context }),
}
