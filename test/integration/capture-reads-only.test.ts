/** A collection that would change anything on a node is a defect: every word of every command is looked at. */
import { expect, test } from 'vitest'
import { inPod, underPosixShell } from '../../main/collect/run-probe.ts'
import { probes } from '../../shared/probes/index.ts'

const settings = {
  ...{ kubectlPath: '/opt/bin/kubectl', kubectlServer: '127.0.0.1:8888', openrcPath: '/root/admin-openrc.sh' },
  ...{ novaPodPrefix: 'novarc', novaPodNamespace: 'default', sudo: false },
}
const words =
  'rm|rmdir|mv|cp|dd|tee|touch|mkdir|mkfifo|mknod|ln|truncate|chmod|chown|chattr|kill|pkill|killall|reboot|shutdown|halt|poweroff|init|systemctl|service|start|stop|restart|pause|unpause|run|create|delete|apply|patch|edit|scale|drain|cordon|uncordon|taint|label|annotate|replace|rollout|set|commit|push|pull|prune|update|enable|disable|force-down|service-enable|service-disable|service-force-down|service-delete|sudo|su|mount|umount|ip|iptables|sysctl|crontab|at|vi|vim|nano|install|yum|dnf|apt|apt-get|rpm|pip|curl|wget|nc|ssh|scp|sed|awk|perl|python|python3|eval|logrotate|journalctl'
const forbidden = new RegExp(`(?<![\\w./-])(?:${words})(?![\\w-])`)

/** What the shell would do beyond reading; null when nothing. Sending to /dev/null and joining streams write nothing. */
function harmIn(command: string): string | null {
  const withoutHarmless = command
    .replace(/[0-9]*>+ *\/dev\/null|[0-9]*>&[0-9]/g, '')
    // The two words of these tools that only list; and the openstack client, whose verb stands last.
    .replace(/\bsystemctl list-units\b/g, '')
    .replace(/\bopenstack (compute service|volume service|network agent) list\b|\b(nova|cinder) service-list\b/g, '')
  // Formats such as `+%Y` and `{{json .}}` hold no redirection.
  return />|<<|`/.exec(withoutHarmless)?.[0] ?? forbidden.exec(withoutHarmless)?.[0] ?? null
}

const commands = probes.flatMap((probe) =>
  probe.variants.flatMap((variant) => {
    const inner = variant.command(settings)
    const inside = inPod(inner, { namespace: 'default', name: 'novarc-1lj17' }, settings)
    return probe.runsIn === 'node' ? [inner] : [inner, inside, underPosixShell(inside)]
  }),
)

test.each([...new Set(commands)])('%s only reads', (command) => {
  expect(harmIn(command)).toBeNull()
})

test('the probes ask for something', () => {
  expect(commands.length).toBeGreaterThan(5)
})

test.each([
  'systemctl stop openstack-nova-conductor.service',
  'docker ps; docker restart x',
  "sh -c 'rm -rf /var/log/x'",
  'ls /var/log > /tmp/x',
  'ls 2>>/tmp/x',
  'nova service-disable h nova-compute',
  'kubectl -s 127.0.0.1:8888 delete pod x',
  'echo `reboot`',
])('the check itself catches %s', (command) => {
  expect(harmIn(command)).not.toBeNull()
})
