/** Findings in English. */
import { endsOf, type FindingTexts, type Telling } from '../findings/sentence.ts'

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)

function during({ since }: Telling): string {
  const { from, to } = endsOf(since)
  if (from !== '' && to !== '') return ` between ${from} and ${to}`
  return from !== '' ? ` after ${from}` : to !== '' ? ` by ${to}` : ''
}

function byHand({ has, text, number }: Telling, done: string): string {
  if (!has('operatorAction')) return ''
  const [min, max] = [number('operatorMinutesMin'), number('operatorMinutesMax')]
  const when = !has('operatorMinutesMax')
    ? ''
    : max <= 0
      ? ' just then'
      : has('operatorMinutesMin') && min > 0
        ? ` ${min === max ? min : `${min}–${max}`} min before`
        : ` at most ${max} min before`
  return ` (${done} by hand${when}: ${text('operatorAction')})`
}
const on = ({ has, text }: Telling): string => (has('node') ? ` on ${text('node')}` : '')
const service = ({ text }: Telling): string => `${text('binary')} on ${text('host')}`
const describe = ({ text }: Telling): string => `kubectl describe pod ${text('pod')} -n ${text('namespace')}`
const crashLog = ({ text }: Telling): string => `kubectl logs ${text('pod')} -n ${text('namespace')} --previous`
const unit = ({ text }: Telling): string => `systemctl status openstack-${text('binary')}.service (on ${text('host')})`
const dockerLog = ({ text }: Telling): string => `docker logs --tail 100 ${text('id') || text('container')}`
const place = (t: Telling): string => (t.has('pod') ? ` in pod ${t.text('pod')}` : on(t))

