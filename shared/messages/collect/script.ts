/** What the collector script says to those who read and run it. */
import type { Message } from '../../model.ts'
import { catalogue, says } from '../../words/message.ts'

export const scriptMessages = catalogue('script', {
  purpose: says<{ version: string; profile: string }>({
    en: ({ version, profile }) => `Collects a snapshot of this node for Nodelapse ${version}, profile ${profile}.`,
    zh: ({ version, profile }) => `为 Nodelapse ${version} 采集此节点的快照，采集方案 ${profile}。`,
  }),
  purposeOf: says<{ version: string; profile: string; description: Message }>({
    en: ({ version, profile, description }) =>
      `Collects a snapshot of this node for Nodelapse ${version}, profile ${profile}: ${description}.`,
    zh: ({ version, profile, description }) =>
      `为 Nodelapse ${version} 采集此节点的快照，采集方案 ${profile}：${description}。`,
  }),
  readsOnly: says({
    en: 'It only reads. Each command it runs stands below as the first words behind "try". What they print is written to one\nfile in the current folder, which nobody else can read; look into it with: tar xzf FILE',
    zh: '本脚本只读取，不做任何改动。所执行的每条命令都写在下文 "try" 之后。命令的输出写入当前目录下的一个文件，\n其他用户无法读取；可用以下命令查看其内容：tar xzf 文件',
  }),
  usage: says({
    en: "sh THIS_SCRIPT [SITE]        SITE: a name for the installation; this node's name otherwise",
    zh: 'sh 本脚本 [站点]        站点：安装环境的名称；默认为此节点的名称',
  }),
  asking: says({ en: 'asking', zh: '正在查询' }),
  notWritten: says({ en: 'could not be written.', zh: '无法写入。' }),
  bytes: says({ en: 'bytes', zh: '字节' }),
  notAll: says({
    en: 'Not everything could be asked; the rest is in the file:',
    zh: '部分内容未能采集，其余已写入文件：',
  }),
})
