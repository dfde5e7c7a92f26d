/** Why a thing cannot be compared. */
import type { Message } from '../model.ts'
import { counted } from '../words/count.ts'
import { catalogue, says } from '../words/message.ts'

/** Two snapshots of a comparison. */
type Side = 'earlier' | 'later'

const sideEn: Record<Side, string> = { earlier: 'the earlier snapshot', later: 'the later snapshot' }
const sideZh: Record<Side, string> = { earlier: '前一快照', later: '后一快照' }

export const compareMessages = catalogue('compare', {
  notReached: says<{ side: Side; node: string }>({
    en: ({ side, node }) => `Node ${node} was not reached in ${sideEn[side]}.`,
    zh: ({ side, node }) => `${sideZh[side]}中没有连接到节点 ${node}。`,
  }),
  notReachedBecause: says<{ side: Side; node: string; why: Message }>({
    en: ({ side, node, why }) => `Node ${node} was not reached in ${sideEn[side]}: ${why}`,
    zh: ({ side, node, why }) => `${sideZh[side]}中没有连接到节点 ${node}：${why}`,
  }),
  notCollected: says<{ side: Side; probe: string; place: string }>({
    en: ({ side, probe, place }) =>
      `${probe} was not collected${place === '' ? '' : ` at ${place}`} in ${sideEn[side]}.`,
    zh: ({ side, probe, place }) => `${sideZh[side]}没有${place === '' ? '' : `在 ${place} 处`}采集 ${probe}。`,
  }),
  partly: says<{ side: Side; why: Message }>({
    en: ({ side, why }) => `In ${sideEn[side]} only a part was shown: ${why}`,
    zh: ({ side, why }) => `${sideZh[side]}只显示了一部分：${why}`,
  }),
  ended: says<{ side: Side; probe: string; outcome: string }>({
    en: ({ side, probe, outcome }) => `${probe} ended as ${outcome} in ${sideEn[side]}.`,
    zh: ({ side, probe, outcome }) => `${sideZh[side]}中 ${probe} 的结果为 ${outcome}。`,
  }),
  endedBecause: says<{ side: Side; probe: string; outcome: string; why: Message }>({
    en: ({ side, probe, outcome, why }) => `${probe} ended as ${outcome} in ${sideEn[side]}: ${why}`,
    zh: ({ side, probe, outcome, why }) => `${sideZh[side]}中 ${probe} 的结果为 ${outcome}：${why}`,
  }),
  unread: says<{ side: Side; probe: string; lines: number }>({
    en: ({ side, probe, lines }) =>
      `${counted(lines, 'line')} of ${probe} in ${sideEn[side]} could not be read; it may be ${lines === 1 ? 'that one' : 'one of them'}.`,
    zh: ({ side, probe, lines }) => `${sideZh[side]}中 ${probe} 有 ${lines} 行无法识别，可能就在其中。`,
  }),
  notEverything: says<{ side: Side; command: string }>({
    en: ({ side, command }) => `The command in ${sideEn[side]} does not show everything: ${command}`,
    zh: ({ side, command }) => `${sideZh[side]}中的命令没有显示全部：${command}`,
  }),
})
