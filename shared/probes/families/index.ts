/** What the families can say. */
import { dockerMessages } from './docker.ts'
import { kubectlMessages } from './kubectl.ts'
import { kubectlListMessages } from './kubectl-list.ts'
import { kubectlTableMessages } from './kubectl-table.ts'
import { openStackMessages } from './openstack.ts'
import { shellMessages } from './shell.ts'

export const families: readonly object[] = [
  shellMessages,
  kubectlMessages,
  kubectlListMessages,
  kubectlTableMessages,
  dockerMessages,
  openStackMessages,
]
