/** Whether a node is the one it was: host keys and the files that know them. */
import { catalogue, says } from '../../words/message.ts'

export const hostKeyMessages = catalogue('hostKey', {
  unknown: says<{ node: string; fingerprint: string }>({
    en: ({ node, fingerprint }) => `The host key of ${node} is not known yet: ${fingerprint}.`,
    zh: ({ node, fingerprint }) => `${node} 的主机密钥尚未被信任：${fingerprint}。`,
  }),
  changed: says<{ node: string; file: string }>({
    en: ({ node, file }) =>
      `The host key of ${node} is not the one known from ${file}: the node was reinstalled, or someone stands in between. If it was reinstalled, remove the old line (ssh-keygen -R) and capture again.`,
    zh: ({ node, file }) =>
      `${node} 的主机密钥与 ${file} 中记录的不一致：节点已重装，或者存在中间人。如果是重装，请删除旧记录（ssh-keygen -R）后重新采集。`,
  }),
  revoked: says<{ node: string; file: string }>({
    en: ({ node, file }) => `The host key of ${node} is marked as revoked in ${file}.`,
    zh: ({ node, file }) => `${node} 的主机密钥在 ${file} 中已标记为吊销。`,
  }),
  fileUnreadable: says<{ file: string; said: string }>({
    en: ({ file, said }) => `The known hosts file ${file} cannot be read: ${said}.`,
    zh: ({ file, said }) => `无法读取 known_hosts 文件 ${file}：${said}。`,
  }),
})
