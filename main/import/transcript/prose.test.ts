import { expect, test } from 'vitest'
import { isProse, looksTabular } from './prose.ts'

test.each([
  ['文件系统                 容量  已用  可用 已用% 挂载点', false],
  ['文件系统 容量 已用 可用 已用% 挂载点', false],
  ['内存：   16233116     1982848   10912340', false],
  ['内存： 16233116 1982848 10912340', false],
  ['总用量 60', false],
  ['/dev/sda1 10G 5G 5G 50% /', false],
  ['Warning: this is deprecated and will be removed.', false],
  ['2019-10-19 13:00:00 ERROR something went wrong here.', false],
  ['| a | b |', false],
  ['  "kind": "List",', false],
  ['可以看到 nova-conductor 的状态变为 down，说明心跳已经超时。', true],
  ['图3 停止服务后的状态', true],
  ['The only container here is the web server.', true],
  ['Как видно, сервис не отвечает уже десять минут.', true],
  ['サービスが停止していることがわかります。', true],
  ['Wie man sieht, steht der Dienst seit zehn Minuten.', true],
])('behind an empty line %j: %s', (line, expected) => expect(isProse(line, true)).toBe(expected))

test('an English sentence right below an output may be its own', () => {
  expect(isProse('The connection to the server was refused by somebody.', false)).toBe(false)
  expect(isProse('可以看到服务的状态变为 down，说明心跳已经超时。', false)).toBe(true)
})

test.each([
  ['NAME   DESIRED   CURRENT', true],
  ['| Id | Name |', true],
  ['a b c', false],
  ['No blanks', false],
])('%j looks like a table: %s', (line, expected) => expect(looksTabular(line)).toBe(expected))
