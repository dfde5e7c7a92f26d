/** What keeps a login from being tried or accepted: nodes as typed, the SSH configuration, keys. */
import type { Message } from '../../model.ts'
import { catalogue, says } from '../../words/message.ts'

/** Nodes as they are typed. */
export const targetMessages = catalogue('target', {
  wrong: says<{ text: string; why: Message }>({
    en: ({ text, why }) => `"${text}" is not a node to log in to: ${why}. Write [user@]host[:port].`,
    zh: ({ text, why }) => `“${text}”不是可登录的节点：${why}。格式为 [user@]host[:port]。`,
  }),
  empty: says({ en: 'it is empty', zh: '内容为空' }),
  blank: says({ en: 'it contains a blank', zh: '含有空白字符' }),
  noUser: says({ en: 'the user name before the @ is missing', zh: '@ 之前缺少用户名' }),
  noHost: says({ en: 'the host is missing', zh: '缺少主机名' }),
  dash: says({ en: 'it begins with a dash', zh: '以连字符开头' }),
  slash: says({ en: 'it contains a slash', zh: '含有斜杠' }),
  brackets: says({ en: 'the brackets do not enclose the address', zh: '方括号没有括住整个地址' }),
  severalPorts: says({ en: 'it has more than one port', zh: '含有多个端口' }),
  port: says({ en: 'the port must be a number from 1 to 65535', zh: '端口必须是 1 到 65535 之间的数字' }),
  none: says({
    en: 'Name at least one node to capture: [user@]host[:port].',
    zh: '请至少指定一个要采集的节点：[user@]host[:port]。',
  }),
  loop: says<{ text: string; name: string }>({
    en: ({ text, name }) => `The way to ${text} goes through ${name} more than once. See ProxyJump.`,
    zh: ({ text, name }) => `到 ${text} 的路径不止一次经过 ${name}。请检查 ProxyJump。`,
  }),
})

export const sshConfigMessages = catalogue('sshConfig', {
  wrong: says<{ said: string }>({
    en: ({ said }) => `The SSH configuration cannot be read: ${said}`,
    zh: ({ said }) => `无法解析 SSH 配置：${said}`,
  }),
  unreadable: says<{ file: string; said: string }>({
    en: ({ file, said }) => `The SSH configuration ${file} cannot be read: ${said}.`,
    zh: ({ file, said }) => `无法读取 SSH 配置 ${file}：${said}。`,
  }),
  includesItself: says<{ file: string }>({
    en: ({ file }) => `${file} is included by itself.`,
    zh: ({ file }) => `${file} 包含了它自己。`,
  }),
  port: says<{ host: string; port: string }>({
    en: ({ host, port }) => `The SSH configuration gives ${host} the port "${port}", which is none.`,
    zh: ({ host, port }) => `SSH 配置中 ${host} 的端口“${port}”无效。`,
  }),
  proxyCommand: says<{ host: string }>({
    en: ({ host }) =>
      `The SSH configuration reaches ${host} by a ProxyCommand, which is not run here. Write ProxyJump in its place, or name the hosts to go through.`,
    zh: ({ host }) =>
      `SSH 配置通过 ProxyCommand 访问 ${host}，本程序不会运行它。请改用 ProxyJump，或指定要经过的跳板机。`,
  }),
})

export const loginMessages = catalogue('login', {
  identityUnreadable: says<{ file: string }>({
    en: ({ file }) => `The identity file ${file} cannot be read.`,
    zh: ({ file }) => `无法读取私钥文件 ${file}。`,
  }),
  identityEncrypted: says<{ file: string }>({
    en: ({ file }) =>
      `The identity file ${file} is encrypted and no passphrase was given. Add it to ssh-agent (ssh-add ${file}), or use a key without a passphrase.`,
    zh: ({ file }) =>
      `私钥文件 ${file} 已加密，而没有提供口令。请将其加入 ssh-agent（ssh-add ${file}），或使用没有口令的私钥。`,
  }),
  identityNoKey: says<{ file: string; said: string }>({
    en: ({ file, said }) => `The identity file ${file} is no private key: ${said}.`,
    zh: ({ file, said }) => `${file} 不是私钥文件：${said}。`,
  }),
  identityPublic: says<{ file: string }>({
    en: ({ file }) => `${file} is a public key; give the private key, usually the name without .pub.`,
    zh: ({ file }) => `${file} 是公钥；请指定私钥，通常是去掉 .pub 的文件。`,
  }),
  wrongPassphrase: says<{ file: string }>({
    en: ({ file }) => `The passphrase does not open the identity file ${file}.`,
    zh: ({ file }) => `口令无法解开私钥文件 ${file}。`,
  }),
  refused: says<{ node: string; user: string }>({
    en: ({ node, user }) =>
      `${node} refused the login of ${user}. Give the identity file of a key that the node accepts, add it to ssh-agent, or log in with a password where someone can be asked for it.`,
    zh: ({ node, user }) =>
      `${node} 拒绝了 ${user} 的登录。请提供节点接受的私钥文件，将其加入 ssh-agent，或在有人可以输入密码的地方用密码登录。`,
  }),
})
