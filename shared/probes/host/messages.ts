import { catalogue, says } from '../../words/message.ts'

export const hostMessages = catalogue('host', {
  severalZones: says<{ zone: string; zones: string }>({
    en: ({ zone, zones }) =>
      `The clock names its zone ${zone}, which stands for several: ${zones}. So its moment is not told.`,
    zh: ({ zone, zones }) => `时钟的时区 ${zone} 可指多个时区：${zones}，因此无法确定时刻。`,
  }),
  unknownZone: says<{ zone: string }>({
    en: ({ zone }) => `The clock names its zone ${zone}, which is not known. So its moment is not told.`,
    zh: ({ zone }) => `时钟的时区 ${zone} 未知，因此无法确定时刻。`,
  }),
})
