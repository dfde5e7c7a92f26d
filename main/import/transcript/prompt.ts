/** Shell prompts as they stand at the start of a line. */
import { isCommandLine } from '../../../shared/commands/known-programs.ts'
import { unquoted, withoutMarkup } from '../../../shared/reading/tidied.ts'

export interface Prompt {
  user: string
  /** Empty when the prompt does not show it (`bash-4.2#`). */
  host: string
  /** The working directory as shown: a path, `~`, or only its last part; empty when not shown. */
  directory: string
  command: string
  /** As it stands in the line, without the command. */
  shown: string
}

/** A shape of prompts; the groups are named like the parts of a prompt. `client`: what is typed is a subcommand of it. */
const shapes = (...patterns: RegExp[]): readonly RegExp[] => patterns

const ahead = '^\\s{0,16}(?:\\[?\\d\\d:\\d\\d(?::\\d\\d)?\\]? )?(?:\\([^()\\s]{1,60}\\)\\s?)?'
const who = '(?<user>[A-Za-z_][\\w.-]{0,63})@(?<host>[A-Za-z0-9][\\w.-]{0,252})'
const branch = '(?: \\([^()]{1,60}\\))?'
const end = '(?:\\s|$)'

/** Prompts that name a user and a host, or look like nothing else. */
const certain = shapes(
  // `[root@cloudos1 ~]# docker ps`, `[ceph: root@cloudos1 /]# `
  new RegExp(
    `${ahead}\\[(?:\\w{1,20}: |\\d\\d:\\d\\d(?::\\d\\d)? )?${who}[ :](?<directory>[^\\]\\s]{1,4096})${branch}\\]\\s?[#$%]\\s?`,
  ),
  // `root@localhost [ ~ ]# `
  new RegExp(`${ahead}${who} ?\\[ ?(?<directory>[^\\]\\s]{1,4096}) ?\\] ?[#$%]\\s?`),
  // `root@cloudos1 ~# docker ps`, `root@host:/var/log# ll`, `user@host ~ % df`, `user@host:~> df`
  new RegExp(`${ahead}${who}[ :](?<directory>[~/][^\\s#$>]{0,4096})${branch}\\s?[#$%>]${end}`),
  // `root@host:~#df`
  new RegExp(`${ahead}${who}:(?<directory>~)[#$](?=[a-z])`),
  // `user@host$ hostname`
  new RegExp(`${ahead}${who}:?[#$]${end}`),
  // `➜  ~ kubectl get nodes`, `➜  deploy git:(main) ✗ ll`
  /^\s{0,16}➜\s+(?<directory>~\S{0,200}|\/\S{0,200}|[\w.-]{1,80}(?=\s+git:\(|\s{2}))\s+(?:git:\([^)\s]{1,100}\)\s+)?(?:[✗✔✘]\s+)?/,
  // `PS C:\Users\admin> kubectl get pods`, `C:\Users\admin>docker ps`
  /^\s{0,16}PS(?: (?<directory>[A-Z]:\\[^>|]{0,200}|[~/][^>|]{0,200}))?> ?(?=\S|$)/,
  /^\s{0,16}(?<directory>[A-Z]:\\[^>|]{0,200})> ?(?=\S|$)/,
)

// What a shell without a configured prompt shows inside a container
const hostless = /^(?:bash|sh|ash|dash)-\d+(?:\.\d+){0,2}[#$](?:\s|$)/
// busybox and dash inside a container; too common in other text to be believed elsewhere
const bare = /^(?<directory>(?:\/[\w./-]{0,200}|~)?) ?[#$](?:\s|$)/

/** Prompts that a remark may begin like: believed ahead of a command of the field only. */
const likely = shapes(
  // `host:~ # df -h`, `mac:~ admin$ ls`, `controlplane $ docker ps`, `node1# ls`
  /^\s{0,16}(?<host>[A-Za-z][\w.-]{0,60}):(?<directory>[~/][^\s#$>]{0,400}) ?(?:(?<user>[a-z_][\w-]{0,30}) ?)?[#$>%]\s+(?=\S)/,
  /^\s{0,16}(?<host>[A-Za-z][\w.-]{0,60}) ?[#$%>]\s+(?=\S)/,
  // `[node1 ~]# df`, `~ $ ls`, `/ # ps`, `$ docker ps`, `# docker ps`, `❯ docker ps`
  /^\s{0,16}\[(?<host>[A-Za-z][\w.-]{0,60}) (?<directory>[^\]\s]{1,400})\]\s?[#$%]\s?(?=\S)/,
  /^\s{0,16}(?<directory>~\S{0,200}|\/[\w./-]{0,200})? ?[#$%❯λ]\s+(?=\S)/,
  /^\s{0,16}[➜→❯]\s+(?=\S)/,
)
/** The clients' own shells: `(openstack) network agent list`. */
const clientShell = /^\s{0,16}\((?<client>openstack|nova|neutron|cinder)\) (?=[a-z])/

/** `insideContainer`: prompts such as `/ # ` are believed too. Null when the line does not start with a prompt. */
export function promptOf(line: string, insideContainer = false): Prompt | null {
  const known = promptIn(line, insideContainer)
  if (known !== null || !/^[\s>*`\\]/.test(line)) return known
  const tidy = withoutMarkup(unquoted(line))
  return tidy === line ? null : promptIn(tidy, insideContainer)
}

function promptIn(line: string, insideContainer: boolean): Prompt | null {
  for (const shape of certain) {
    const match = shape.exec(line)
    if (match !== null) return prompt(line, match)
  }
  const hostlessMatch = hostless.exec(line) ?? (insideContainer ? bare.exec(line) : null)
  return hostlessMatch === null ? null : prompt(line, hostlessMatch)
}

/** The same of prompts that only a command of the field behind them makes credible: `$ docker ps`, `controlplane $ ls`. */
export function likelyPromptOf(line: string): Prompt | null {
  if (line.length > 4000) return null
  const tidy = /^[\s>*`\\]/.test(line) ? withoutMarkup(unquoted(line)) : line
  const inClient = clientShell.exec(tidy)
  if (inClient !== null) {
    const typed = prompt(tidy, inClient)
    return { ...typed, command: `${inClient.groups?.client ?? ''} ${typed.command}` }
  }
  for (const shape of likely) {
    const match = shape.exec(tidy)
    if (match === null) continue
    const found = prompt(tidy, match)
    if (isCommandLine(found.command)) return found
  }
  return null
}

export const startsWithPrompt = (line: string): boolean => promptOf(line) !== null

function prompt(line: string, match: RegExpExecArray): Prompt {
  const { user = '', host = '', directory = '' } = match.groups ?? {}
  const [shown] = match
  return { user, host, directory, command: line.slice(shown.length).trim(), shown }
}
