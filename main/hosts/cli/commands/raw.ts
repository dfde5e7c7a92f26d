import { CallError } from '../../../../shared/contract/call-error.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { command, flag, required, text } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { amongSite, probeName, ref } from '../options.ts'
import { checkedProbe, snapshotNamed } from '../refs.ts'

const messages = catalogue('cli-raw', {
  noSection: says<{ snapshot: string; sections: string }>({
    en: ({ snapshot, sections }) => `There is no such section in ${snapshot}. There is: ${sections}.`,
    zh: ({ snapshot, sections }) => `${snapshot} 中没有这个输出。现有：${sections}。`,
  }),
})

export const raw = command({
  name: 'raw',
  about: { en: 'print what a probe printed, byte for byte', zh: '逐字节打印探针的原始输出' },
  arguments: { ref, node: required({ en: 'node', zh: '节点' }), probe: probeName },
  options: {
    site: amongSite,
    pod: text('name', { en: 'what it printed inside this pod', zh: '取在此 Pod 中的输出' }),
    stderr: flag({ en: 'the error output instead', zh: '改为打印错误输出' }),
  },
  examples: ['raw latest cloudos1 docker-ps'],
  messages: [messages],
  run: async (context, { ref: asked, node, probe, site, pod: wanted, stderr }) => {
    checkedProbe(probe)
    const section = await context.withApp(async ({ handlers }) => {
      const { id, sections, texts } = await snapshotNamed(handlers, asked, site)
      const all = [...sections, ...texts]
      const matching = all.filter((each) => each.node === node && each.probe === probe)
      const isWanted = (pod: string | null) =>
        wanted === undefined ? pod === null || matching.length === 1 : pod === wanted
      const found = matching.find(({ pod }) => isWanted(pod))
      if (found === undefined) {
        const there = all.map((each) => [each.node, each.probe, ...(each.pod === null ? [] : ['--pod', each.pod])])
        const names = there.map((words) => words.join(' ')).join('; ')
        throw new CallError('not-found', messages.noSection({ snapshot: id, sections: names }))
      }
      return handlers.section({ snapshot: id, node, probe, pod: found.pod })
    })
    context.write(stderr ? section.stderr : section.stdout)
    return exitStatus.done
  },
})