export const findingsEn: FindingTexts = {
  'snapshot-incomplete': (t) => ({
    title: `${t.text('node')} is missing in this snapshot: ${t.text('notComparable')} things cannot be compared`,
    next: t.text('message') || `ping ${t.text('node')}; ssh ${t.text('node')} uptime`,
  }),
  'probe-failed': (t) => ({
    title: t.has('probe')
      ? `${t.text('probe')} gave no full answer on ${t.text('node')} (${t.text('outcome')})`
      : `${t.text('node')} was not reached (${t.text('outcome')})`,
    next: t.text('message') || (t.has('probe') ? 'Read what the command printed.' : `ssh ${t.text('node')} uptime`),
  }),
  'service-went-down': (t) => ({
    title: `${service(t)} went down${during(t)}${byHand(t, 'stopped')}`,
    next: unit(t),
  }),
  'service-down': (t) => ({
    title: `${service(t)} is down; its last heartbeat was at ${t.time(t.text('lastHeartbeatAt') || null) || 'an unknown time'}${byHand(t, 'stopped')}`,
    next: unit(t),
  }),
  'service-going-down': (t) => ({
    title: `${service(t)} still reads up, but its last heartbeat is ${t.text('heartbeatAgeSeconds')} s old${byHand(t, 'stopped')}`,
    next: `nova service-list again once ${t.text('downTimeSeconds')} s have passed since that heartbeat; ${unit(t)}`,
  }),
  'service-forced-down': (t) => ({
    title: `${service(t)} was declared down by somebody (Forced down)`,
    next: `nova service-list --binary ${t.text('binary')} --host ${t.text('host')}`,
  }),
  'service-flapping': (t) => ({
    title: `${service(t)} went down ${t.text('episodes')} times in ${t.text('snapshots')} snapshots`,
    next: unit(t),
  }),
  'service-disabled': (t) => ({
    title: `${service(t)} is disabled${t.has('reason') ? `: ${t.text('reason')}` : ''}`,
    next: `nova service-list --binary ${t.text('binary')} --host ${t.text('host')}`,
  }),
  'service-recovered': (t) => ({
    title: `${service(t)} came back${during(t)}${byHand(t, 'started')}`,
    next: unit(t),
  }),
  'pod-crash-looping': (t) => ({
    title: `${t.text('pod')}${on(t)} is crash looping, ${t.text('restarts')} restarts so far`,
    next: crashLog(t),
  }),
  'pod-stuck-creating': (t) => ({
    title:
      t.number('seenMinutes') >= t.number('thresholdMinutes')
        ? `${t.text('pod')}${on(t)} has been in ${t.text('status')} for at least ${t.text('seenMinutes')} min`
        : `${t.text('pod')}${on(t)} is in ${t.text('status')} and at least ${t.text('ageMinutesMin')} min old`,
    next: describe(t),
  }),
  'pod-waiting': (t) => ({ title: `${t.text('pod')}${on(t)} waits: ${t.text('status')}`, next: describe(t) }),
  'pod-not-ready': (t) => ({
    title: `${t.text('pod')}${on(t)} runs, but only ${t.text('ready')} of ${t.text('total')} containers are ready`,
    next: describe(t),
  }),
  'pod-gone': (t) => ({
    title: `${t.text('pod')}${on(t)} is gone, and no other pod of ${t.text('workload')} came${byHand(t, 'deleted')}`,
    next: `kubectl get pod -n ${t.text('namespace')} -o wide`,
  }),
  'pod-replaced': (t) => ({
    title:
      t.text('oldPod') === t.text('pod')
        ? `${t.text('pod')}${on(t)} was made anew${during(t)}${byHand(t, 'deleted')}`
        : `${t.text('oldPod')} was replaced by ${t.text('pod')}${on(t)}${byHand(t, 'deleted')}`,
    next: describe(t),
  }),
  'pod-restarted': (t) => ({
    title:
      t.number('sinceCreation') === 1
        ? `${t.text('pod')}${on(t)} restarted ${times(t.number('restarts'))} since it was created`
        : `${t.text('pod')}${on(t)} restarted ${times(t.number('restarts'))}${during(t)}${byHand(t, 'restarted')}`,
    next: crashLog(t),
  }),
  'container-restarting': (t) => ({
    title: `Container ${t.text('container')}${on(t)} keeps restarting${t.has('exitCode') ? `, exit code ${t.text('exitCode')}` : ''}`,
    next: dockerLog(t),
  }),
  'agent-down': (t) => ({
    title: `${t.text('tool')} calls ${t.text('agent')} on ${t.text('host')} down`,
    next: `systemctl status ${t.text('agent')} (on ${t.text('host')})`,
  }),
  'node-not-ready': (t) => ({
    title: `The cluster calls the node ${t.text('node')} ${t.text('status')}`,
    next: `kubectl describe node ${t.text('node')}; systemctl status kubelet (on ${t.text('node')})`,
  }),
  'disk-full': (t) => ({
    title: `${t.text('path')} on ${t.text('node')} is ${t.text('percent')} % full (limit ${t.text('threshold')} %)`,
    next: `du -x -d 1 ${t.text('path')} | sort -n (on ${t.text('node')})`,
  }),
  'unit-failed': (t) => ({
    title: `The unit ${t.text('unit')} on ${t.text('node')} has failed`,
    next: `systemctl status ${t.text('unit')} (on ${t.text('node')})`,
  }),
  'clock-not-kept': (t) => ({
    title: `The clock of ${t.text('node')} is not synchronized`,
    next: `chronyc sources; timedatectl (on ${t.text('node')})`,
  }),
  'container-oom-killed': (t) => ({
    title: `Container ${t.text('container')} on ${t.text('node')} was killed for want of memory`,
    next: `free -m; dmesg -T | grep -i oom (on ${t.text('node')})`,
  }),
  'container-unhealthy': (t) => ({
    title: `Container ${t.text('container')}${on(t)} fails its health check`,
    next: `docker inspect --format '{{json .State.Health}}' ${t.text('id') || t.text('container')}`,
  }),
  'container-exited': (t) => ({
    title: `Container ${t.text('container')}${on(t)} ended${t.has('exitCode') ? ` with exit code ${t.text('exitCode')}` : ''}${t.text('exitCode') === '137' ? ' (killed; out of memory is one reason)' : ''}${byHand(t, 'stopped')}`,
    next: dockerLog(t),
  }),
  'container-restarted': (t) => ({
    title: `Container ${t.text('container')}${on(t)} was started again${during(t)}${byHand(t, 'restarted')}`,
    next: dockerLog(t),
  }),
  'image-changed': (t) => ({
    title: `Container ${t.text('container')}${on(t)} runs another image: ${t.text('imageBefore')} → ${t.text('imageAfter')}`,
    next: `docker image inspect ${t.text('imageAfter')}`,
  }),
  'log-grew-fast': (t) => ({
    title: `${t.text('path')}${place(t)} grew ${t.size('grownBytes')} in ${t.text('minutes')} min`,
    next: `tail -n 200 ${t.text('path')}`,
  }),
  'log-missing': (t) => ({
    title: `${t.text('path')}${place(t)} is gone${during(t)}`,
    next: `ls -la ${t.text('path')}*`,
  }),
  'log-rotated': (t) => ({
    title: `${t.text('path')}${place(t)} shrank from ${t.size('sizeBeforeBytes')} to ${t.size('sizeBytes')}${t.has('keptAs') ? `; ${t.text('keptAs')} is new` : ''}`,
    next: `ls -la ${t.text('path')}*`,
  }),
  'clock-skew': (t) => ({
    title: `The clock of ${t.text('node')} is ${Math.abs(t.number('aheadSeconds'))} s ${t.number('aheadSeconds') > 0 ? 'ahead of' : 'behind'} the collector's`,
    next: 'chronyc tracking, or ntpq -p',
  }),
}
