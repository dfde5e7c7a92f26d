/** Commands as root by `sudo`: without a password where the node allows it, else with one typed on a terminal. */

import { randomBytes } from 'node:crypto'
import { promptMessages } from '../../shared/messages/collect/prompt.ts'
import { sudoMessages } from '../../shared/messages/collect/sudo.ts'
import type { Section } from '../../shared/model.ts'
import { quoted } from '../../shared/probes/families/shell.ts'
import type { Exec, ExecResult } from './exec.ts'
import type { Ask } from './prompts.ts'

const wantsPassword =
  /sudo: (?:a password is required|a terminal is required|no tty present|sorry, you must have a tty|需要密码|需要终端)/i

/**
 * The same connection with `sudo` ahead of every command. The password goes to a terminal only, is asked for once, and is
 * forgotten with the connection. Its standard error is then part of its output, as it is on any terminal.
 */
export function withSudo(exec: Exec, target: string, ask: Ask | undefined): Exec {
  let password: Promise<string | null> | null = null
  const withoutPassword: Exec = (command, limits) => exec(`sudo -n ${command}`, limits)
  return async (command, limits) => {
    if (password === null) {
      const result = await withoutPassword(command, limits)
      if (result.ending !== 'exited' || result.exitCode === 0 || !wantsPassword.test(result.stderr)) return result
      if (ask === undefined) return result
    }
    password ??=
      ask?.({ kind: 'sudo-password', target, text: promptMessages.sudoPassword({ target }) }) ?? Promise.resolve(null)
    const answer = await password
    if (answer === null) return withoutPassword(command, limits)
    const mark = randomBytes(12).toString('hex')
    const prompt = `ask-${mark}:`
    const result = await exec(`sudo -p ${prompt} sh -c ${quoted(`exec ${command} </dev/null`)}`, {
      ...limits,
      typing: { prompt, answer },
    })
    return isRefusal(result) ? { ...result, ending: 'not-accepted' } : result
  }
}

const isRefusal = ({ ending, exitCode, stdout }: ExecResult): boolean =>
  ending === 'exited' && exitCode !== 0 && stdout === ''

/** What sudo says when it does not run the command; null when it is not sudo that speaks. */
export function diagnoseSudo(stderr: string): Pick<Section, 'outcome' | 'message'> | null {
  if (wantsPassword.test(stderr)) return { outcome: 'refused', message: sudoMessages.wantsPassword() }
  if (/is not in the sudoers file|is not allowed to (?:execute|run sudo)|may not run sudo/.test(stderr))
    return { outcome: 'refused', message: sudoMessages.notAllowed() }
  return null
}
