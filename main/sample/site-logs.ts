/** What lies in /var/log on the nodes and in the nova pod of the simulated site. */
import { dayMs, hourMs, minuteMs, secondMs } from '../../shared/parse/time.ts'
import type { Story } from './story.ts'

export interface SiteFile {
  /** As `ls -l` prints it. */
  mode: string
  links: number
  owner: string
  group: string
  size: number
  modifiedAtMs: number
  name: string
}

const directory = (name: string, owner: string, size: number, modifiedAtMs: number, mode = 'drwxr-xr-x'): SiteFile => {
  const group = ['ceilometer', 'heat', 'trove'].includes(owner) ? 'root' : owner
  return { mode, links: 2, owner, group, size, modifiedAtMs, name }
}

const file = (name: string, size: number, modifiedAtMs: number, mode = '-rw-r--r--'): SiteFile => {
  const group = name === 'wtmp' || name === 'btmp' ? 'utmp' : 'root'
  return { mode, links: 1, owner: 'root', group, size, modifiedAtMs, name }
}

interface Growth {
  name: string
  /** Size at `fromMs`. */
  size: number
  fromMs: number
  /** It gets this many bytes at a time. */
  bytes: number
  everyMs: number
  mode?: string | undefined
}

/** A log that is written steadily. */
function growing({ name, size, fromMs, bytes, everyMs, mode }: Growth, atMs: number): SiteFile {
  const writes = Math.max(0, Math.floor((atMs - fromMs) / everyMs))
  return file(name, size + writes * bytes, fromMs + writes * everyMs, mode)
}

/** /var/log of a node; `index` 0 is cloudos1, whose `messages` is rotated in the middle of the incident. */
export function nodeLogsAt(story: Story, index: number, atMs: number): SiteFile[] {
  const installedMs = story.logRotatedAtMs - 740 * dayMs
  const bootedMs = story.logRotatedAtMs - 3 * dayMs - 5 * hourMs - 30 * minuteMs
  const fromMs = story.logRotatedAtMs - hourMs
  const grows = (name: string, size: number, bytes: number, everyMs: number, mode?: string) =>
    growing({ name, size: size + index * 9377, fromMs: fromMs + index * 1300, bytes, everyMs, mode }, atMs)
  const messages = grows('messages', 63_418_092, 1187, 2 * secondMs, '-rw-------')
  const isRotated = index === 0 && atMs >= story.logRotatedAtMs
  const rotatedAway = { ...messages, size: 65_554_692, modifiedAtMs: story.logRotatedAtMs - secondMs }
  const fresh = { name: 'messages', size: 0, fromMs: story.logRotatedAtMs, bytes: 1187, everyMs: 2 * secondMs }
  // The API server and its helpers run on the first node only.
  const masterLogs = () => [
    grows('kube-apiserver.log', 33_090_711, 1530, 4 * secondMs),
    grows('kube-controller-manager.log', 5_210_334, 402, 15 * secondMs),
    grows('kube-scheduler.log', 1_040_990, 176, 30 * secondMs),
  ]
  return inOrder([
    directory('.', 'root', 4096, isRotated ? story.logRotatedAtMs : bootedMs),
    { ...directory('..', 'root', 4096, installedMs), links: 21 },
    directory('anaconda', 'root', 191, installedMs),
    directory('audit', 'root', 23, installedMs, 'drwx------'),
    file('boot.log', 18_240, bootedMs + 40 * secondMs, '-rw-------'),
    file('btmp', 0, story.logRotatedAtMs - 18 * dayMs, '-rw-------'),
    directory('chrony', 'chrony', 6, installedMs),
    grows('cron', 23_087, 219, 10 * minuteMs, '-rw-------'),
    file('dmesg', 131_702, bootedMs + 41 * secondMs),
    grows('docker.log', 8_114_302, 611, 5 * secondMs),
    grows('etcd.log', 21_554_870, 243, 3 * secondMs),
    grows('flanneld.log', 412_007, 96, 60 * secondMs),
    file('grubby_prune_debug', 193, installedMs),
    ...(index === 0 ? masterLogs() : []),
    grows('kube-proxy.log', 1_630_228, 188, 30 * secondMs),
    grows('kubelet.log', 27_310_556, 1904, 5 * secondMs),
    file('lastlog', 292_000, story.logRotatedAtMs - 7 * hourMs),
    file('maillog', 0, story.logRotatedAtMs - 18 * dayMs, '-rw-------'),
    ...(isRotated ? [growing({ ...fresh, mode: '-rw-------' }, atMs)] : [messages]),
    ...(isRotated ? [{ ...rotatedAway, name: `messages-${dateInZone(story.logRotatedAtMs)}` }] : []),
    grows('ntp.log', 90_664, 74, 64 * secondMs),
    directory('rhsm', 'root', 6, installedMs),
    directory('sa', 'root', 4096, bootedMs + 20 * hourMs),
    file('secure', 14_820, story.logRotatedAtMs - 7 * hourMs, '-rw-------'),
    file('spooler', 0, story.logRotatedAtMs - 18 * dayMs, '-rw-------'),
    file('tallylog', 0, installedMs, '-rw-------'),
    directory('tuned', 'root', 23, installedMs),
    file('wtmp', 76_800, story.logRotatedAtMs - 7 * hourMs, '-rw-rw-r--'),
    file('yum.log', 22_990, installedMs + 400 * dayMs, '-rw-------'),
  ])
}

