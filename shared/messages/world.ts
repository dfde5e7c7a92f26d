/** Why two things of a site belong together. */
import type { Message } from '../model.ts'
import { catalogue, says } from '../words/message.ts'

export const worldMessages = catalogue('world', {
  podOnNode: says<{ pod: string; node: string }>({
    en: ({ pod, node }) => `Pod ${pod} is listed on node ${node}.`,
    zh: ({ pod, node }) => `Pod ${pod} 列在节点 ${node} 上。`,
  }),
  containerOnNode: says<{ container: string; node: string }>({
    en: ({ container, node }) => `docker on ${node} lists the container ${container}.`,
    zh: ({ container, node }) => `${node} 上的 docker 列出了容器 ${container}。`,
  }),
  runByDocker: says<{ thing: string; node: string }>({
    en: ({ thing, node }) => `docker on ${node} runs the containers of ${thing}.`,
    zh: ({ thing, node }) => `${thing} 的容器由 ${node} 上的 docker 运行。`,
  }),
  runByKubelet: says<{ pod: string; node: string }>({
    en: ({ pod, node }) => `The kubelet of ${node} looks after pod ${pod}.`,
    zh: ({ pod, node }) => `Pod ${pod} 由 ${node} 上的 kubelet 管理。`,
  }),
  unitOnNode: says<{ unit: string; node: string }>({
    en: ({ unit, node }) => `${unit} is a unit of ${node}.`,
    zh: ({ unit, node }) => `${unit} 是 ${node} 上的 systemd 单元。`,
  }),
  diskOfNode: says<{ disk: string; node: string }>({
    en: ({ disk, node }) => `${node} has a file system at ${disk}.`,
    zh: ({ disk, node }) => `${node} 上有挂载于 ${disk} 的文件系统。`,
  }),
  clockOfNode: says<{ node: string }>({
    en: ({ node }) => `It is the clock of ${node}.`,
    zh: ({ node }) => `这是 ${node} 的时钟。`,
  }),
  writesTo: says<{ thing: string; disk: string; path: string }>({
    en: ({ thing, disk, path }) => `${thing} writes to ${path}, which is on the file system ${disk}.`,
    zh: ({ thing, disk, path }) => `${thing} 写入 ${path}，该目录位于文件系统 ${disk}。`,
  }),
  logOnNode: says<{ log: string; node: string }>({
    en: ({ log, node }) => `${log} is listed on ${node}.`,
    zh: ({ log, node }) => `${log} 列在 ${node} 上。`,
  }),
  logOf: says<{ log: string; thing: string }>({
    en: ({ log, thing }) => `${log} has the name of ${thing}.`,
    zh: ({ log, thing }) => `${log} 与 ${thing} 同名。`,
  }),
  partOfPod: says<{ container: string; pod: string }>({
    en: ({ container, pod }) => `The name of container ${container} says that it is of pod ${pod}.`,
    zh: ({ container, pod }) => `容器 ${container} 的名称表明它属于 Pod ${pod}。`,
  }),
  podOfWorkload: says<{ pod: string; workload: string }>({
    en: ({ pod, workload }) => `Pod ${pod} is of ${workload}.`,
    zh: ({ pod, workload }) => `Pod ${pod} 属于 ${workload}。`,
  }),
  madeFrom: says<{ container: string; image: string }>({
    en: ({ container, image }) => `${container} was made from ${image}.`,
    zh: ({ container, image }) => `${container} 由镜像 ${image} 创建。`,
  }),
  serviceOnHost: says<{ service: string; host: string }>({
    en: ({ service, host }) => `The list of services gives ${host} as the host of ${service}.`,
    zh: ({ service, host }) => `服务列表显示 ${service} 的主机为 ${host}。`,
  }),
  beatsByClock: says<{ service: string; node: string }>({
    en: ({ service, node }) => `The heartbeats of ${service} bear the time of ${node}.`,
    zh: ({ service, node }) => `${service} 的心跳时间取自 ${node} 的时钟。`,
  }),
  judgedByClock: says<{ service: string; node: string }>({
    en: ({ service, node }) => `${node} may have judged the heartbeats of ${service} by its own clock.`,
    zh: ({ service, node }) => `${service} 的心跳可能由 ${node} 按自己的时钟判断。`,
  }),
  runByName: says<{ service: string; thing: string }>({
    en: ({ service, thing }) => `${thing} has the name of ${service} and is where that runs.`,
    zh: ({ service, thing }) => `${thing} 与 ${service} 同名，且位于其运行处。`,
  }),
  runByAsked: says<{ service: string; pod: string }>({
    en: ({ service, pod }) => `No node has the host name of ${service}; its list was asked for in pod ${pod}.`,
    zh: ({ service, pod }) => `没有节点与 ${service} 的主机同名；其列表是在 Pod ${pod} 中查询的。`,
  }),
  askedOn: says<{ question: string; node: string }>({
    en: ({ question, node }) => `${question} was asked on ${node}.`,
    zh: ({ question, node }) => `${question} 在 ${node} 上执行。`,
  }),
  askedIn: says<{ question: string; pod: string }>({
    en: ({ question, pod }) => `${question} was asked in pod ${pod}.`,
    zh: ({ question, pod }) => `${question} 在 Pod ${pod} 中执行。`,
  }),
  askedOf: says<{ question: string; of: string }>({
    en: ({ question, of }) => `${question} is answered by ${of}.`,
    zh: ({ question, of }) => `${question} 由 ${of} 回答。`,
  }),
  askedThroughExec: says({
    en: 'The clients of OpenStack are asked with kubectl exec.',
    zh: 'OpenStack 客户端通过 kubectl exec 执行。',
  }),
  answersOn: says<{ api: string; node: string }>({
    en: ({ api, node }) => `${api} is asked through ${node}.`,
    zh: ({ api, node }) => `${api} 通过 ${node} 访问。`,
  }),
  needs: says<{ thing: string; needed: string; why: Message }>({
    en: ({ thing, needed, why }) => `${thing} needs ${needed}: ${why}`,
    zh: ({ thing, needed, why }) => `${thing} 依赖 ${needed}：${why}`,
  }),
  /** Of a file of dependencies, told in both languages by who wrote it. */
  known: says<{ en: string; zh: string }>({ en: ({ en }) => en, zh: ({ zh }) => zh }),
  names: says<{ reason: string; thing: string; name: string }>({
    en: ({ reason, thing, name }) => `The event ${reason} of ${thing} names ${name}.`,
    zh: ({ reason, thing, name }) => `${thing} 的事件 ${reason} 提到了 ${name}。`,
  }),
  imagesFrom: says<{ pod: string; registry: string }>({
    en: ({ pod, registry }) => `Images of ${pod} come from ${registry}, which this container serves.`,
    zh: ({ pod, registry }) => `${pod} 的镜像来自 ${registry}，由此容器提供服务。`,
  }),
})
