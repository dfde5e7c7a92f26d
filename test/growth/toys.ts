/** What somebody adds who follows CONTRIBUTING: a probe, a rule, an importer and a view, each a folder or file and one line. */

export interface Addition {
  /** Files to write, by their path in the tree. */
  files: Readonly<Record<string, string>>
  /** The table, its new line, and behind which line it goes; with the line that imports it. */
  table: { file: string; importLine: string; line: string; behind: string }
}

/** `toasters`: a command that lists toasters on a node. */
export const toyProbe: Addition = {
  files: {
    'shared/probes/toaster-list/fields.ts': `import { number, text } from '../fields.ts'

export const toasterFields = {
  name: text({ en: 'TOASTER', zh: '烤面包机' }, { identifies: true, column: 1, width: '160px' }),
  state: text({ en: 'STATE', zh: '烤制状态' }, { compared: true, shown: 'status', column: 1 }),
  slices: number({ en: 'SLICES', zh: '片数' }, { charted: true, column: 2 }),
  kitchen: text({ en: 'KITCHEN', zh: '厨房' }, { null: 'unknown', compared: true, names: 'host', column: 2 }),
}
`,
    'shared/probes/toaster-list/probe.ts': `/** \`toaster-list\`: the toasters of a node. */
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { FieldsOf } from '../fields.ts'
import { probe } from '../probe.ts'
import { toasterFields } from './fields.ts'

const head = /^TOASTER\\s+STATE\\s+SLICES\\s+KITCHEN$/

export const toasterList = probe({
  name: 'toaster-list',
  title: { en: 'Toasters', zh: '烤面包机列表' },
  about: { en: 'The toasters of a node.', zh: '节点上的烤面包机。' },
  version: 1,
  scope: 'node',
  runsIn: 'node',
  variants: [{ name: 'plain', command: () => 'toasters --list' }],
  timeoutMs: 10_000,
  maxBytes: 64 * 1024,
  fields: toasterFields,
  heads: [head],
  parse: (text) => {
    const builder = new ParsedBuilder<FieldsOf<typeof toasterFields>>()
    for (const each of linesOf(text)) {
      if (isBlank(each.text) || head.test(each.text)) continue
      const match = /^(\\S+)\\s+(cold|hot|burning)\\s+(\\d{1,9})\\s+(\\S+)$/.exec(each.text)
      if (match === null) {
        builder.addUnparsed(each)
        continue
      }
      const [, name = '', state = '', slices = '', kitchen = ''] = match
      const fields = { name, state, slices: Number(slices), kitchen }
      builder.addRow({ key: name, line: each.line, lastLine: each.line, fields })
    }
    return builder.build()
  },
  state: ({ state }) => ({ state, health: state === 'burning' ? 'bad' : 'fine' }),
  stateWords: { burning: { en: 'burning', zh: '烧焦' } },
  label: ({ name }) => name,
  recognises: (command) => command.trim() === 'toasters --list',
})
`,
  },
  table: {
    file: 'shared/probes/index.ts',
    importLine: `import { toasterList } from './toaster-list/probe.ts'`,
    line: '  toasterList,',
    behind: 'export const probes: readonly Probe[] = [',
  },
}

export const toyRule: Addition = {
  files: {
    'shared/findings/rules/toaster-burning.ts': `import { toasterList } from '../../probes/toaster-list/probe.ts'
import { claim, factsOf } from '../facts.ts'
import { inBoth, rule } from '../rule.ts'

export const toasterBurning = rule({
  name: 'toaster-burning',
  tells: 'state',
  nature: 'fault',
  about: { en: 'Toasters that burn.', zh: '正在烧焦的烤面包机。' },
  severities: ['critical'],
  reads: [toasterList],
  thresholds: [],
  params: { toaster: 'text', slices: 'number' },
  check: ({ after }) =>
    factsOf(after, toasterList)
      .filter(({ fields }) => fields.state === 'burning')
      .map((fact) =>
        claim(fact, {
          severity: 'critical',
          certainty: 'proven',
          params: { toaster: fact.fields.name, slices: fact.fields.slices },
        }),
      ),
  title: {
    en: ({ toaster, slices }) => \`\${toaster} burns \${slices} slices\`,
    zh: ({ toaster, slices }) => \`\${toaster} 正在烧焦 \${slices} 片面包\`,
  },
  next: inBoth(({ toaster }) => \`toasters --eject \${toaster}\`),
  why: { en: 'Burnt toast is not eaten.', zh: '烧焦的面包没人吃。' },
})
`,
  },
  table: {
    file: 'shared/findings/index.ts',
    importLine: `import { toasterBurning } from './rules/toaster-burning.ts'`,
    line: '  toasterBurning,',
    behind: 'export const rules: readonly Rule[] = [',
  },
}

export const toyImporter: Addition = {
  files: {
    'main/import/files/kitchen-bag.ts': `/** Bags of kitchens: a folder with \`kitchen.txt\` ahead of saved outputs. */
import type { Importer } from '../importer.ts'
import { topBefore } from './tops.ts'

export const kitchenBag: Importer = {
  name: 'kitchen-bag',
  title: { en: 'bag of a kitchen', zh: '厨房资料包' },
  takes: { en: 'bags of kitchens', zh: '厨房资料包' },
  topOf: topBefore('kitchen\\.txt$'),
  holds: 'node',
}
`,
  },
  table: {
    file: 'main/import/index.ts',
    importLine: `import { kitchenBag } from './files/kitchen-bag.ts'`,
    line: '  kitchenBag,',
    behind: 'export const importers: readonly Importer[] = [',
  },
}

export const toyView: Addition = {
  files: {
    'renderer/collected/kitchen-view.tsx': `export const KitchenView = () => <p className="empty">The kitchen is closed.</p>
`,
  },
  table: {
    file: 'renderer/app/views.ts',
    importLine: `import { KitchenView } from '../collected/kitchen-view.tsx'`,
    line: `  { id: 'kitchen', title: { en: 'Kitchen', zh: '厨房' }, component: KitchenView, isFrequent: true },`,
    behind: 'export const views: readonly View[] = [',
  },
}
