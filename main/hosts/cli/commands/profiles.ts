import type { Message } from '../../../../shared/model.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { profilesFolder } from '../../../services/profiles.ts'
import { command, optional } from '../command.ts'
import { exitStatus } from '../exit-status.ts'

const messages = catalogue('cli-profiles', {
  wrong: says<{ error: Message }>({ en: ({ error }) => `wrong:\n${error}`, zh: ({ error }) => `有误：\n${error}` }),
  own: says<{ folder: string }>({
    en: ({ folder }) => `Your own: ${folder}/*.yaml`,
    zh: ({ folder }) => `自定义的采集方案：${folder}/*.yaml`,
  }),
})

const nameWidth = 14

export const profiles = command({
  name: 'profiles',
  about: {
    en: 'list the profiles, or print one as YAML to begin your own with',
    zh: '列出采集方案，或以 YAML 打印其中一个作为自定义的起点',
  },
  arguments: { name: optional({ en: 'the profile to print', zh: '要打印的采集方案' }) },
  examples: ['profiles', 'profiles h3cloudos > tianjin.yaml'],
  messages: [messages],
  run: async (context, { name }) => {
    if (name !== undefined) {
      const { yaml } = await context.profiles.profileYaml({ profile: name, language: context.language })
      context.print({ profile: name, yaml }, () => yaml.trimEnd())
      return exitStatus.done
    }
    const all = await context.profiles.listProfiles({})
    const folder = profilesFolder(context.libraryDir)
    context.print({ profiles: all, folder }, () => {
      const lines = all.map(({ name: each, description, error }) => {
        const said = context.say(error === null ? description : messages.wrong({ error }))
        return `${each.padEnd(nameWidth)} ${said}`
      })
      return [...lines, context.say(messages.own({ folder }))].join('\n')
    })
    return all.some(({ error }) => error !== null) ? exitStatus.partly : exitStatus.done
  },
})
