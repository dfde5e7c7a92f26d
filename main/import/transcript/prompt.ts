/** Shell prompts as they stand at the start of a line. */

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

const environment = '(?:\\([^()\\s]{1,60}\\)\\s?)?'
const who = '([A-Za-z_][\\w.-]{0,63})@([A-Za-z0-9][\\w.-]{0,252})'
// `[root@cloudos1 ~]# docker ps`
const bracketed = new RegExp(`^\\s{0,8}${environment}\\[${who}[ :]([^\\]\\s]{1,4096})\\]\\s?[#$]\\s?`)
// `root@cloudos1 ~# docker ps`, `root@host:/var/log# ll`
const plain = new RegExp(`^\\s{0,8}${environment}${who}[ :]([~/][^\\s#$]{0,4096})\\s?[#$](?:\\s|$)`)
// `user@host$ hostname`
const short = new RegExp(`^\\s{0,8}${environment}${who}:?[#$](?:\\s|$)`)
// What a shell without a configured prompt shows inside a container
const hostless = /^(?:bash|sh|ash|dash)-\d+(?:\.\d+){0,2}[#$](?:\s|$)/
// busybox and dash inside a container; too common in other text to be believed elsewhere
const bare = /^((?:\/[\w./-]{0,200}|~)?) ?[#$](?:\s|$)/

/** `insideContainer`: prompts such as `/ # ` are believed too. Null when the line does not start with a prompt. */
export function promptOf(line: string, insideContainer = false): Prompt | null {
  const match = bracketed.exec(line) ?? plain.exec(line)
  if (match !== null) return prompt(line, match[0], match[1], match[2], match[3])
  const shortMatch = short.exec(line)
  if (shortMatch !== null) return prompt(line, shortMatch[0], shortMatch[1], shortMatch[2], '')
  const hostlessMatch = hostless.exec(line)
  if (hostlessMatch !== null) return prompt(line, hostlessMatch[0], '', '', '')
  const bareMatch = insideContainer ? bare.exec(line) : null
  return bareMatch === null ? null : prompt(line, bareMatch[0], '', '', bareMatch[1])
}

export const startsWithPrompt = (line: string): boolean => promptOf(line) !== null

const prompt = (line: string, shown: string, user = '', host = '', directory = ''): Prompt => ({
  user,
  host,
  directory,
  command: line.slice(shown.length).trim(),
  shown,
})
