/** A user of this machine with a password of its own, for logins that need one; gone after `remove`. Needs root. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'

export interface TestUser {
  name: string
  password: string
  home: string
  remove: () => void
}

/** Why there can be no such user here, or null. */
export const noTestUserBecause: string | null =
  userInfo().uid === 0 ? null : 'skipped: making a user with a password needs root'

export function makeTestUser({ shell = '/bin/bash' } = {}): TestUser {
  const name = `nltest${randomBytes(3).toString('hex')}`
  const password = randomBytes(9).toString('base64url')
  execFileSync('useradd', ['-m', '-s', shell, name])
  execFileSync('chpasswd', { input: `${name}:${password}\n` })
  // Asked for every time, as on a node that was hardened.
  const sudoers = `/etc/sudoers.d/${name}`
  writeFileSync(sudoers, `Defaults:${name} timestamp_timeout=0, lecture=never\n${name} ALL=(ALL) ALL\n`, {
    mode: 0o440,
  })
  return {
    name,
    password,
    home: `/home/${name}`,
    remove: () => {
      rmSync(sudoers, { force: true })
      execFileSync('userdel', ['-r', '-f', name], { stdio: 'ignore' })
    },
  }
}
