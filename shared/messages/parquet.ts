/** Why tables are not written. */
import { catalogue, says } from '../words/message.ts'

export const parquetMessages = catalogue('parquet', {
  notWritable: says<{ folder: string; why: string }>({
    en: ({ folder, why }) => `${folder} cannot be written to: ${why}.`,
    zh: ({ folder, why }) => `无法写入 ${folder}：${why}。`,
  }),
  notEmpty: says<{ folder: string }>({
    en: ({ folder }) => `${folder} is not empty. Name a folder that is not there yet.`,
    zh: ({ folder }) => `${folder} 不是空目录。请指定一个尚不存在的目录。`,
  }),
})
