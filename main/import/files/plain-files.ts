/** Files that each hold one command's output, named like it or not: what nothing else recognises. */
import { importReasons } from '../../../shared/messages/import.ts'
import { type ImportContext, type Importer, type ImportInput, type ImportResult, unknownNode } from '../importer.ts'
import { decoded } from '../text-file.ts'
import { startsWithPrompt } from '../transcript/prompt.ts'
import { snapshotOfFiles } from './files-snapshot.ts'
import { timeOfFiles } from './files-time.ts'
import { type OutputFile, told } from './output-file.ts'

function read(input: ImportInput, context: ImportContext): ImportResult {
  const found = input.files.map(({ path, content }): OutputFile => {
    const text = decoded(content)
    const about = { id: path, text: text ?? '', node: unknownNode, command: '', partialView: null, probe: null }
    if (text === null) return { ...about, reason: importReasons.noText() }
    if (input.files.length > 1 && text.split('\n', 2000).some(startsWithPrompt))
      return { ...about, reason: importReasons.terminalLog() }
    return { ...about, text, ...told(path, text, context.nowMs) }
  })
  return snapshotOfFiles(input, found, context, timeOfFiles(input, null, context))
}

export const plainFiles: Importer = {
  name: 'plain-files',
  title: { en: 'saved outputs', zh: '保存的输出' },
  takes: { en: 'files named like the command', zh: '以命令命名的文件' },
  isParticular: false,
  wants: () => true,
  recognises: () => true,
  read,
}
