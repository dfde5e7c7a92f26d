import { catalogue, says } from '../../words/message.ts'

export const systemctlMessages = catalogue('systemctl', {
  headed: says({ en: 'The listing has a header and a legend.', zh: '列表带有表头和图例。' }),
  allUnits: says({
    en: 'The listing is of all units, not only of those that failed.',
    zh: '列表包含所有单元，不只是失败的单元。',
  }),
  notBooted: says({
    en: 'systemd does not run this node, so there are no units to ask about.',
    zh: '此节点不由 systemd 运行，因此没有可查询的单元。',
  }),
  noSystemd: says({ en: 'This node has no systemd.', zh: '此节点没有 systemd。' }),
})
