/** Findings in Chinese. */

import { endsOf, type FindingTexts, type Telling } from '../findings/sentence.ts'
import { messageIn } from './messages-zh.ts'

function during({ since }: Telling): string {
  const { from, to } = endsOf(since)
  if (from !== '' && to !== '') return `在 ${from} 至 ${to} 之间`
  return from !== '' ? `在 ${from} 之后` : to !== '' ? `在 ${to} 之前` : ''
}

function byHand({ has, text, number }: Telling, done: string): string {
  if (!has('operatorAction')) return ''
  const [min, max] = [number('operatorMinutesMin'), number('operatorMinutesMax')]
  const when = !has('operatorMinutesMax')
    ? ''
    : max <= 0
      ? '同一时刻'
      : has('operatorMinutesMin') && min > 0
        ? `此前 ${min === max ? min : `${min}–${max}`} 分钟`
        : `此前 ${max} 分钟内`
  return `（${when}有人手动${done}：${text('operatorAction')}）`
}
const on = ({ has, text }: Telling): string => (has('node') ? `（节点 ${text('node')}）` : '')
const service = ({ text }: Telling): string => `${text('host')} 上的 ${text('binary')} `
const describe = ({ text }: Telling): string => `kubectl describe pod ${text('pod')} -n ${text('namespace')}`
const crashLog = ({ text }: Telling): string => `kubectl logs ${text('pod')} -n ${text('namespace')} --previous`
const unit = ({ text }: Telling): string =>
  `systemctl status openstack-${text('binary')}.service（在 ${text('host')} 上）`
const dockerLog = ({ text }: Telling): string => `docker logs --tail 100 ${text('id') || text('container')}`
const place = (t: Telling): string => (t.has('pod') ? `（Pod ${t.text('pod')} 内）` : on(t))

