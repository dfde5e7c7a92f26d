/** Files that each hold one command's output, named like it or not, in folders of anything. */
import type { Importer } from '../importer.ts'

export const savedOutputs: Importer = {
  name: 'plain-files',
  title: { en: 'saved outputs', zh: '保存的输出' },
  takes: { en: 'files named like the command', zh: '以命令命名的文件' },
  topOf: () => null,
  holds: null,
}