/** /var/log inside the nova client's pod, where the boot script's retries flood one log. */
export function novaPodLogsAt(story: Story, atMs: number): SiteFile[] {
  const installedMs = story.logRotatedAtMs - 740 * dayMs
  const startedMs = story.logRotatedAtMs - 3 * dayMs - 4 * hourMs
  const fromMs = story.logRotatedAtMs - hourMs
  const rotatedMs = story.logRotatedAtMs - 10 * hourMs
  const calm = { name: 'post-startup.log', size: 12_418_220, fromMs, bytes: 2904, everyMs: 10 * secondMs }
  const floodMs = Math.max(0, Math.min(atMs, story.logFloodEndsAtMs) - story.logFloodsAtMs)
  const postStartup = growing(calm, atMs)
  postStartup.size += Math.floor(floodMs / secondMs) * 129_540
  return inOrder([
    directory('.', 'root', 4096, startedMs),
    { ...directory('..', 'root', 4096, installedMs), links: 19 },
    directory('anaconda', 'root', 191, installedMs),
    directory('barbican', 'barbican', 6, installedMs, 'drwxr-x---'),
    { ...file('btmp', 0, startedMs, '-rw-------') },
    directory('ceilometer', 'ceilometer', 6, installedMs, 'drwxr-x---'),
    growing({ name: 'cron', size: 23_087, fromMs, bytes: 219, everyMs: 10 * minuteMs }, atMs),
    file('grubby_prune_debug', 193, installedMs),
    directory('heat', 'heat', 6, installedMs, 'drwxr-x---'),
    directory('httpd', 'root', 4096, rotatedMs),
    directory('ironic', 'ironic', 6, installedMs + 55 * dayMs, 'drwxr-x---'),
    file('lastlog', 292_000, startedMs),
    file('maillog', 0, startedMs),
    growing({ name: 'messages', size: 635_601, fromMs, bytes: 103, everyMs: 30 * secondMs }, atMs),
    directory('neutron', 'neutron', 6, installedMs, 'drwxr-x---'),
    directory('nova', 'nova', 4096, rotatedMs),
    postStartup,
    file('pre-startup.log', 2196, startedMs),
    directory('qemu-ga', 'root', 6, installedMs),
    directory('rhsm', 'root', 6, installedMs),
    directory('sahara', 'sahara', 6, installedMs, 'drwxr-x---'),
    file('secure', 0, startedMs),
    file('spooler', 0, startedMs),
    file('tallylog', 0, installedMs),
    directory('trove', 'trove', 6, installedMs, 'drwxr-x---'),
    file('upgrade-db.log', 7993, startedMs + 80 * secondMs),
    file('wtmp', 768, startedMs, '-rw-rw-r--'),
    file('yum.log', 22_990, installedMs + 400 * dayMs),
  ])
}

/** `ls` sorts by bytes in the C locale. */
const inOrder = (files: SiteFile[]): SiteFile[] => files.sort((a, b) => (a.name < b.name ? -1 : 1))

/** logrotate names files by the node's own date. */
const dateInZone = (ms: number): string => new Date(ms + 8 * hourMs).toISOString().slice(0, 10).replaceAll('-', '')
