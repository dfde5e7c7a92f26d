/** What the probes of OpenStack's clients share: how they are asked, their heartbeats, their errors. */
import type { Section } from '../../model.ts'
import { secondMs, toIso } from '../../parse/time.ts'
import type { ProfileSettings } from '../../profile-settings.ts'
import { catalogue, says } from '../../words/message.ts'
import type { Diagnosis, Ended, ParseContext, Variant, Whereabouts } from '../probe.ts'
import { diagnoseKubectl } from './kubectl.ts'
import { clientTimeMs } from './pretty-table.ts'
import { complaintOf, diagnoseMissingCommand } from './shell.ts'

export const openStackMessages = catalogue('openstack', {
  noCredentials: says<{ openrcPath: string }>({
    en: ({ openrcPath }) =>
      `The OpenStack credentials were not loaded. Source the openrc first${openrcPath === '' ? '.' : `: source ${openrcPath}`}`,
    zh: ({ openrcPath }) =>
      `没有加载 OpenStack 凭据。请先加载 openrc${openrcPath === '' ? '。' : `：source ${openrcPath}`}`,
  }),
  noOpenrc: says<{ path: string }>({
    en: ({ path }) => `There is no openrc at ${path}. Set the profile's path of the openrc.`,
    zh: ({ path }) => `${path} 处没有 openrc。请在采集方案中设置 openrc 的路径。`,
  }),
  unauthorized: says({
    en: 'Keystone refused the credentials (HTTP 401). Check the password in the openrc.',
    zh: 'Keystone 拒绝了凭据（HTTP 401）。请检查 openrc 中的密码。',
  }),
  outOfReach: says<{ client: string }>({
    en: ({ client }) =>
      `Keystone or the API of ${client} could not be reached. Check their containers, and the database behind them.`,
    zh: ({ client }) => `无法访问 Keystone 或 ${client} API。请检查它们的容器及其数据库。`,
  }),
  notInCatalogue: says<{ client: string }>({
    en: ({ client }) => `This site has no service that ${client} asks: the catalogue of keystone does not list it.`,
    zh: ({ client }) => `此站点没有 ${client} 所查询的服务：keystone 的服务目录中没有它。`,
  }),
  noClient: says<{ client: string }>({
    en: ({ client }) => `The ${client} client is not where it was asked, or not on its PATH.`,
    zh: ({ client }) => `执行处没有 ${client} 客户端，或者不在 PATH 中。`,
  }),
  neitherClient: says<{ client: string }>({
    en: ({ client }) => `Neither the ${client} nor the openstack client is there.`,
    zh: ({ client }) => `${client} 客户端和 openstack 客户端都不存在。`,
  }),
  noBash: says({
    en: 'The pod has no bash, so the openrc cannot be sourced in it.',
    zh: '该 Pod 中没有 bash，因此无法加载 openrc。',
  }),
})

/** Of a key `nova-compute@cmp-1`, or `cinder-volume@cinder-0@ceph1` with a back end behind the host. */
export function serviceOfKey(key: string): Whereabouts {
  const [workload = '', host = ''] = key.split('@')
  return { host, workload }
}

/** The client of the service itself; newer sites have only the common one. */
export function openStackVariants(ownClient: string, commonClient: string): Variant[] {
  return [
    { name: ownClient.split(' ')[0] ?? '', command: ({ openrcPath }) => `source ${openrcPath} && ${ownClient}` },
    { name: 'openstack', command: ({ openrcPath }) => `source ${openrcPath} && ${commonClient}`, evenIfAbsent: true },
  ]
}

/** Services report every so often (`report_interval`): what clocks make of a heartbeat beyond that is no age. */
const reportIntervalMs = 10 * secondMs

/**
 * `Updated_at` as ISO time, and its age in seconds by the node's clock; null when it is not told, and where clocks of the site
 * differ: nobody knows by which of them it was written.
 */
export function heartbeatOf(
  cell: string | null,
  { takenAtMs, clockOffsetMs, clocksApartMs = 0 }: ParseContext,
): { updatedAt: string | null; heartbeatAgeSeconds: number | null } {
  const atMs = clientTimeMs(cell)
  if (atMs === null) return { updatedAt: null, heartbeatAgeSeconds: null }
  if (clocksApartMs > reportIntervalMs) return { updatedAt: toIso(atMs), heartbeatAgeSeconds: null }
  return { updatedAt: toIso(atMs), heartbeatAgeSeconds: (takenAtMs + clockOffsetMs - atMs) / secondMs }
}

/** Whether the site has no such service at all: no failure, and nothing to see to. */
export const isMissingService = ({ outcome, message }: Pick<Section, 'outcome' | 'message'>): boolean =>
  outcome === 'unavailable' && message?.code === openStackMessages.notInCatalogue({ client: '' }).code

/** A client that says its service is not in the catalogue: keystoneauth's EndpointNotFound, and the clients' own words. */
const notInCatalogue =
  /EndpointNotFound|[Cc]ould not find requested endpoint|endpoint for \S{1,60} service (?:in \S{1,60} region )?not found/

/**
 * Errors of the clients, seen with python-novaclient 18, and of the way to it. `settings`: how it was asked, or null
 * when that is not known, as in an import.
 */
export function diagnoseOpenStackClient(ended: Ended, client: string, settings: ProfileSettings | null): Diagnosis {
  const said = complaintOf(ended)
  if (/You must provide a user ?name/i.test(said))
    return {
      outcome: 'refused',
      message: openStackMessages.noCredentials({ openrcPath: settings?.openrcPath ?? '' }),
    }
  if (notInCatalogue.test(said))
    return { outcome: 'unavailable', message: openStackMessages.notInCatalogue({ client }) }
  // The outer shell is sh; what bash misses, inside the pod, is the file to source.
  const path = /^bash: (?:line \d{1,9}: )?(\/\S{1,500}): No such file or directory/m.exec(said)?.[1]
  if (path !== undefined && !path.endsWith('/kubectl'))
    return { outcome: 'refused', message: openStackMessages.noOpenrc({ path }) }
  if (/HTTP 401|\(Unauthorized\)|requires authentication/.test(said) && /nova|keystone|ERROR \(/i.test(said))
    return { outcome: 'refused', message: openStackMessages.unauthorized() }
  if (/ERROR \(ConnectFailure\)|Unable to establish connection|RemoteDisconnected/.test(said))
    return { outcome: 'failed', message: openStackMessages.outOfReach({ client }) }
  const missing =
    diagnoseMissingCommand(ended, client, openStackMessages.noClient({ client })) ??
    diagnoseMissingCommand(ended, 'openstack', openStackMessages.neitherClient({ client }))
  if (missing !== null && !/kubectl: (command )?not found/.test(said)) return missing
  if (ended.exitCode === 126 && /terminated with exit code 126|exec failed/.test(said))
    return { outcome: 'unavailable', message: openStackMessages.noBash() }
  return diagnoseKubectl(ended)
}
