import { command } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { nodeOptions } from '../options.ts'

export const collectorScript = command({
  name: 'collector-script',
  about: {
    en: 'print a shell script that collects a snapshot of the node it runs on, for sites without SSH',
    zh: '打印一个 shell 脚本，在节点上运行即可采集快照，用于无法 SSH 的站点',
  },
  options: { profile: nodeOptions.profile },
  examples: ['collector-script > collect.sh'],
  run: async (context, { profile = null }) => {
    const made = await context.profiles.collectorScript({ profile, language: context.language })
    context.print(made, () => made.script.trimEnd())
    return exitStatus.done
  },
})
