/** What collecting can say. */

import { captureMessages } from './capture.ts'
import { hostKeyMessages } from './host-keys.ts'
import { linkMessages } from './link.ts'
import { loginMessages, sshConfigMessages, targetMessages } from './login.ts'
import { profileMessages } from './profile.ts'
import { promptMessages } from './prompt.ts'
import { scriptMessages } from './script.ts'
import { sudoMessages } from './sudo.ts'

export const collect: readonly object[] = [
  targetMessages,
  sshConfigMessages,
  loginMessages,
  linkMessages,
  hostKeyMessages,
  promptMessages,
  sudoMessages,
  scriptMessages,
  captureMessages,
  profileMessages,
]
