/** Profiles: what the built-in ones are for, and what is wrong with one's own. */
import type { Message } from '../../model.ts'
import { catalogue, says } from '../../words/message.ts'

export const profileMessages = catalogue('profile', {
  h3cloudos: says({
    en: 'H3Cloud OS: OpenStack services in Kubernetes pods on Docker',
    zh: 'H3Cloud OS：OpenStack 服务运行在 Docker 上的 Kubernetes Pod 中',
  }),
  kubernetes: says({
    en: "Kubernetes, asked by kubectl with the node's own kubeconfig",
    zh: 'Kubernetes，通过 kubectl 和节点自身的 kubeconfig 查询',
  }),
  dockerHost: says({ en: 'A host with docker, and nothing above it', zh: '只运行 docker 的主机，没有上层平台' }),
  openstack: says({
    en: 'OpenStack with its clients and an openrc on the node',
    zh: 'OpenStack，客户端和 openrc 在节点上',
  }),
  /** A profile of one's own says itself what it is for. */
  own: says<{ description: string }>({
    en: ({ description }) => description,
    zh: ({ description }) => description,
  }),
  unknown: says<{ name: string; names: string }>({
    en: ({ name, names }) => `There is no profile "${name}". There is: ${names}; or name a .yaml file.`,
    zh: ({ name, names }) => `没有名为“${name}”的采集方案。现有：${names}；也可以指定一个 .yaml 文件。`,
  }),
  extendsItself: says<{ name: string }>({
    en: ({ name }) => `The profile ${name} extends itself.`,
    zh: ({ name }) => `采集方案 ${name} 继承了它自己。`,
  }),
  unreadable: says<{ file: string; said: string }>({
    en: ({ file, said }) => `The profile ${file} cannot be read: ${said}`,
    zh: ({ file, said }) => `无法读取采集方案 ${file}：${said}`,
  }),
  whole: says<{ what: Message }>({
    en: ({ what }) => `the profile: ${what}`,
    zh: ({ what }) => `采集方案：${what}`,
  }),
  noSuchProbe: says<{ name: string; names: string }>({
    en: ({ name, names }) => `There is no probe named ${name}; there are ${names}`,
    zh: ({ name, names }) => `没有名为 ${name} 的探针；现有 ${names}`,
  }),
  probeExpected: says({
    en: 'expected the name of a probe, or a probe with name and command',
    zh: '应为探针的名称，或带有 name 和 command 的探针',
  }),
  wrongName: says({
    en: 'is to be small letters, digits and dashes',
    zh: '只能由小写字母、数字和连字符组成',
  }),
  wrongWord: says({
    en: 'may hold letters, digits and _ . / : @ % + = , - only',
    zh: '只能包含字母、数字和 _ . / : @ % + = , -',
  }),
})
