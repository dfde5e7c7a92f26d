/** What the probes that ask through kubectl share: how it is called, and its errors. */

import type { ProfileSettings } from '../../profile-settings.ts'
import { catalogue, says } from '../../words/message.ts'
import type { Diagnosis, Ended } from '../probe.ts'
import { complaintOf, diagnoseMissingCommand } from './shell.ts'

export const kubectlMessages = catalogue('kubectl', {
  missing: says({
    en: "Set the profile's path of kubectl, or capture from a node that has it.",
    zh: '请在采集方案中设置 kubectl 的路径，或从有 kubectl 的节点采集。',
  }),
  notAtPath: says({
    en: "There is no kubectl at the profile's path. Set the profile's path of kubectl.",
    zh: '采集方案中的路径处没有 kubectl。请在采集方案中设置 kubectl 的路径。',
  }),
  nothingListens: says<{ server: string }>({
    en: ({ server }) =>
      `Nothing listens at the API server ${server}. Is the API server up, and is the profile's server right?`,
    zh: ({ server }) => `API server ${server} 处没有服务在监听。API server 是否在运行，采集方案中的地址是否正确？`,
  }),
  notLoggedIn: says({
    en: 'The API server refused the credentials of kubectl. Check its token or kubeconfig on the node.',
    zh: 'API server 拒绝了 kubectl 的凭据。请检查节点上的 Token 或 kubeconfig。',
  }),
  forbidden: says({
    en: 'The account of kubectl may not do this. It needs the right to list pods, and to exec into the nova client.',
    zh: 'kubectl 的账号无权执行此操作。它需要列出 Pod 以及在 nova 客户端中 exec 的权限。',
  }),
  notTrusted: says({
    en: 'kubectl does not trust the certificate of the API server. Check the certificate authority in its kubeconfig.',
    zh: 'kubectl 不信任 API server 的证书。请检查其 kubeconfig 中的证书颁发机构。',
  }),
  podGone: says({
    en: 'The pod is no longer there; it may just have been replaced. Capture again.',
    zh: '该 Pod 已不存在，可能刚被替换。请重新采集。',
  }),
  containerOutOfReach: says({
    en: 'The API server could not reach a running container of that pod: its node or kubelet may be down.',
    zh: 'API server 无法访问该 Pod 的运行容器：其节点或 kubelet 可能已停止。',
  }),
  serverUnwell: says({
    en: 'The API server did not answer as it should. Check the API server and etcd.',
    zh: 'API server 的响应不正常。请检查 API server 和 etcd。',
  }),
  asksForLogin: says({
    en: 'kubectl asked for a name and password: it has no credentials on this node.',
    zh: 'kubectl 要求输入用户名和密码：它在此节点上没有凭据。',
  }),
})

/** kubectl as the profile has it. */
export const kubectl = ({
  kubectlPath,
  kubectlServer,
}: Pick<ProfileSettings, 'kubectlPath' | 'kubectlServer'>): string =>
  kubectlServer === '' ? kubectlPath : `${kubectlPath} -s ${kubectlServer}`

/** Errors of kubectl itself, for `get` as well as `exec`. Seen with kubectl 1.20. */
export function diagnoseKubectl(ended: Ended): Diagnosis {
  const said = complaintOf(ended)
  const missing = diagnoseMissingCommand(ended, 'kubectl', kubectlMessages.missing())
  if (missing !== null) return missing
  if (/^[^\n]{0,200}kubectl: No such file or directory/m.test(said))
    return { outcome: 'unavailable', message: kubectlMessages.notAtPath() }
  const refused = /The connection to the server (\S{1,200}) was refused/.exec(said)
  if (refused !== null)
    return { outcome: 'failed', message: kubectlMessages.nothingListens({ server: refused[1] ?? '' }) }
  if (/You must be logged in to the server|error: You must be logged in/.test(said))
    return { outcome: 'refused', message: kubectlMessages.notLoggedIn() }
  if (/\(Forbidden\)|is forbidden:/.test(said)) return { outcome: 'refused', message: kubectlMessages.forbidden() }
  if (/x509:/.test(said)) return { outcome: 'refused', message: kubectlMessages.notTrusted() }
  if (/pods? "[^"\n]{1,253}" not found/.test(said))
    return { outcome: 'unavailable', message: kubectlMessages.podGone() }
  if (
    /error dialing backend|unable to upgrade connection|cannot exec into a container in a completed pod|does not have a host assigned/.test(
      said,
    )
  )
    return { outcome: 'failed', message: kubectlMessages.containerOutOfReach() }
  if (/the server doesn't have a resource type|Unable to connect to the server|an error on the server/.test(said))
    return { outcome: 'failed', message: kubectlMessages.serverUnwell() }
  return null
}

/** The same for `get`, which may also ask for a login. */
export function diagnoseKubectlGet(ended: Ended): Diagnosis {
  if (/Please enter (Username|Password)/.test(complaintOf(ended)))
    return { outcome: 'refused', message: kubectlMessages.asksForLogin() }
  return diagnoseKubectl(ended)
}
