/** What nodes show of themselves, and the cluster of them. */
import type { Shown } from '../capture/snapshot.ts'
import type { Look } from './expectations.ts'

export function expectOfHost({ shown, index, earlier, expect }: Look<'host'>): void {
  if (earlier !== null && earlier.row.bootMs !== shown.row.bootMs) expect.change('(node-rebooted)', shown, index)
}

export function expectOfDisk({ shown, index, expect }: Look<'df'>): void {
  if (shown.row.percent >= 85) expect.state('disk-full', shown, index)
}

export function expectOfUnit({ shown, index, expect }: Look<'systemctl-failed'>): void {
  expect.state('unit-failed', shown, index)
}

export function expectOfTimeSync({ shown, index, expect }: Look<'time-sync'>): void {
  if (shown.row.isLost) expect.state('clock-not-kept', shown, index)
}

export function expectOfNode({ shown, index, expect }: Look<'kubectl-get-nodes'>): void {
  if (shown.row.status.startsWith('NotReady')) expect.state('node-not-ready', shown, index)
}

const muchBytes = 10 * 1024 * 1024

export function expectOfLog({ reading, shown, index, earlier, expect }: Look<'var-log'>): void {
  const { row } = shown
  const was = earlier?.row
  if (row.isOld || row.log === null || was === undefined || earlier === null) return
  if (row.size - was.size >= muchBytes) expect.change('log-grew-fast', shown, index)
  const isRotated = row.log.rotations.some(({ atMs }) => atMs > earlier.atMs && atMs <= shown.atMs)
  if (!isRotated) return
  const before = reading.indexOf(earlier)
  const isKeptAnew = (reading.snapshots[index]?.shown ?? []).some((each) => {
    if (each.probe !== 'var-log' || each.place !== shown.place) return false
    const other = (each as Shown<'var-log'>).row
    return other.log === row.log && other.isOld && reading.at('var-log', shown.place, each.key, before) === null
  })
  if (row.size < was.size) expect.change('log-rotated', shown, index)
  else if (isKeptAnew) expect.change('log-rotated', shown, index, 'only the file it was moved to shows it')
}
