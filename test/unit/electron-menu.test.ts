import { expect, test } from 'vitest'
import { menuTemplate } from '../../main/hosts/electron/menu.ts'

const labelsOf = (items: ReturnType<typeof menuTemplate>): string[] =>
  items.flatMap(({ label, submenu }) => [
    ...(label === undefined ? [] : [label]),
    ...(Array.isArray(submenu) ? labelsOf(submenu) : []),
  ])

test('the menu speaks the language of the desktop, item for item', () => {
  const [english, chinese] = [labelsOf(menuTemplate('en', 'linux')), labelsOf(menuTemplate('zh', 'linux'))]
  expect(english.length).toBeGreaterThan(12)
  expect(chinese).toHaveLength(english.length)
  for (const label of chinese) expect(label).toMatch(/^[\u4e00-\u9fff]+$/)
  for (const label of english) expect(label).toMatch(/^[A-Za-z ]+$/)
})

test('on macOS the program has its own menu first', () => {
  const [own, ...rest] = menuTemplate('en', 'darwin')
  expect(own).toEqual({ role: 'appMenu' })
  expect(rest).toEqual(menuTemplate('en', 'linux'))
})
