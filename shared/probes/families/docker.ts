/** What the probes that ask docker share: its errors, and the names that kubelet gives. */
import { catalogue, says } from '../../words/message.ts'
import type { Diagnosis, Ended, Identity } from '../probe.ts'
import { complaintOf, diagnoseMissingCommand } from './shell.ts'

export const dockerMessages = catalogue('docker', {
  missing: says({
    en: 'This node may have no docker, or it is not on the PATH.',
    zh: '此节点可能没有 docker，或者 docker 不在 PATH 中。',
  }),
  notAllowed: says({
    en: 'This user may not talk to docker. Use root or a member of the group docker.',
    zh: '此用户无权访问 docker。请使用 root 或 docker 组的成员。',
  }),
  noDaemon: says({
    en: 'The docker daemon does not answer. Check it with: systemctl status docker',
    zh: 'docker 守护进程没有响应。请检查：systemctl status docker',
  }),
})

/** Errors of the docker client. Seen with 20.10. */
export function diagnoseDocker(ended: Ended): Diagnosis {
  const said = complaintOf(ended)
  if (/permission denied while trying to connect to the Docker daemon|Got permission denied/i.test(said))
    return { outcome: 'refused', message: dockerMessages.notAllowed() }
  if (/Cannot connect to the Docker daemon|Is the docker daemon running/i.test(said))
    return { outcome: 'failed', message: dockerMessages.noDaemon() }
  return diagnoseMissingCommand(ended, 'docker', dockerMessages.missing())
}

/** Whether two rows are of one container: short ids are beginnings of long ones. */
export function containerIdentity(before: string | null, after: string | null): Identity {
  if (before === null || after === null) return 'unsure'
  return before.startsWith(after) || after.startsWith(before) ? 'same' : 'other'
}

/** Among the names of a linked container (`linked/amqp,ports`) its own is the one without a slash. */
export const ownName = (names: readonly string[]): string | undefined =>
  names.find((name) => name !== '' && !name.includes('/'))

/** kubelet names containers `k8s_<container>_<pod>_<namespace>_<uid>_<attempt>`; older ones add `.<hash>` to the first. */
export function podContainer(
  names: readonly string[],
): { key: string; pod: string; container: string; attempt: number | null } | null {
  const parts = ownName(names)?.split('_') ?? []
  if (parts[0] !== 'k8s' || parts.length < 5) return null
  const [, first = '', pod = '', namespace = '', , last = ''] = parts
  const container = first.replace(/\.[0-9a-f]{6,8}$/, '')
  return {
    key: `${namespace}/${pod}/${container}`,
    pod,
    container,
    attempt: /^\d{1,9}$/.test(last) ? Number(last) : null,
  }
}
