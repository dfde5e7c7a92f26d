import type { CommandGroup } from '../../command.ts'
import { siteAdd } from './add.ts'
import { siteList } from './list.ts'
import { siteRemove } from './remove.ts'

export const site: CommandGroup = {
  name: 'site',
  about: {
    en: 'keep the nodes of a site, so that `capture --site NAME` suffices',
    zh: '保存站点的节点，之后用 `capture --site 名称` 即可采集',
  },
  commands: [siteAdd, siteRemove, siteList],
}
