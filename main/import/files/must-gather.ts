/** What `oc adm must-gather` and `oc adm inspect` write: objects as YAML under `cluster-scoped-resources/` and `namespaces/`. */
import type { Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

export const mustGather: Importer = {
  name: 'must-gather',
  title: { en: 'must-gather', zh: 'must-gather' },
  takes: { en: 'must-gathers', zh: 'must-gather' },
  topOf: topBefore('(?:cluster-scoped-resources/.|namespaces/[^/]+/(?:core|apps|pods|[^/]+\\.yaml$|events\\.log$))'),
  holds: 'cluster',
  commandOf: (path) => (path.endsWith('.yaml') ? 'oc adm inspect' : null),
}
