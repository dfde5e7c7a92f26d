/** The words of the program: what each means, and what it is called in both languages. `docs/glossary.md` is made of it. */
import type { Text } from './language.ts'

export interface Term {
  /** Its name. */
  name: Text
  meaning: Text
  /** Chinese words that mean the same and are not used for it: one thing has one name. */
  notZh?: readonly string[]
}

/** What is collected, what is made of it, what is said of it, and how it is kept: in this order. */
export const glossary = {
  site: {
    name: { en: 'site', zh: '站点' },
    meaning: { en: 'One installation of a customer.', zh: '客户的一套部署。' },
  },
  node: {
    name: { en: 'node', zh: '节点' },
    meaning: { en: 'A machine of a site, reached by SSH.', zh: '站点中的一台机器，通过 SSH 访问。' },
  },
  capture: {
    name: { en: 'capture', zh: '采集' },
    meaning: {
      en: 'To ask the nodes of a site everything that a profile lists, at one time.',
      zh: '按采集方案在同一时间向站点的各节点查询一遍。',
    },
  },
  profile: {
    name: { en: 'profile', zh: '采集方案' },
    meaning: {
      en: 'Which probes are asked, with the paths and addresses that they need.',
      zh: '要执行哪些探针，以及它们需要的路径和地址。',
    },
    notZh: ['采集配置'],
  },
  probe: {
    name: { en: 'probe', zh: '探针' },
    meaning: {
      en: 'One question to a node: a command that only reads, and how its output is read.',
      zh: '对节点的一项查询：一条只读命令，以及解析其输出的方法。',
    },
  },
  snapshot: {
    name: { en: 'snapshot', zh: '快照' },
    meaning: { en: 'What one capture brought from a site.', zh: '一次采集从站点取得的全部内容。' },
  },
  section: {
    name: { en: 'output', zh: '输出' },
    meaning: {
      en: 'What one probe printed on one node, with how it ended. Its raw text is always kept.',
      zh: '一个探针在一个节点上的输出及其结果；原始文本始终保留。',
    },
  },
  outcome: {
    name: { en: 'outcome', zh: '结果' },
    meaning: {
      en: 'How an output or a node ended: ok, failed, timed out, not available, refused, truncated, skipped.',
      zh: '一段输出或一个节点的采集结果：正常、失败、超时、不可用、被拒绝、被截断、跳过。',
    },
  },
  raw: {
    name: { en: 'raw output', zh: '原始输出' },
    meaning: { en: 'The bytes that a command printed, unchanged.', zh: '命令输出的原始字节，不作改动。' },
    notZh: ['原文'],
  },
  row: {
    name: { en: 'row', zh: '记录' },
    meaning: {
      en: 'One thing that an output shows: a pod, a service, a container, a file.',
      zh: '一段输出中的一个对象：Pod、服务、容器或文件。',
    },
  },
  kindOfThing: {
    name: { en: 'kind of thing', zh: '资源类型' },
    meaning: { en: 'What a row is: pod, service, container, log, …', zh: '记录属于哪一类：Pod、服务、容器、日志等。' },
  },
  workload: {
    name: { en: 'workload', zh: '工作负载' },
    meaning: {
      en: 'What makes pods of one kind: a Deployment, StatefulSet, ReplicationController, …',
      zh: '创建同类 Pod 的控制器：Deployment、StatefulSet、ReplicationController 等。',
    },
  },
  service: {
    name: { en: 'service', zh: '服务' },
    meaning: {
      en: 'A process of OpenStack that reports to its API by heartbeats: nova-compute, cinder-volume, …',
      zh: '以心跳向 API 上报的 OpenStack 进程：nova-compute、cinder-volume 等。',
    },
  },
  agent: {
    name: { en: 'network agent', zh: '网络 Agent' },
    meaning: {
      en: 'A process of neutron on a node that sets up its network.',
      zh: 'neutron 在节点上负责配置网络的进程。',
    },
    notZh: ['网络代理'],
  },
  unit: {
    name: { en: 'systemd service', zh: 'systemd 服务' },
    meaning: {
      en: 'A service of the operating system, as systemctl lists it; other units of systemd are named as such.',
      zh: '操作系统的服务，由 systemctl 列出；systemd 的其他单元另行注明。',
    },
  },
  heartbeat: {
    name: { en: 'heartbeat', zh: '心跳' },
    meaning: {
      en: 'The time at which a service last reported (Updated_at).',
      zh: '服务最近一次上报的时间（Updated_at）。',
    },
  },
  change: {
    name: { en: 'change', zh: '变化' },
    meaning: { en: 'What differs between two snapshots in one thing.', zh: '同一对象在两个快照之间的差异。' },
  },
  kindOfChange: {
    name: { en: 'kind of change', zh: '变化方式' },
    meaning: {
      en: 'Added, removed, changed, or not comparable: one side was not collected, so nothing can be said.',
      zh: '新增、消失、改变，或无法比较（有一侧没有采集，无从判断）。',
    },
  },
  timeline: {
    name: { en: 'timeline', zh: '时间线' },
    meaning: {
      en: 'The states of everything over all snapshots of a site.',
      zh: '站点所有快照中各对象状态的变化过程。',
    },
  },
  lane: {
    name: { en: 'lane', zh: '对象行' },
    meaning: { en: 'One thing on the timeline.', zh: '时间线上的一个对象。' },
  },
  event: {
    name: { en: 'event', zh: '操作' },
    meaning: {
      en: 'What an operator did, read from a terminal log, or a note of the analyst.',
      zh: '从终端记录中读到的操作员操作，或分析人员的备注。',
    },
  },
  rule: {
    name: { en: 'rule', zh: '规则' },
    meaning: { en: 'What may be said about rows and changes, and when.', zh: '在什么条件下对记录和变化作出什么结论。' },
  },
  threshold: {
    name: { en: 'threshold', zh: '阈值' },
    meaning: {
      en: 'A limit that decides a finding; a site may have its own.',
      zh: '决定诊断结果的界限；站点可以单独设置。',
    },
  },
  finding: {
    name: { en: 'finding', zh: '诊断结果' },
    meaning: {
      en: 'What a rule says of a snapshot: how grave, how sure, since when, and what proves it.',
      zh: '规则对快照的一条结论：严重程度、确定程度、起始时间和依据。',
    },
  },
  severity: {
    name: { en: 'severity', zh: '严重程度' },
    meaning: { en: 'Critical, warning, or a note.', zh: '严重、警告或提示。' },
  },
  proven: {
    name: { en: 'proven', zh: '已确认' },
    meaning: { en: 'The outputs leave no other reading.', zh: '所采集的输出不可能有其他解释。' },
    notZh: ['已证实'],
  },
  possible: {
    name: { en: 'possible', zh: '疑似' },
    meaning: {
      en: 'The outputs fit it, and something else as well.',
      zh: '与所采集的输出相符，但也可能另有解释。',
    },
  },
  evidence: {
    name: { en: 'evidence', zh: '依据' },
    meaning: { en: 'The lines of raw output that a claim comes from.', zh: '得出结论所依据的原始输出行。' },
    notZh: ['证据'],
  },
  incident: {
    name: { en: 'incident', zh: '故障' },
    meaning: { en: 'What went wrong at a site, at a time.', zh: '站点在某一时间发生的问题。' },
    notZh: ['事故'],
  },
  mute: {
    name: { en: 'mute', zh: '屏蔽' },
    meaning: {
      en: 'To not count a finding any more, with the reason. It stays to be seen.',
      zh: '不再计入某条诊断结果，并注明原因；它仍然可见。',
    },
    notZh: ['静默'],
  },
  library: {
    name: { en: 'library', zh: '库' },
    meaning: { en: 'The database on this machine that holds all sites.', zh: '本机上保存所有站点的数据库。' },
    notZh: ['资料库'],
  },
  snapshotFile: {
    name: { en: 'snapshot file', zh: '快照文件' },
    meaning: { en: 'Snapshots to carry elsewhere (.nodesnap).', zh: '可带走的快照（.nodesnap）。' },
  },
  pseudonym: {
    name: { en: 'pseudonym', zh: '脱敏代号' },
    meaning: {
      en: 'What stands for a host or an address in a redacted file, the same everywhere in it.',
      zh: '脱敏文件中代替主机名或地址的名称，在整个文件中一致。',
    },
    notZh: ['化名', '代称', '假名'],
  },
  masked: {
    name: { en: 'masked', zh: '掩码' },
    meaning: {
      en: 'A password or Token that was overwritten and cannot be had back.',
      zh: '密码或 Token 被覆盖，无法还原。',
    },
    notZh: ['遮盖'],
  },
  token: {
    name: { en: 'token', zh: 'Token' },
    meaning: {
      en: 'A text that lets its bearer in, such as of keystone.',
      zh: '持有即可访问的凭据，例如 keystone 的 Token。',
    },
    notZh: ['令牌'],
  },
} as const satisfies Record<string, Term>

export type TermName = keyof typeof glossary