export const findingsZh: FindingTexts = {
  'snapshot-incomplete': (t) => ({
    title: `本次快照缺少节点 ${t.text('node')}：有 ${t.text('notComparable')} 项无法比较`,
    next: messageIn('zh', t.text('message')) || `ping ${t.text('node')}；ssh ${t.text('node')} uptime`,
  }),
  'probe-failed': (t) => ({
    title: t.has('probe')
      ? `${t.text('node')} 上的 ${t.text('probe')} 没有得到完整结果（${t.text('outcome')}）`
      : `未能连接节点 ${t.text('node')}（${t.text('outcome')}）`,
    next:
      messageIn('zh', t.text('message')) ||
      (t.has('probe') ? '查看该命令的原始输出。' : `ssh ${t.text('node')} uptime`),
  }),
  'service-went-down': (t) => ({
    title: `${service(t)}${during(t)}变为 down${byHand(t, '停止')}`,
    next: unit(t),
  }),
  'service-down': (t) => ({
    title: `${service(t)}处于 down 状态，最后一次心跳：${t.time(t.text('lastHeartbeatAt') || null) || '时间未知'}${byHand(t, '停止')}`,
    next: unit(t),
  }),
  'service-going-down': (t) => ({
    title: `${service(t)}仍显示 up，但最后一次心跳已是 ${t.text('heartbeatAgeSeconds')} 秒前${byHand(t, '停止')}`,
    next: `距该心跳满 ${t.text('downTimeSeconds')} 秒后再执行一次 nova service-list；${unit(t)}`,
  }),
  'service-forced-down': (t) => ({
    title: `${service(t)}被人为标记为 down（Forced down）`,
    next: `nova service-list --binary ${t.text('binary')} --host ${t.text('host')}`,
  }),
  'service-flapping': (t) => ({
    title: `${service(t)}在 ${t.text('snapshots')} 次快照中 ${t.text('episodes')} 次变为 down`,
    next: unit(t),
  }),
  'service-disabled': (t) => ({
    title: `${service(t)}已被禁用${t.has('reason') ? `：${t.text('reason')}` : ''}`,
    next: `nova service-list --binary ${t.text('binary')} --host ${t.text('host')}`,
  }),
  'service-recovered': (t) => ({
    title: `${service(t)}${during(t)}恢复为 up${byHand(t, '启动')}`,
    next: unit(t),
  }),
  'pod-crash-looping': (t) => ({
    title: `${t.text('pod')}${on(t)}反复崩溃，至今已重启 ${t.text('restarts')} 次`,
    next: crashLog(t),
  }),
  'pod-stuck-creating': (t) => ({
    title:
      t.number('seenMinutes') >= t.number('thresholdMinutes')
        ? `${t.text('pod')}${on(t)}处于 ${t.text('status')} 至少 ${t.text('seenMinutes')} 分钟`
        : `${t.text('pod')}${on(t)}处于 ${t.text('status')}，创建至今至少 ${t.text('ageMinutesMin')} 分钟`,
    next: describe(t),
  }),
  'pod-waiting': (t) => ({ title: `${t.text('pod')}${on(t)}正在等待：${t.text('status')}`, next: describe(t) }),
  'pod-not-ready': (t) => ({
    title: `${t.text('pod')}${on(t)}在运行，但 ${t.text('total')} 个容器中只有 ${t.text('ready')} 个就绪`,
    next: describe(t),
  }),
  'pod-gone': (t) => ({
    title: `${t.text('pod')}${on(t)}已消失，且 ${t.text('workload')} 没有新的 Pod 出现${byHand(t, '删除')}`,
    next: `kubectl get pod -n ${t.text('namespace')} -o wide`,
  }),
  'pod-replaced': (t) => ({
    title:
      t.text('oldPod') === t.text('pod')
        ? `${t.text('pod')}${on(t)}${during(t)}被重新创建${byHand(t, '删除')}`
        : `${t.text('oldPod')} 被 ${t.text('pod')}${on(t)}取代${byHand(t, '删除')}`,
    next: describe(t),
  }),
  'pod-restarted': (t) => ({
    title:
      t.number('sinceCreation') === 1
        ? `${t.text('pod')}${on(t)}自创建以来重启了 ${t.text('restarts')} 次`
        : `${t.text('pod')}${on(t)}${during(t)}重启了 ${t.text('restarts')} 次${byHand(t, '重启')}`,
    next: crashLog(t),
  }),
  'container-restarting': (t) => ({
    title: `容器 ${t.text('container')}${on(t)}不断重启${t.has('exitCode') ? `，退出码 ${t.text('exitCode')}` : ''}`,
    next: dockerLog(t),
  }),
  'agent-down': (t) => ({
    title: `${t.text('tool')} 报告 ${t.text('host')} 上的 ${t.text('agent')} 为 down`,
    next: `systemctl status ${t.text('agent')}（在 ${t.text('host')} 上）`,
  }),
  'node-not-ready': (t) => ({
    title: `集群报告节点 ${t.text('node')} 为 ${t.text('status')}`,
    next: `kubectl describe node ${t.text('node')}；systemctl status kubelet（在 ${t.text('node')} 上）`,
  }),
  'disk-full': (t) => ({
    title: `${t.text('node')} 上的 ${t.text('path')} 已用 ${t.text('percent')} %（阈值 ${t.text('threshold')} %）`,
    next: `du -x -d 1 ${t.text('path')} | sort -n（在 ${t.text('node')} 上）`,
  }),
  'unit-failed': (t) => ({
    title: `${t.text('node')} 上的单元 ${t.text('unit')} 已失败`,
    next: `systemctl status ${t.text('unit')}（在 ${t.text('node')} 上）`,
  }),
  'clock-not-kept': (t) => ({
    title: `${t.text('node')} 的时钟未同步`,
    next: `chronyc sources；timedatectl（在 ${t.text('node')} 上）`,
  }),
  'container-oom-killed': (t) => ({
    title: `${t.text('node')} 上的容器 ${t.text('container')} 因内存不足被强制终止`,
    next: `free -m；dmesg -T | grep -i oom（在 ${t.text('node')} 上）`,
  }),
  'container-unhealthy': (t) => ({
    title: `容器 ${t.text('container')}${on(t)}健康检查失败`,
    next: `docker inspect --format '{{json .State.Health}}' ${t.text('id') || t.text('container')}`,
  }),
  'container-exited': (t) => ({
    title: `容器 ${t.text('container')}${on(t)}已退出${t.has('exitCode') ? `，退出码 ${t.text('exitCode')}` : ''}${t.text('exitCode') === '137' ? '（被强制终止，可能是内存不足）' : ''}${byHand(t, '停止')}`,
    next: dockerLog(t),
  }),
  'container-restarted': (t) => ({
    title: `容器 ${t.text('container')}${on(t)}${during(t)}重新启动${byHand(t, '重启')}`,
    next: dockerLog(t),
  }),
  'image-changed': (t) => ({
    title: `容器 ${t.text('container')}${on(t)}更换了镜像：${t.text('imageBefore')} → ${t.text('imageAfter')}`,
    next: `docker image inspect ${t.text('imageAfter')}`,
  }),
  'log-grew-fast': (t) => ({
    title: `${t.text('path')}${place(t)}在 ${t.text('minutes')} 分钟内增大 ${t.size('grownBytes')}`,
    next: `tail -n 200 ${t.text('path')}`,
  }),
  'log-missing': (t) => ({ title: `${t.text('path')}${place(t)}${during(t)}消失`, next: `ls -la ${t.text('path')}*` }),
  'log-rotated': (t) => ({
    title: `${t.text('path')}${place(t)}从 ${t.size('sizeBeforeBytes')} 减小到 ${t.size('sizeBytes')}${t.has('keptAs') ? `；新出现 ${t.text('keptAs')}` : ''}`,
    next: `ls -la ${t.text('path')}*`,
  }),
  'clock-skew': (t) => ({
    title: `${t.text('node')} 的时钟比采集端${t.number('aheadSeconds') > 0 ? '快' : '慢'} ${Math.abs(t.number('aheadSeconds'))} 秒`,
    next: 'chronyc tracking，或 ntpq -p',
  }),
}
