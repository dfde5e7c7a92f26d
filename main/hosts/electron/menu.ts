/** The menu of the desktop: what every program has, in the language of the desktop. The program's own commands are in the window. */
import type { MenuItemConstructorOptions } from 'electron'
import type { Language, Text } from '../../../shared/words/language.ts'

type Role = NonNullable<MenuItemConstructorOptions['role']>

/** Menus with their items; null is a line between them. */
const menus: readonly (readonly [Text, readonly ([Role, Text] | null)[]])[] = [
  [
    { en: 'Edit', zh: '编辑' },
    [
      ['undo', { en: 'Undo', zh: '撤销' }],
      ['redo', { en: 'Redo', zh: '重做' }],
      null,
      ['cut', { en: 'Cut', zh: '剪切' }],
      ['copy', { en: 'Copy', zh: '复制' }],
      ['paste', { en: 'Paste', zh: '粘贴' }],
      ['selectAll', { en: 'Select all', zh: '全选' }],
    ],
  ],
  [
    { en: 'View', zh: '视图' },
    [
      ['zoomIn', { en: 'Zoom in', zh: '放大' }],
      ['zoomOut', { en: 'Zoom out', zh: '缩小' }],
      ['resetZoom', { en: 'Actual size', zh: '实际大小' }],
      ['togglefullscreen', { en: 'Full screen', zh: '全屏' }],
      null,
      ['reload', { en: 'Reload', zh: '重新加载' }],
      ['toggleDevTools', { en: 'Developer tools', zh: '开发者工具' }],
    ],
  ],
  [
    { en: 'Window', zh: '窗口' },
    [
      ['minimize', { en: 'Minimise', zh: '最小化' }],
      ['close', { en: 'Close', zh: '关闭' }],
    ],
  ],
]

/** On macOS the first menu is the program's own, whose words the system knows. */
export function menuTemplate(language: Language, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const own: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : []
  const rest = menus.map(([name, items]) => ({
    label: name[language],
    submenu: items.map((item) => entry(item, language)),
  }))
  return [...own, ...rest]
}

function entry(item: [Role, Text] | null, language: Language): MenuItemConstructorOptions {
  if (item === null) return { type: 'separator' }
  const [role, label] = item
  return { role, label: label[language] }
}
