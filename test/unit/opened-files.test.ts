import { expect, test } from 'vitest'
import { filesOf } from '../../main/hosts/electron/opened-files.ts'

test('files are told from options, and from the application itself while it is not packaged', () => {
  const argv = ['/opt/Nodelapse/nodelapse', '--no-sandbox', 'a.nodesnap', '/b/c.txt', '--demo']
  expect(filesOf(argv, true, '/home/user')).toEqual(['/home/user/a.nodesnap', '/b/c.txt'])
  expect(filesOf(['electron', '--inspect=0', '/app', 'a.nodesnap'], false, '/home/user')).toEqual([
    '/home/user/a.nodesnap',
  ])
  expect(filesOf(['/opt/Nodelapse/nodelapse'], true, '/')).toEqual([])
})
