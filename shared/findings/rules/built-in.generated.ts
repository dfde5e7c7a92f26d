/** Made of the files of YAML beside it by `npm run docs`: change those. */
import type { WrittenRule } from '../own/written-rule.ts'

export const writtenRules: readonly WrittenRule[] = [
  {
    name: "clock-not-kept",
    about: {
      en: "Nodes that say themselves that nothing keeps their clock right.",
      zh: "自己报告时钟未同步的节点。"
    },
    severity: "warning",
    certainty: "proven",
    nature: "routine",
    match: {
      rows: "time-sync",
      where: [
        {
          synchronized: {
            is: [
              false
            ]
          }
        }
      ],
      with: [],
      without: [],
      by: "rows"
    },
    params: {},
    title: {
      en: "The clock of {node} is not synchronized",
      zh: "{node} 的时钟未同步"
    },
    next: {
      en: "chronyc sources; timedatectl (on {node})",
      zh: "chronyc sources；timedatectl（在 {node} 上）"
    },
    why: {
      en: "A clock that nothing keeps drifts by seconds a day, and services judge each other by heartbeats in its time: nova calls a sound service down once clocks are service_down_time apart.",
      zh: "无人校准的时钟每天会漂移数秒，而服务之间靠心跳时间互相判断：时钟相差达到 service_down_time 时，nova 会把正常的服务判定为 down。"
    },
    causes: [],
    explains: [],
    examples: []
  },
  {
    name: "container-oom-killed",
    about: {
      en: "Containers that the kernel killed for want of memory, as docker has it of their last end.",
      zh: "按 docker 对上次退出的记录，因内存不足被内核终止的容器。"
    },
    severity: "critical",
    certainty: "proven",
    nature: "fault",
    match: {
      rows: "docker-inspect",
      where: [
        {
          oomKilled: {
            is: [
              true
            ]
          }
        }
      ],
      since: "finishedAt",
      with: [],
      without: [],
      by: "rows"
    },
    params: {
      container: "name",
      node: "node"
    },
    title: {
      en: "Container {container} on {node} was killed for want of memory",
      zh: "{node} 上的容器 {container} 因内存不足被强制终止"
    },
    next: {
      en: "free -m; dmesg -T | grep -i oom (on {node})",
      zh: "free -m；dmesg -T | grep -i oom（在 {node} 上）"
    },
    why: {
      en: "docker notes OOMKilled when the kernel ended a process of the container because its memory limit, or the memory of the node, was used up; the note stays until the next start. (docker inspect, State.OOMKilled)",
      zh: "容器的内存限额或节点内存耗尽、内核终止其进程时，docker 记录 OOMKilled，直到下次启动才清除。（docker inspect 的 State.OOMKilled）"
    },
    causes: [],
    explains: [],
    examples: []
  },
  {
    name: "disk-full",
    about: {
      en: "File systems that are full, or will soon be.",
      zh: "已满或即将写满的文件系统。"
    },
    severity: "warning",
    certainty: "proven",
    nature: "fault",
    match: {
      rows: "df",
      where: [
        {
          usePercent: {
            atLeast: "diskFillingPercent"
          },
          filesystem: {
            not: [
              "/dev/loop*",
              "/dev/sr*"
            ]
          }
        }
      ],
      with: [],
      without: [],
      by: "rows"
    },
    cases: [
      {
        where: [
          {
            usePercent: {
              atLeast: "diskFullPercent"
            }
          }
        ],
        severity: "critical"
      },
      {
        where: [
          {
            usePercent: {
              atLeast: "diskFillingPercent"
            }
          }
        ],
        severity: "warning"
      }
    ],
    params: {
      path: "mountedOn",
      node: "node",
      percent: "usePercent",
      threshold: "limit"
    },
    title: {
      en: "{path} on {node} is {percent} full (limit {threshold})",
      zh: "{node} 上的 {path} 已用 {percent}（阈值 {threshold}）"
    },
    next: {
      en: "du -x -d 1 {path} | sort -n (on {node})",
      zh: "du -x -d 1 {path} | sort -n（在 {node} 上）"
    },
    why: {
      en: "docker, etcd, the databases and every log stop when nothing can be written; before that the kubelet deletes images (from 85 %) and evicts pods (below 10 % free). (Kubernetes, Node-pressure Eviction)",
      zh: "无法写入时，docker、etcd、数据库和所有日志都会停止；在此之前 kubelet 会清理镜像（使用率达到 85 %）并驱逐 Pod（可用空间低于 10 %）。（Kubernetes 文档“节点压力驱逐”）"
    },
    causes: [],
    explains: [],
    examples: []
  },
  {
    name: "service-forced-down",
    about: {
      en: "Services that somebody declared down.",
      zh: "被人为标记为 down 的服务。"
    },
    severity: "warning",
    certainty: "proven",
    nature: "fault",
    match: {
      rows: "nova-service-list",
      where: [
        {
          forcedDown: {
            is: [
              true
            ]
          }
        }
      ],
      with: [],
      without: [],
      by: "rows"
    },
    params: {
      binary: "binary",
      host: "host",
      lastHeartbeatAt: "updatedAt",
      heartbeatAgeSeconds: "heartbeatAgeSeconds",
      reason: "disabledReason"
    },
    title: {
      en: "{binary} on {host} was declared down by somebody (Forced down)",
      zh: "{host} 上的 {binary} 被人为标记为 down（Forced down）"
    },
    next: {
      en: "nova service-list --binary {binary} --host {host}",
      zh: "nova service-list --binary {binary} --host {host}"
    },
    why: {
      en: "Forced down is set over the API (from 2.11 on), mostly before a dead host is evacuated, and stays until it is unset: nova calls the service down whatever its heartbeat says.",
      zh: "Forced down 由 API 设置（2.11 起），多用于疏散故障主机之前，并一直保持到被取消：此时无论心跳如何，nova 都视该服务为 down。"
    },
    causes: [],
    explains: [],
    examples: []
  },
  {
    name: "unit-failed",
    about: {
      en: "Units that systemd calls failed.",
      zh: "systemd 报告为 failed 的单元。"
    },
    severity: "warning",
    certainty: "proven",
    nature: "fault",
    match: {
      rows: "systemctl-failed",
      where: [
        {
          active: {
            is: [
              "failed"
            ]
          }
        }
      ],
      with: [],
      without: [],
      by: "rows"
    },
    params: {},
    title: {
      en: "The unit {unit} on {node} has failed",
      zh: "{node} 上的 systemd 单元 {unit} 已失败"
    },
    next: {
      en: "systemctl status {unit} (on {node})",
      zh: "systemctl status {unit}（在 {node} 上）"
    },
    why: {
      en: "A unit has failed when its process ended with an error, was killed, took too long, or was started too often (5 times in 10 s); systemd says so until it is started again or reset. (systemd.service(5), systemd.unit(5))",
      zh: "进程出错退出、被终止、超时，或启动过于频繁（10 秒内 5 次）时，单元变为 failed，并一直保持到再次启动或 reset-failed。（systemd.service(5)、systemd.unit(5)）"
    },
    causes: [],
    explains: [],
    examples: []
  }
]
