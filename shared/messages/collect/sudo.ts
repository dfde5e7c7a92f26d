import { catalogue, says } from '../../words/message.ts'

export const sudoMessages = catalogue('sudo', {
  wantsPassword: says({
    en: 'sudo asks for a password on this node. Capture where someone can type it, or allow it with NOPASSWD.',
    zh: '此节点上的 sudo 需要密码。请在有人可以输入密码的地方采集，或用 NOPASSWD 免密。',
  }),
  notAccepted: says({
    en: 'sudo did not accept the password, or does not allow this user to run commands.',
    zh: 'sudo 没有接受密码，或不允许此用户执行命令。',
  }),
  notAllowed: says({
    en: 'This user may not use sudo on the node. Log in as another one, or do without sudo.',
    zh: '此用户不能在节点上使用 sudo。请换用其他用户登录，或不使用 sudo。',
  }),
})
