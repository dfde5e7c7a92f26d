/** Why there is no connection to a node, or none any more. */
import { catalogue, says } from '../../words/message.ts'

export const linkMessages = catalogue('link', {
  cancelled: says<{ node: string }>({
    en: ({ node }) => `${node}: the capture was cancelled before the login was done.`,
    zh: ({ node }) => `${node}：采集在登录完成之前被取消。`,
  }),
  noAnswer: says<{ node: string; seconds: number }>({
    en: ({ node, seconds }) =>
      `${node} did not answer within ${seconds} s. Check the address, the network and the firewall.`,
    zh: ({ node, seconds }) => `${node} 在 ${seconds} 秒内没有响应。请检查地址、网络和防火墙。`,
  }),
  closedBeforeLogin: says<{ node: string }>({
    en: ({ node }) => `${node} closed the connection before the login was done.`,
    zh: ({ node }) => `${node} 在登录完成之前关闭了连接。`,
  }),
  stoppedAnswering: says<{ node: string }>({
    en: ({ node }) => `${node} stopped answering.`,
    zh: ({ node }) => `${node} 不再响应。`,
  }),
  refused: says<{ node: string }>({
    en: ({ node }) => `${node} refuses connections: nothing listens there. Is sshd running, is the port right?`,
    zh: ({ node }) => `${node} 拒绝连接：没有服务在监听。sshd 是否在运行，端口是否正确？`,
  }),
  unknownName: says<{ host: string }>({
    en: ({ host }) => `The name ${host} is not known here.`,
    zh: ({ host }) => `此处无法解析名称 ${host}。`,
  }),
  doesNotAnswer: says<{ node: string }>({
    en: ({ node }) => `${node} does not answer.`,
    zh: ({ node }) => `${node} 没有响应。`,
  }),
  noWay: says<{ node: string; code: string }>({
    en: ({ node, code }) => `There is no way to ${node} from here (${code}).`,
    zh: ({ node, code }) => `从这里无法到达 ${node}（${code}）。`,
  }),
  failed: says<{ node: string; said: string }>({
    en: ({ node, said }) => `${node}: ${said}`,
    zh: ({ node, said }) => `${node}：${said}`,
  }),
  jumpForbidden: says<{ node: string }>({
    en: ({ node }) => `The jump host cannot reach ${node}. Its sshd forbids forwarding (AllowTcpForwarding).`,
    zh: ({ node }) => `跳板机无法访问 ${node}。跳板机的 sshd 禁止转发（AllowTcpForwarding）。`,
  }),
  jumpFailed: says<{ node: string; said: string }>({
    en: ({ node, said }) => `The jump host cannot reach ${node}. It says: ${said}.`,
    zh: ({ node, said }) => `跳板机无法访问 ${node}。对端返回：${said}。`,
  }),
  closed: says<{ node: string }>({
    en: ({ node }) => `The connection to ${node} was lost: the node closed it.`,
    zh: ({ node }) => `与 ${node} 的连接中断：节点关闭了连接。`,
  }),
  lost: says<{ node: string; said: string }>({
    en: ({ node, said }) => `The connection to ${node} was lost: ${said}.`,
    zh: ({ node, said }) => `与 ${node} 的连接中断：${said}。`,
  }),
})
