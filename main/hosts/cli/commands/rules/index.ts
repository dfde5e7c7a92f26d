import type { CommandGroup } from '../../command.ts'
import { rulesShow } from './show.ts'
import { rulesTest } from './test.ts'

export const rules: CommandGroup = {
  name: 'rules',
  about: { en: 'what may be found, and why', zh: '诊断规则及其依据' },
  commands: [rulesShow, rulesTest],
  usual: rulesShow,
}
