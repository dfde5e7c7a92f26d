/** What a person is asked while a capture runs. */
import { catalogue, says } from '../../words/message.ts'

export const promptMessages = catalogue('prompt', {
  hostKey: says<{ node: string; fingerprint: string }>({
    en: ({ node, fingerprint }) =>
      `The host key of ${node} is not known yet: ${fingerprint}\nIs it right? It will be remembered.`,
    zh: ({ node, fingerprint }) => `${node} 的主机密钥尚未被信任：${fingerprint}\n是否正确？确认后将被记住。`,
  }),
  passphrase: says<{ file: string }>({
    en: ({ file }) => `Passphrase of ${file}:`,
    zh: ({ file }) => `${file} 的口令：`,
  }),
  password: says<{ target: string }>({
    en: ({ target }) => `Password of ${target}:`,
    zh: ({ target }) => `${target} 的密码：`,
  }),
  sudoPassword: says<{ target: string }>({
    en: ({ target }) => `sudo password of ${target}:`,
    zh: ({ target }) => `${target} 的 sudo 密码：`,
  }),
  /** A node asks in its own words. */
  node: says<{ said: string }>({ en: ({ said }) => said, zh: ({ said }) => said }),
})
