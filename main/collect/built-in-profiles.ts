/** The profiles that come with the program. */
import { profileMessages } from '../../shared/messages/collect/profile.ts'
import { probeNamed, probes } from '../../shared/probes/index.ts'
import type { WrittenProfile } from './profile-text.ts'

const onHost = { novaPodPrefix: '', openrcPath: '/root/admin-openrc.sh' }
const ofNode = ['host', 'systemctl-failed', 'df', 'free', 'time-sync', 'var-log']
const ofDocker = ['docker-ps', 'docker-inspect']
const ofKubernetes = ['kubectl-get-pods', 'kubectl-get-nodes', 'kubectl-get-events']
const ofOpenStack = ['nova-service-list', 'cinder-service-list', 'neutron-agent-list']

const h3cloudos: WrittenProfile = {
  name: 'h3cloudos',
  description: profileMessages.h3cloudos(),
  extends: null,
  settings: {},
  probes,
}

export const builtInProfiles: readonly WrittenProfile[] = [
  h3cloudos,
  {
    name: 'kubernetes',
    description: profileMessages.kubernetes(),
    extends: null,
    settings: { ...onHost, kubectlPath: 'kubectl', kubectlServer: '' },
    probes: [...ofNode, ...ofDocker, ...ofKubernetes].map(probeNamed),
  },
  {
    name: 'docker-host',
    description: profileMessages.dockerHost(),
    extends: null,
    settings: onHost,
    probes: [...ofNode, ...ofDocker].map(probeNamed),
  },
  {
    name: 'openstack',
    description: profileMessages.openstack(),
    extends: null,
    settings: onHost,
    probes: [...ofNode, ...ofOpenStack].map(probeNamed),
  },
]

/** The one that is used where none is named. */
export const usualProfile = h3cloudos.name
