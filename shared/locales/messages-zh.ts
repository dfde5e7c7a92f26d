/**
 * What is stored with sections, nodes and times in English, for people in Chinese. `{}` stands for what differs: names,
 * numbers, or what a program said; that is kept, or is a sentence of this table itself.
 */
const sentences: [string, string][] = [
  // How a command ended
  ['The command is not there: {}', '没有该命令：{}'],
  ['The command {} is not there. {}', '没有命令 {}。{}'],
  ['It ended with status {}: {}', '命令以状态 {} 结束：{}'],
  ['It did not end within {} s; what it had printed by then is kept.', '命令在 {} 秒内没有结束；已保留此前的输出。'],
  ['It printed more than {} bytes; only the beginning is kept.', '输出超过 {} 字节，只保留了开头部分。'],
  ['It was killed on the node (signal {}).', '命令在节点上被终止（信号 {}）。'],
  ['The time for this node was over before it ended.', '命令结束之前，此节点的时间已用完。'],
  ['The capture was cancelled before it had printed anything.', '采集在有输出之前被取消。'],
  ['The capture was cancelled; what it had printed by then is kept.', '采集被取消；已保留此前的输出。'],
  ['The capture was cancelled; what had come by then is kept.', '采集被取消；已保留此前的内容。'],
  ['The connection to the node ended before the command did.', '命令结束之前，与节点的连接已断开。'],
  ['It is not on the PATH.', '它不在 PATH 中。'],
  ['This node may have no docker, or it is not on the PATH.', '此节点可能没有 docker，或者 docker 不在 PATH 中。'],
  ['This node has no systemd.', '此节点没有 systemd。'],
  // What a command said
  [
    "There is no kubectl at the profile's path. Set the profile's path of kubectl.",
    '配置的路径处没有 kubectl。请在配置中设置 kubectl 的路径。',
  ],
  [
    'kubectl does not trust the certificate of the API server. Check the certificate authority in its kubeconfig.',
    'kubectl 不信任 API server 的证书。请检查其 kubeconfig 中的证书颁发机构。',
  ],
  [
    'This user may not talk to docker. Use root or a member of the group docker.',
    '此用户无权访问 docker。请使用 root 或 docker 组的成员。',
  ],
  [
    'The docker daemon does not answer. Check it with: systemctl status docker',
    'docker 守护进程没有响应。请检查：systemctl status docker',
  ],
  [
    "Nothing listens at the API server {}. Is the API server up, and is the profile's server right?",
    'API server {} 处没有服务在监听。API server 是否在运行，配置中的地址是否正确？',
  ],
  [
    'The API server refused the credentials of kubectl. Check its token or kubeconfig on the node.',
    'API server 拒绝了 kubectl 的凭据。请检查节点上的 token 或 kubeconfig。',
  ],
  [
    'The account of kubectl may not do this. It needs the right to list pods, and to exec into the nova client.',
    'kubectl 的账号无权执行此操作。它需要列出 Pod 以及在 nova 客户端中 exec 的权限。',
  ],
  [
    'kubectl asked for a name and password: it has no credentials on this node.',
    'kubectl 要求输入用户名和密码：它在此节点上没有凭据。',
  ],
  [
    'The pod is no longer there; it may just have been replaced. Capture again.',
    '该 Pod 已不存在，可能刚被替换。请重新采集。',
  ],
  [
    'The API server could not reach a running container of that pod: its node or kubelet may be down.',
    'API server 无法访问该 Pod 的运行容器：其节点或 kubelet 可能已停止。',
  ],
  [
    'The API server did not answer as it should. Check the API server and etcd.',
    'API server 的响应不正常。请检查 API server 和 etcd。',
  ],
  [
    'No running pod has a name that begins with {}, so nothing could be asked inside it.',
    '没有名称以 {} 开头的运行中的 Pod，因此无法在其中查询。',
  ],
  [
    'The pods could not be listed, so the pod {}... was not found and nothing could be asked inside it.',
    '无法列出 Pod，因此没有找到 {}…，也无法在其中查询。',
  ],
  [
    'The OpenStack credentials were not loaded. Source the openrc first: source /root/admin-openrc.sh',
    '没有加载 OpenStack 凭据。请先执行：source /root/admin-openrc.sh',
  ],
  [
    "There is no openrc at {}. Set the profile's path of the openrc.",
    '{} 处没有 openrc。请在配置中设置 openrc 的路径。',
  ],
  [
    'Keystone refused the credentials (HTTP 401). Check the password in the openrc.',
    'Keystone 拒绝了凭据（HTTP 401）。请检查 openrc 中的密码。',
  ],
  [
    'Keystone or the nova API could not be reached. Check their containers, and the database behind them.',
    '无法访问 Keystone 或 nova API。请检查它们的容器及其数据库。',
  ],
  ['The {} client is not in this pod, or not on its PATH.', '此 Pod 中没有 {} 客户端，或者不在其 PATH 中。'],
  ['Neither the {} nor the openstack client is there.', '{} 客户端和 openstack 客户端都不存在。'],
  ['The pod has no bash, so the openrc cannot be sourced in it.', '该 Pod 中没有 bash，因此无法加载 openrc。'],
  [
    'systemd does not run this node, so there are no units to ask about.',
    '此节点不由 systemd 运行，因此没有可查询的单元。',
  ],
  [
    'This node has neither timedatectl nor chronyc nor ntpq, or none of them answers.',
    '此节点没有 timedatectl、chronyc 或 ntpq，或者都没有响应。',
  ],
  [
    'This user may not read all of /var/log. What could be read is kept.',
    '此用户无权读取 /var/log 的全部内容。已保留可读取的部分。',
  ],
  ['There is no /var/log here.', '这里没有 /var/log。'],
  [
    'This user may not use sudo on the node. Log in as another one, or do without sudo.',
    '此用户不能在节点上使用 sudo。请换用其他用户登录，或不使用 sudo。',
  ],
  [
    'sudo asks for a password on this node. Capture where someone can type it, or allow it with NOPASSWD.',
    '此节点上的 sudo 需要密码。请在可以输入密码的地方采集，或用 NOPASSWD 允许。',
  ],
  [
    'sudo did not accept the password, or does not allow this user to run commands.',
    'sudo 没有接受密码，或不允许此用户执行命令。',
  ],
  // How the login went
  ['{}: the time for this node was over before the login was.', '{}：登录完成之前，此节点的时间已用完。'],
  ['{}: the capture was cancelled before the login was done.', '{}：采集在登录完成之前被取消。'],
  [
    '{} did not answer within {} s. Check the address, the network and the firewall.',
    '{} 在 {} 秒内没有响应。请检查地址、网络和防火墙。',
  ],
  ['{} closed the connection before the login was done.', '{} 在登录完成之前关闭了连接。'],
  ['The jump host cannot reach {}. {}', '跳板机无法访问 {}。{}'],
  ['Its sshd forbids forwarding (AllowTcpForwarding).', '其 sshd 禁止转发（AllowTcpForwarding）。'],
  ['It says: {}.', '它说：{}。'],
  ['{} refused the login of {}. {}', '{} 拒绝了 {} 的登录。{}'],
  [
    'Give the identity file of a key that the node accepts, add it to ssh-agent, or log in with a password where someone can be asked for it.',
    '请提供节点接受的私钥文件，将其加入 ssh-agent，或在可以输入密码的地方用密码登录。',
  ],
  ['{} stopped answering.', '{} 不再响应。'],
  [
    '{} refuses connections: nothing listens there. Is sshd running, is the port right?',
    '{} 拒绝连接：没有服务在监听。sshd 是否在运行，端口是否正确？',
  ],
  ['The name {} is not known here.', '此处无法解析名称 {}。'],
  ['{} does not answer.', '{} 没有响应。'],
  ['There is no way to {} from here ({}).', '从这里无法到达 {}（{}）。'],
  ['{} took too long; what came in time is kept.', '{} 用时过长；已保留及时到达的内容。'],
  ['The connection to {} was lost: {}.', '与 {} 的连接中断：{}。'],
  // Comparisons
  ['Node {} was not reached in the later snapshot.', '后一快照中没有连接到节点 {}。'],
  ['Node {} was not reached in the earlier snapshot.', '前一快照中没有连接到节点 {}。'],
  ['Node {} was not reached in the later snapshot: {}', '后一快照中没有连接到节点 {}：{}'],
  ['Node {} was not reached in the earlier snapshot: {}', '前一快照中没有连接到节点 {}：{}'],
  ['{} was not collected at {} in the later snapshot.', '后一快照没有在 {} 的 {} 处采集。'],
  ['{} was not collected at {} in the earlier snapshot.', '前一快照没有在 {} 的 {} 处采集。'],
  ['{} was not collected in the later snapshot.', '后一快照没有采集 {}。'],
  ['{} was not collected in the earlier snapshot.', '前一快照没有采集 {}。'],
  ['In the later snapshot only a part was shown: {}', '后一快照只显示了一部分：{}'],
  ['In the earlier snapshot only a part was shown: {}', '前一快照只显示了一部分：{}'],
  ['{} ended as {} in the later snapshot.', '后一快照中 {} 的结果为 {}。'],
  ['{} ended as {} in the earlier snapshot.', '前一快照中 {} 的结果为 {}。'],
  ['{} ended as {} in the later snapshot: {}', '后一快照中 {} 的结果为 {}：{}'],
  ['{} ended as {} in the earlier snapshot: {}', '前一快照中 {} 的结果为 {}：{}'],
  [
    '{} lines of {} in the later snapshot could not be read; it may be one of them.',
    '后一快照中有 {} 行 {} 无法识别，可能就在其中。',
  ],
  [
    '{} lines of {} in the earlier snapshot could not be read; it may be one of them.',
    '前一快照中有 {} 行 {} 无法识别，可能就在其中。',
  ],
  ['The command in the later snapshot does not show everything: {}', '后一快照中的命令没有显示全部：{}'],
  ['The command in the earlier snapshot does not show everything: {}', '前一快照中的命令没有显示全部：{}'],
  // Notes of parsers
  ['There is no parser for this output; it is compared as a whole.', '没有解析此输出的程序，按整体比较。'],
  ['Sizes are rounded, as df -h prints them.', '大小经过取整，与 df -h 的显示一致。'],
  ['Sizes are rounded up, as ls -h prints them.', '大小经过向上取整，与 ls -h 的显示一致。'],
  ['Sizes are in KiB.', '大小以 KiB 为单位。'],
  ['Amounts are in KiB unless free was asked for another unit.', '数量以 KiB 为单位，除非 free 使用了其他单位。'],
  ['What is available was read from the line of buffers and cache.', '可用内存取自 buffers/cache 一行。'],
  [
    'The table has no NAMESPACE column; its pods are taken to be in the namespace default.',
    '表中没有 NAMESPACE 列，按命名空间 default 处理。',
  ],
  ['The listing has a header and a legend.', '列表带有表头和图例。'],
  ['The JSON is incomplete; its whole items were read one by one.', 'JSON 不完整，逐个读取了其中完整的条目。'],
]

interface Pattern {
  pattern: RegExp
  zh: string
}
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const patterns: Pattern[] = sentences.map(([en, zh]) => ({
  pattern: new RegExp(`^${en.split('{}').map(escaped).join('([^]+?)')}$`),
  zh,
}))
/** What a program said may be long, and is not searched for sentences. */
const longest = 600
const deepest = 3

/** The sentence for people of this language; one that the table does not know stays as it is. */
export function messageIn(language: 'en' | 'zh', text: string, depth = 0): string {
  if (language === 'en' || text === '' || text.length > longest || depth > deepest) return text
  for (const { pattern, zh } of patterns) {
    const match = pattern.exec(text)
    if (match === null) continue
    const parts = match.slice(1).map((part) => messageIn(language, part, depth + 1))
    return zh.replace(/\{\}/g, () => parts.shift() ?? '')
  }
  return text
}
