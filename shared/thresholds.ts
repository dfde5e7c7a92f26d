/** The limits that decide findings and the looks of lanes: one line each. A site may have its own. */
import { z } from 'zod'
import { durationText } from './words/duration.ts'
import type { Language, Text } from './words/language.ts'
import { sizeText } from './words/size.ts'

export interface Threshold {
  /** What the number counts. */
  unit: 'ms' | 'bytes' | 'percent'
  /** Where nobody said otherwise. */
  usual: number
  label: Text
  /** Why it is what it is, with the source of the number. */
  why: Text
}

export const thresholdTable = {
  stuckAfterMs: {
    unit: 'ms',
    usual: 15 * 60_000,
    label: { en: 'A pod is stuck, or not ready, after', zh: 'Pod 持续多久视为卡住或未就绪' },
    why: {
      en: 'kubernetes-mixin warns of pods that are not ready for 15 min.',
      zh: 'kubernetes-mixin 在 Pod 未就绪 15 分钟后告警。',
    },
  },
  terminatingAfterMs: {
    unit: 'ms',
    usual: 10 * 60_000,
    label: { en: 'A pod does not end, after', zh: 'Pod 删除后多久仍未结束视为异常' },
    why: {
      en: 'The grace of a pod is 30 s by default (terminationGracePeriodSeconds), and seldom longer than some minutes.',
      zh: 'Pod 的宽限期默认为 30 秒（terminationGracePeriodSeconds），很少超过几分钟。',
    },
  },
  serviceDownTimeMs: {
    unit: 'ms',
    usual: 60_000,
    label: {
      en: 'nova declares a service down after (service_down_time)',
      zh: 'nova 判定服务为 down 的时长（service_down_time）',
    },
    why: { en: 'The default of nova, service_down_time.', zh: 'nova 的默认值 service_down_time。' },
  },
  heartbeatLateMs: {
    unit: 'ms',
    usual: 30_000,
    label: { en: 'A heartbeat is late after', zh: '心跳超过多久视为延迟' },
    why: {
      en: 'A service of nova beats every 10 s (report_interval); three beats are missing.',
      zh: 'nova 服务每 10 秒心跳一次（report_interval），此时已缺三次。',
    },
  },
  logGrewFastBytes: {
    unit: 'bytes',
    usual: 10 * 1024 * 1024,
    label: { en: 'A log grew fast from', zh: '日志增长多少视为增长过快' },
    why: {
      en: 'Between two snapshots; ordinary logs of the field grow by less.',
      zh: '两次快照之间；现场的普通日志增长不到这么多。',
    },
  },
  clockSkewMs: {
    unit: 'ms',
    usual: 30_000,
    label: { en: 'A clock is off from', zh: '时钟偏差多少视为不准' },
    why: {
      en: 'Heartbeats are judged across nodes: half of service_down_time is lost by then.',
      zh: '心跳跨节点判断：此时 service_down_time 已耗去一半。',
    },
  },
  diskFillingPercent: {
    unit: 'percent',
    usual: 85,
    label: { en: 'A file system is filling up from', zh: '文件系统使用率多少视为即将写满' },
    why: {
      en: 'The kubelet begins to delete images at 85 % (imageGCHighThresholdPercent).',
      zh: 'kubelet 在 85 % 时开始清理镜像（imageGCHighThresholdPercent）。',
    },
  },
  diskFullPercent: {
    unit: 'percent',
    usual: 95,
    label: { en: 'A file system is full from', zh: '文件系统使用率多少视为已满' },
    why: {
      en: 'ext4 keeps 5 % for root: others cannot write any more.',
      zh: 'ext4 为 root 保留 5 %：其他用户已无法写入。',
    },
  },
} as const satisfies Record<string, Threshold>

export type ThresholdName = keyof typeof thresholdTable
export const thresholdNames = Object.keys(thresholdTable) as ThresholdName[]

const positive = z.number().positive()
const percent = z.number().min(1).max(100)
const schemaOf: Record<Threshold['unit'], z.ZodNumber> = { ms: positive, bytes: positive, percent }

/** Milliseconds, bytes and percent, as the names say. */
export type Thresholds = Record<ThresholdName, number>
export const thresholds: z.ZodObject<Record<ThresholdName, z.ZodNumber>> = z.object(
  Object.fromEntries(thresholdNames.map((name) => [name, schemaOf[thresholdTable[name].unit]])) as Record<
    ThresholdName,
    z.ZodNumber
  >,
)

export const usualThresholds: Readonly<Thresholds> = Object.fromEntries(
  thresholdNames.map((name) => [name, thresholdTable[name].usual]),
) as Thresholds

/** The usual ones, with what a site has otherwise. */
export function thresholdsOf(own: { [K in ThresholdName]?: number | undefined } = {}): Thresholds {
  const result = { ...usualThresholds }
  for (const name of thresholdNames) result[name] = own[name] ?? result[name]
  return result
}

/** A limit for people: `15 min`, `10.0 MB`, `85 %`. */
export function thresholdText(name: ThresholdName, value: number, language: Language): string {
  switch (thresholdTable[name].unit) {
    case 'ms':
      return durationText(value, language)
    case 'bytes':
      return sizeText(value)
    case 'percent':
      return `${value} %`
  }
}
