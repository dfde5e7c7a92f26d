/** Arguments and options that several commands share. */
import { probes } from '../../../shared/probes/index.ts'
import { severities } from '../../../shared/words/signs.ts'
import { flag, oneOf, optional, required, text, texts } from './command.ts'

export const snapshotRef = {
  en: 'snapshot: an id or its beginning, latest, previous, or @TIME',
  zh: '快照：ID 或其开头、latest、previous、@时间',
} as const
const snapshotOrFile = {
  en: 'an id or its beginning, latest, previous, @TIME, or a file',
  zh: 'ID 或其开头、latest、previous、@时间，或文件',
} as const

export const ref = required(snapshotRef)
export const earlierRef = required({
  en: `the earlier snapshot: ${snapshotOrFile.en}`,
  zh: `较早的快照：${snapshotOrFile.zh}`,
})
export const laterRef = required({ en: 'the later snapshot', zh: '较晚的快照' })

export const theSite = text('name', { en: 'the site', zh: '站点' })
export const ofSite = text('name', { en: 'of one site', zh: '只限某个站点' })
export const amongSite = text('name', { en: 'among the snapshots of one site', zh: '在某个站点的快照中查找' })

export const probeName = required({
  en: `one of ${probes.map(({ name }) => name).join(', ')}`,
  zh: `探针：${probes.map(({ name }) => name).join('、')}`,
})

export const aboutKey = optional({
  en: 'what it is about; without: whatever it is about',
  zh: '所指的对象；不写则为全部对象',
})

export const csv = flag({ en: 'as CSV for a spreadsheet', zh: '输出为电子表格用的 CSV' })

export const failOn = oneOf('severity', severities, {
  en: 'exit with 1 when a finding is at least this severe',
  zh: '有诊断结果达到此严重程度时，以状态 1 退出',
})

export const withRules = texts('path', {
  en: 'rules of your own: a .yaml file, or a folder of them, beside those of the profile folder',
  zh: '自定义规则：.yaml 文件，或其所在的文件夹；与采集方案文件夹中的规则一同使用',
})

/** How a node is reached and what it is asked. */
export const nodeOptions = {
  profile: text('name', {
    en: 'what to ask: a profile, or a .yaml file of one (default: h3cloudos)',
    zh: '采集方案的名称，或其 .yaml 文件（默认：h3cloudos）',
  }),
  identity: text('file', {
    en: 'private key to log in with (default: the agent, then ~/.ssh)',
    zh: '登录用的私钥（默认：先用 agent，再用 ~/.ssh 中的）',
  }),
  jump: text('hosts', {
    en: 'hosts to go through, the nearest first, with commas (default: as ~/.ssh/config says)',
    zh: '途经的跳板机，由近到远，用逗号分隔（默认：按 ~/.ssh/config）',
  }),
  knownHosts: text('file', {
    en: 'where host keys are known from (default: ~/.ssh/known_hosts)',
    zh: '已知主机密钥的文件（默认：~/.ssh/known_hosts）',
  }),
} as const
export const nodeNames = {
  en: '[user@]host[:port], or names of ~/.ssh/config',
  zh: '[用户@]主机[:端口]，或 ~/.ssh/config 中的名称',
} as const

export const passphraseFile = text('file', {
  en: 'its first line is the passphrase',
  zh: '其第一行是口令',
})

/** How a snapshot file is written. */
export const writingOptions = {
  out: text('file', { en: 'the file, by habit named .nodesnap', zh: '要写的文件，习惯以 .nodesnap 结尾' }),
  encrypt: flag({
    en: 'under a passphrase (age format): asked for, or from --passphrase-file',
    zh: '用口令加密（age 格式）：在终端输入，或取自 --passphrase-file',
  }),
  passphraseFile,
  pattern: texts('regex', {
    en: 'replace what this matches, too; the site remembers it',
    zh: '同时替换与之匹配的内容；站点会记住该规则',
  }),
  preview: flag({
    en: 'print what would be replaced, and write nothing',
    zh: '只显示将被替换的内容，不写文件',
  }),
} as const
