/** How a capture goes, and how it ended for nodes and sections. */
import { catalogue, says } from '../../words/message.ts'
import { sizeText } from '../../words/size.ts'

const seconds = (ms: number): string => (ms / 1000).toFixed(1)

export const captureMessages = catalogue('capture', {
  // A node.
  nodeLate: says<{ node: string }>({
    en: ({ node }) => `${node} took too long; what came in time is kept.`,
    zh: ({ node }) => `${node} 用时过长；已保留及时到达的内容。`,
  }),
  cancelled: says({
    en: 'The capture was cancelled; what had come by then is kept.',
    zh: '采集被取消；已保留此前的内容。',
  }),
  cancelledEmpty: says({
    en: 'The capture was cancelled before anything had come; nothing was stored.',
    zh: '采集在取得任何内容之前被取消；没有保存任何内容。',
  }),
  // A section.
  sectionLate: says({
    en: 'The time for this node was over before it ended.',
    zh: '命令结束之前，此节点的采集时间已用完。',
  }),
  sectionCancelledEmpty: says({
    en: 'The capture was cancelled before it had printed anything.',
    zh: '采集在命令有输出之前被取消。',
  }),
  sectionCancelled: says({
    en: 'The capture was cancelled; what it had printed by then is kept.',
    zh: '采集被取消；已保留此前的输出。',
  }),
  sectionLost: says({
    en: 'The connection to the node ended before the command did.',
    zh: '命令结束之前，与节点的连接已断开。',
  }),
  noChannel: says<{ said: string }>({
    en: ({ said }) => `The command could not be started on the node: ${said}.`,
    zh: ({ said }) => `无法在节点上启动命令：${said}。`,
  }),
  killed: says<{ signal: string }>({
    en: ({ signal }) => `It was killed on the node (signal ${signal}).`,
    zh: ({ signal }) => `命令在节点上被终止（信号 ${signal}）。`,
  }),
  noPod: says<{ prefix: string }>({
    en: ({ prefix }) => `No running pod has a name that begins with ${prefix}, so nothing could be asked inside it.`,
    zh: ({ prefix }) => `没有名称以 ${prefix} 开头的运行中的 Pod，因此无法在其中执行命令。`,
  }),
  podsNotListed: says<{ prefix: string }>({
    en: ({ prefix }) =>
      `The pods could not be listed, so the pod ${prefix}... was not found and nothing could be asked inside it.`,
    zh: ({ prefix }) => `无法列出 Pod，因此没有找到 Pod ${prefix}…，也无法在其中执行命令。`,
  }),
  // Progress.
  connected: says<{ node: string; elapsedMs: number }>({
    en: ({ node, elapsedMs }) => `${node}: connected, ${seconds(elapsedMs)} s`,
    zh: ({ node, elapsedMs }) => `${node}：已连接，${seconds(elapsedMs)} 秒`,
  }),
  running: says<{ node: string; probe: string; bytes: number; elapsedMs: number }>({
    en: ({ node, probe, bytes, elapsedMs }) => `${node}: ${probe} running, ${sizeText(bytes)}, ${seconds(elapsedMs)} s`,
    zh: ({ node, probe, bytes, elapsedMs }) => `${node}：${probe} 运行中，${sizeText(bytes)}，${seconds(elapsedMs)} 秒`,
  }),
  answered: says<{ node: string; probe: string; outcome: string; bytes: number; elapsedMs: number }>({
    en: ({ node, probe, outcome, bytes, elapsedMs }) =>
      `${node}: ${probe} ${outcome}, ${sizeText(bytes)}, ${seconds(elapsedMs)} s`,
    zh: ({ node, probe, outcome, bytes, elapsedMs }) =>
      `${node}：${probe} ${outcome}，${sizeText(bytes)}，${seconds(elapsedMs)} 秒`,
  }),
  ended: says({ en: 'The capture has ended.', zh: '采集已结束。' }),
  // Sites.
  noNodes: says<{ site: string }>({
    en: ({ site }) => `The library knows no nodes of a site "${site}". Name them, or add them to the site.`,
    zh: ({ site }) => `库中没有站点“${site}”的节点。请指定节点，或将其添加到站点。`,
  }),
})
