/** What a node says of itself. */
import { day, hour, minute } from '../world/durations.ts'
import { usedKb } from '../world/logs.ts'
import { inside } from '../world/periods.ts'
import type { ClusterNode } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { local, zoneText } from './print.ts'
import type { Answer, DiskRow } from './rows.ts'

const dockerVersions = { floor: '1.12.6', 46: '18.09.7', new: '20.10.24' }

const bootedMs = (node: ClusterNode, atMs: number): number => node.boots.findLast((bootMs) => bootMs <= atMs) ?? 0

/** `nodeMs`: what `date` prints, whole seconds. */
export function hostText(world: World, node: ClusterNode, atMs: number, nodeMs: number): Answer<'host'> {
  const { print } = world.traits
  const bootMs = bootedMs(node, atMs)
  const upMs = atMs - bootMs
  const days = Math.floor(upMs / day)
  const hours = Math.floor((upMs % day) / hour)
  const minutes = Math.floor((upMs % hour) / minute)
  const time = hours === 0 ? `${minutes} min` : `${String(hours).padStart(2)}:${String(minutes).padStart(2, '0')}`
  const daysText = days === 0 ? '' : `${days} day${days === 1 ? '' : 's'}, `
  const date = local(nodeMs, node.zoneMinutes).slice(0, 19)
  const kubectl = print.kubectlAges === 'fine' ? '20.2' : '9.11'
  const lines = [
    `hostname: ${node.name}`,
    `date: ${date}${zoneText(node.zoneMinutes)}`,
    `uptime:  ${date.slice(11)} up ${daysText}${time},  2 users,  load average: 1.82, 1.64, 1.57`,
    'kernel: 3.10.0-957.27.2.el7.x86_64',
    `docker: Docker version ${dockerVersions[print.dockerAges]}, build 2d0083d`,
    `kubectl: Client Version: version.Info{Major:"1", Minor:"9", GitVersion:"v1.${kubectl}"}`,
  ]
  return { text: `${lines.join('\n')}\n`, rows: [{ key: 'host', node, bootMs }] }
}

export function dfText(node: ClusterNode, atMs: number): Answer<'df'> {
  const rows: DiskRow[] = [{ key: '/dev', percent: 0, disk: null }]
  const lines = [
    'Filesystem                1024-blocks      Used Available Capacity Mounted on',
    'devtmpfs                     12334460         0  12334460       0% /dev',
  ]
  for (const disk of node.disks) {
    const used = Math.round(usedKb(disk, atMs))
    const free = Math.max(0, disk.sizeKb - used)
    const percent = Math.ceil((used * 100) / (used + free))
    rows.push({ key: disk.mount, percent, disk })
    const sizes = [String(disk.sizeKb).padStart(11), String(used).padStart(9), String(free).padStart(9)]
    lines.push(`${disk.filesystem.padEnd(25)} ${sizes.join(' ')} ${`${percent}%`.padStart(8)} ${disk.mount}`)
  }
  return { text: `${lines.join('\n')}\n`, rows }
}

export const freeText = (): string =>
  '               total        used        free      shared  buff/cache   available\nMem:       263856432    94211480    52936744      668872   116708208   166262936\nSwap:              0           0           0\n'

export function failedUnitsText(node: ClusterNode, atMs: number): Answer<'systemctl-failed'> {
  const units = node.failedUnits.filter(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)
  const text = units.map(({ unit, about }) => `${unit} loaded failed failed ${about}\n`).join('')
  return { text, rows: units.map(({ unit }) => ({ key: unit })) }
}

export function timeSyncText(world: World, node: ClusterNode, atMs: number): Answer<'time-sync'> {
  const isLost = inside(node.unsynced, atMs)
  const nodeMs = world.clockOf(node, atMs)
  const weekday = new Date(nodeMs).toUTCString().slice(0, 3)
  const said = (zoneMinutes: number) => {
    const iso = local(nodeMs, zoneMinutes)
    return `${weekday} ${iso.slice(0, 10)} ${iso.slice(11, 19)}`
  }
  const lines = [
    `      Local time: ${said(node.zoneMinutes)} CST`,
    `  Universal time: ${said(0)} UTC`,
    `        RTC time: ${said(0)}`,
    '       Time zone: Asia/Shanghai (CST, +0800)',
    '     NTP enabled: yes',
    `NTP synchronized: ${isLost ? 'no' : 'yes'}`,
    ' RTC in local TZ: no',
    '      DST active: n/a',
    `Reference ID    : ${isLost ? '00000000 ()' : 'C0A80C01 (192.168.12.1)'}`,
    `Stratum         : ${isLost ? 0 : 4}`,
    'System time     : 0.000213451 seconds slow of NTP time',
    `Leap status     : ${isLost ? 'Not synchronised' : 'Normal'}`,
  ]
  return { text: `${lines.join('\n')}\n`, rows: [{ key: 'clock', isLost }] }
}
