/** Programs that people of the field type: what makes a line behind a bare `$` or `#` a command rather than a remark. */
import { probes } from '../probes/index.ts'
import { commandsOf, programOf } from './command-line.ts'

const tools = new Set(
  `kubectl oc k helm kubeadm kubelet crictl ctr docker podman nerdctl k3s k0s microk8s minikube rke2 etcdctl calicoctl istioctl
  openstack nova neutron cinder glance keystone swift heat ironic manila aodh gnocchi placement nova-manage nova-status
  systemctl journalctl timedatectl hostnamectl loginctl chronyc ntpq ntpdate df free uptime uname hostname lsblk blkid lscpu lspci
  ls ll cat zcat grep egrep zgrep tail head less more cd ps vmstat iostat mpstat sar iotop dmesg netstat ss ip ifconfig ethtool
  iptables nft ipvsadm brctl bridge ovs-vsctl ovs-ofctl ovn-nbctl ovn-sbctl tcpdump ping traceroute dig nslookup curl wget ssh scp
  rsync sudo su vi vim mkdir rm cp mv chmod chown tar unzip yum dnf apt apt-get dpkg rpm zypper mysql mysqladmin redis-cli psql
  rabbitmqctl rabbitmq-diagnostics ceph rados rbd pcs crm crm_mon pvs vgs lvs pvdisplay vgdisplay lvdisplay fdisk parted multipath
  virsh qemu-img lsof lsmod modprobe sysctl ulimit crontab awk sed jq sosreport sos kill pkill killall reboot shutdown umount
  nsenter strace gdb bash sh export alias pwd whoami`.split(/\s+/),
)
/** English words, too: only with what no sentence has. */
const words = new Set(
  'date free service mount watch top time which who find source exit clear history sort echo test make id w last touch env set'.split(
    ' ',
  ),
)

/** Whether this is a command line rather than a sentence. */
export function isCommandLine(text: string): boolean {
  const [command] = commandsOf(text.slice(0, 500))
  if (command === undefined) return false
  const typed = (text.trim().split(/\s+/)[0] ?? '').toLowerCase()
  const program = programOf(command.words)
  if (tools.has(program)) return !/[.。!?？！]$/.test(text) || /\/\.+$/.test(text)
  if (probes.some(({ recognises }) => recognises(command.words.join(' ')))) return true
  return words.has(typed) && (!text.trim().includes(' ') || /(?:^|\s)[-/.]|[/=]/.test(text.slice(typed.length)))
}
