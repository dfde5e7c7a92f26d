/** Made of the files of YAML beside it by `npm run docs`: change those. */
import type { Dependency } from '../dependency.ts'

export const builtInDependencies: readonly Dependency[] = [
  {
    what: {
      container: [
        "*"
      ]
    },
    of: {
      unit: [
        "docker"
      ]
    },
    all: false,
    sameNode: true,
    why: {
      en: "when the docker daemon stops, its containers stop with it, unless live-restore is set",
      zh: "docker 守护进程停止时容器随之停止，除非设置了 live-restore"
    },
    source: "https://docs.docker.com/engine/daemon/live-restore/",
    lagMs: 60000
  },
  {
    what: {
      unit: [
        "docker"
      ]
    },
    of: {
      unit: [
        "containerd"
      ]
    },
    all: false,
    sameNode: true,
    why: {
      en: "the docker daemon runs its containers by containerd",
      zh: "docker 守护进程通过 containerd 运行容器"
    },
    source: "https://docs.docker.com/engine/daemon/alternative-runtimes/",
    lagMs: 0
  },
  {
    what: {
      unit: [
        "kubelet"
      ]
    },
    of: {
      unit: [
        "docker",
        "containerd",
        "crio"
      ]
    },
    all: false,
    sameNode: true,
    why: {
      en: "the kubelet does not start, or calls its node not ready, without a container runtime",
      zh: "没有容器运行时，kubelet 无法启动，或报告节点未就绪"
    },
    source: "https://kubernetes.io/docs/setup/production-environment/container-runtimes/",
    lagMs: 60000
  },
  {
    what: {
      clock: [
        "*"
      ]
    },
    of: {
      unit: [
        "chronyd",
        "chrony",
        "ntpd",
        "ntp",
        "systemd-timesyncd"
      ]
    },
    all: false,
    sameNode: true,
    why: {
      en: "nothing else keeps the clock of the node right",
      zh: "节点的时钟只由它校准"
    },
    source: "https://chrony-project.org/faq.html",
    lagMs: 86400000
  },
  {
    what: {
      api: [
        "kubernetes"
      ]
    },
    of: {
      workload: [
        "kube-apiserver*"
      ],
      container: [
        "kube-apiserver*"
      ],
      unit: [
        "kube-apiserver"
      ]
    },
    all: true,
    sameNode: false,
    why: {
      en: "kubectl asks kube-apiserver",
      zh: "kubectl 请求的是 kube-apiserver"
    },
    source: "https://kubernetes.io/docs/concepts/overview/components/",
    lagMs: 0
  },
  {
    what: {
      api: [
        "kubernetes"
      ],
      workload: [
        "kube-apiserver*"
      ],
      container: [
        "kube-apiserver*"
      ]
    },
    of: {
      workload: [
        "etcd*"
      ],
      container: [
        "etcd*"
      ],
      unit: [
        "etcd"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "kube-apiserver keeps everything in etcd, and etcd stops writing without a majority of its members",
      zh: "kube-apiserver 的数据都在 etcd 中，而 etcd 失去多数成员后不再接受写入"
    },
    source: "https://etcd.io/docs/v3.5/op-guide/failures/",
    lagMs: 60000
  },
  {
    what: {
      workload: [
        "kube-scheduler*",
        "kube-controller-manager*"
      ],
      container: [
        "kube-scheduler*",
        "kube-controller-manager*"
      ]
    },
    of: {
      workload: [
        "kube-apiserver*",
        "etcd*"
      ],
      container: [
        "kube-apiserver*",
        "etcd*"
      ],
      unit: [
        "kube-apiserver",
        "etcd"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "they hold their lease by kube-apiserver, and end and start anew when they lose it",
      zh: "它们通过 kube-apiserver 续租，失去租约时会退出并重新启动"
    },
    source: "https://kubernetes.io/docs/concepts/architecture/leases/",
    lagMs: 60000
  },
  {
    what: {
      node: [
        "*"
      ]
    },
    of: {
      unit: [
        "kubelet"
      ]
    },
    all: false,
    sameNode: true,
    why: {
      en: "a node is NotReady when its kubelet has not been heard of for node-monitor-grace-period (40 or 50 s)",
      zh: "超过 node-monitor-grace-period（40 或 50 秒）没有收到 kubelet 的消息，节点变为 NotReady"
    },
    source: "https://kubernetes.io/docs/concepts/architecture/nodes/",
    lagMs: 60000
  },
  {
    what: {
      node: [
        "*"
      ]
    },
    of: {
      unit: [
        "docker",
        "containerd",
        "crio"
      ]
    },
    all: false,
    sameNode: true,
    why: {
      en: "the kubelet calls its node NotReady when the container runtime does not answer",
      zh: "容器运行时不响应时，kubelet 将本节点报告为 NotReady"
    },
    source: "https://kubernetes.io/docs/setup/production-environment/container-runtimes/",
    lagMs: 240000
  },
  {
    what: {
      pod: [
        "*"
      ]
    },
    of: {
      unit: [
        "kubelet"
      ]
    },
    all: false,
    sameNode: true,
    why: {
      en: "pods of a node that is not ready are evicted after 5 min, and made anew elsewhere",
      zh: "节点未就绪 5 分钟后，其上的 Pod 被驱逐并在其他节点重建"
    },
    source: "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/",
    lagMs: 420000
  },
  {
    what: {
      pod: [
        "*"
      ]
    },
    of: {
      pod: [
        "kube-flannel*",
        "calico-node*",
        "canal*",
        "cilium*",
        "weave-net*"
      ],
      workload: [
        "kube-flannel*",
        "calico-node*",
        "canal*",
        "cilium*",
        "weave-net*"
      ]
    },
    all: false,
    sameNode: true,
    why: {
      en: "without its network plug-in a node gives new pods no address, and they stay in ContainerCreating",
      zh: "节点的网络插件不工作时，新 Pod 无法获得地址，停在 ContainerCreating"
    },
    source: "https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/",
    lagMs: 120000
  },
  {
    what: {
      workload: [
        "*"
      ]
    },
    of: {
      workload: [
        "kube-scheduler*"
      ],
      container: [
        "kube-scheduler*"
      ],
      unit: [
        "kube-scheduler"
      ]
    },
    all: true,
    sameNode: false,
    why: {
      en: "without kube-scheduler no new pod is given a node, and it stays Pending",
      zh: "没有 kube-scheduler，新 Pod 得不到节点，停在 Pending"
    },
    source: "https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/",
    lagMs: 60000
  },
  {
    what: {
      image: [
        "*"
      ]
    },
    of: {
      workload: [
        "registry*",
        "docker-registry*",
        "harbor*"
      ],
      container: [
        "registry*",
        "docker-registry*",
        "harbor*"
      ],
      unit: [
        "docker-registry",
        "docker-distribution"
      ]
    },
    all: true,
    sameNode: false,
    why: {
      en: "an image that a node lacks is pulled from the registry",
      zh: "节点上没有的镜像要从镜像仓库拉取"
    },
    source: "https://kubernetes.io/docs/concepts/containers/images/",
    lagMs: 300000
  },
  {
    what: {
      pod: [
        "*"
      ]
    },
    of: {
      workload: [
        "nfs-*"
      ],
      container: [
        "nfs-*"
      ],
      unit: [
        "nfs-server",
        "nfs-kernel-server",
        "nfs-ganesha"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "a pod whose volume is on NFS starts only when that is mounted, and hangs when it is lost",
      zh: "使用 NFS 卷的 Pod 挂载成功后才能启动，NFS 中断时会挂起"
    },
    source: "https://kubernetes.io/docs/concepts/storage/volumes/",
    lagMs: 180000
  },
  {
    what: {
      service: [
        "nova-compute"
      ]
    },
    of: {
      service: [
        "nova-conductor"
      ],
      workload: [
        "nova-conductor*"
      ],
      container: [
        "nova-conductor*"
      ]
    },
    all: true,
    sameNode: false,
    why: {
      en: "nova-compute has no database of its own and writes its heartbeat through nova-conductor",
      zh: "nova-compute 不直接访问数据库，其心跳经由 nova-conductor 写入"
    },
    source: "https://docs.openstack.org/nova/latest/admin/architecture.html",
    lagMs: 90000
  },
  {
    what: {
      service: [
        "nova-*"
      ]
    },
    of: {
      workload: [
        "mariadb*",
        "mysql*",
        "galera*",
        "percona*"
      ],
      container: [
        "mariadb*",
        "mysql*",
        "galera*",
        "percona*"
      ],
      unit: [
        "mariadb",
        "mysqld",
        "mysql"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "the heartbeats of nova stand in its database (servicegroup driver db)",
      zh: "nova 的心跳记录在数据库中（servicegroup 的 db 驱动）"
    },
    source: "https://docs.openstack.org/nova/latest/admin/service-groups.html",
    lagMs: 90000
  },
  {
    what: {
      service: [
        "nova-compute"
      ]
    },
    of: {
      workload: [
        "rabbitmq*"
      ],
      container: [
        "rabbitmq*"
      ],
      unit: [
        "rabbitmq-server"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "nova-compute reaches nova-conductor by messages, which RabbitMQ carries",
      zh: "nova-compute 通过消息访问 nova-conductor，消息由 RabbitMQ 传递"
    },
    source: "https://docs.openstack.org/nova/latest/reference/rpc.html",
    lagMs: 180000
  },
  {
    what: {
      service: [
        "nova-compute"
      ]
    },
    of: {
      unit: [
        "libvirtd",
        "virtqemud"
      ],
      container: [
        "libvirt",
        "libvirtd",
        "nova-libvirt",
        "nova_libvirt"
      ]
    },
    all: false,
    sameNode: true,
    why: {
      en: "nova-compute runs instances by the libvirt of its node, and disables itself when it loses it",
      zh: "nova-compute 通过本节点的 libvirt 运行实例，与其断开时会禁用自己"
    },
    source: "https://docs.openstack.org/nova/latest/admin/configuration/hypervisor-kvm.html",
    lagMs: 60000
  },
  {
    what: {
      service: [
        "cinder-*"
      ]
    },
    of: {
      workload: [
        "mariadb*",
        "mysql*",
        "galera*",
        "percona*"
      ],
      container: [
        "mariadb*",
        "mysql*",
        "galera*",
        "percona*"
      ],
      unit: [
        "mariadb",
        "mysqld",
        "mysql"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "the services of cinder write their heartbeats into its database",
      zh: "cinder 的各服务把心跳写入数据库"
    },
    source: "https://docs.openstack.org/cinder/latest/configuration/block-storage/samples/cinder.conf.html",
    lagMs: 90000
  },
  {
    what: {
      service: [
        "neutron-*",
        "* agent"
      ]
    },
    of: {
      workload: [
        "neutron-server*"
      ],
      container: [
        "neutron-server*",
        "neutron_server*"
      ],
      unit: [
        "neutron-server"
      ]
    },
    all: true,
    sameNode: false,
    why: {
      en: "neutron-server takes the reports of the agents and judges them",
      zh: "网络 Agent 的上报由 neutron-server 接收和判断"
    },
    source: "https://docs.openstack.org/neutron/latest/configuration/neutron.html",
    lagMs: 120000
  },
  {
    what: {
      service: [
        "neutron-*",
        "* agent"
      ]
    },
    of: {
      workload: [
        "rabbitmq*"
      ],
      container: [
        "rabbitmq*"
      ],
      unit: [
        "rabbitmq-server"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "the agents report to neutron-server by messages, which RabbitMQ carries",
      zh: "网络 Agent 通过消息向 neutron-server 上报，消息由 RabbitMQ 传递"
    },
    source: "https://docs.openstack.org/neutron/latest/contributor/internals/rpc_api.html",
    lagMs: 180000
  },
  {
    what: {
      service: [
        "neutron-*",
        "* agent"
      ]
    },
    of: {
      workload: [
        "mariadb*",
        "mysql*",
        "galera*",
        "percona*"
      ],
      container: [
        "mariadb*",
        "mysql*",
        "galera*",
        "percona*"
      ],
      unit: [
        "mariadb",
        "mysqld",
        "mysql"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "neutron-server keeps the agents' heartbeats in its database",
      zh: "neutron-server 把网络 Agent 的心跳保存在数据库中"
    },
    source: "https://docs.openstack.org/neutron/latest/configuration/neutron.html",
    lagMs: 120000
  },
  {
    what: {
      service: [
        "neutron-openvswitch-agent",
        "neutron-l3-agent",
        "neutron-dhcp-agent"
      ]
    },
    of: {
      unit: [
        "openvswitch",
        "openvswitch-switch",
        "ovs-vswitchd"
      ],
      container: [
        "openvswitch*",
        "ovs-vswitchd*"
      ]
    },
    all: false,
    sameNode: true,
    why: {
      en: "the agent sets up the Open vSwitch of its node",
      zh: "该 Agent 配置本节点的 Open vSwitch"
    },
    source: "https://docs.openstack.org/neutron/latest/admin/deploy-ovs.html",
    lagMs: 120000
  },
  {
    what: {
      api: [
        "openstack"
      ]
    },
    of: {
      workload: [
        "keystone*"
      ],
      container: [
        "keystone*"
      ]
    },
    all: true,
    sameNode: false,
    why: {
      en: "every request to OpenStack begins with a token of keystone",
      zh: "对 OpenStack 的每个请求都先要取得 keystone 的 Token"
    },
    source: "https://docs.openstack.org/keystone/latest/getting-started/architecture.html",
    lagMs: 0
  },
  {
    what: {
      api: [
        "openstack"
      ]
    },
    of: {
      workload: [
        "mariadb*",
        "mysql*",
        "galera*",
        "percona*"
      ],
      container: [
        "mariadb*",
        "mysql*",
        "galera*",
        "percona*"
      ],
      unit: [
        "mariadb",
        "mysqld",
        "mysql"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "keystone and the interfaces answer out of the database",
      zh: "keystone 和各 API 的数据都来自数据库"
    },
    source: "https://docs.openstack.org/install-guide/environment-sql-database.html",
    lagMs: 60000
  },
  {
    what: {
      api: [
        "openstack"
      ]
    },
    of: {
      workload: [
        "haproxy*"
      ],
      container: [
        "haproxy*"
      ],
      unit: [
        "haproxy",
        "keepalived"
      ]
    },
    all: true,
    sameNode: false,
    why: {
      en: "clients reach the interfaces through the load balancer that holds their address",
      zh: "客户端通过持有服务地址的负载均衡访问各 API"
    },
    source: "https://docs.openstack.org/ha-guide/control-plane-stateless.html",
    lagMs: 0
  },
  {
    what: {
      api: [
        "openstack"
      ]
    },
    of: {
      workload: [
        "nova-api*"
      ],
      container: [
        "nova-api*"
      ],
      unit: [
        "openstack-nova-api"
      ]
    },
    all: true,
    sameNode: false,
    why: {
      en: "nova service-list and openstack compute ask nova-api",
      zh: "nova service-list 和 openstack compute 请求的是 nova-api"
    },
    source: "https://docs.openstack.org/nova/latest/admin/architecture.html",
    lagMs: 0
  },
  {
    what: {
      workload: [
        "keystone*",
        "glance*",
        "nova-api*",
        "neutron-server*",
        "cinder-api*",
        "heat*",
        "placement*",
        "nova-conductor*",
        "nova-scheduler*"
      ]
    },
    of: {
      workload: [
        "mariadb*",
        "mysql*",
        "galera*",
        "percona*"
      ],
      container: [
        "mariadb*",
        "mysql*",
        "galera*",
        "percona*"
      ],
      unit: [
        "mariadb",
        "mysqld",
        "mysql"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "each of them keeps what it knows in the database",
      zh: "它们的数据都保存在数据库中"
    },
    source: "https://docs.openstack.org/install-guide/environment-sql-database.html",
    lagMs: 300000
  },
  {
    what: {
      workload: [
        "nova-conductor*",
        "nova-scheduler*",
        "neutron-server*",
        "cinder-scheduler*",
        "cinder-volume*",
        "heat-engine*"
      ]
    },
    of: {
      workload: [
        "rabbitmq*"
      ],
      container: [
        "rabbitmq*"
      ],
      unit: [
        "rabbitmq-server"
      ]
    },
    all: false,
    sameNode: false,
    why: {
      en: "they take their work from queues of RabbitMQ",
      zh: "它们从 RabbitMQ 的队列领取任务"
    },
    source: "https://docs.openstack.org/install-guide/environment-messaging.html",
    lagMs: 300000
  },
  {
    what: {
      workload: [
        "glance*",
        "nova-api*",
        "neutron-server*",
        "cinder-api*",
        "heat*",
        "placement*"
      ]
    },
    of: {
      workload: [
        "keystone*"
      ],
      container: [
        "keystone*"
      ]
    },
    all: true,
    sameNode: false,
    why: {
      en: "they have every token checked by keystone",
      zh: "它们收到的每个 Token 都要由 keystone 验证"
    },
    source: "https://docs.openstack.org/keystone/latest/getting-started/architecture.html",
    lagMs: 300000
  }
]
