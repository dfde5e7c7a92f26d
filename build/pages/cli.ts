/** `docs/cli.md` and its Chinese sister: what `nodelapse help` says of every command. */
import type { Command as Parser } from 'commander'
import { commands } from '../../main/hosts/cli/commands/index.ts'
import { programOf } from '../../main/hosts/cli/program.ts'
import type { Language, Text } from '../../shared/words/language.ts'

const words = {
  title: { en: 'Command line', zh: '命令行' },
  intro: {
    en: 'What `nodelapse help` says. `--library`, `--json`, `--lang` and the like may stand ahead of a command or behind it.',
    zh: '即 `nodelapse help` 的内容。`--library`、`--json`、`--lang` 等选项可以写在命令之前或之后。',
  },
} as const satisfies Record<string, Text>

const columns = 100

export function cliPage(language: Language): string {
  const program = programOf(commands, language, async () => {})
  const parsers = program.commands.flatMap((each) => (each.commands.length === 0 ? [each] : each.commands))
  return `# ${words.title[language]}\n\n${words.intro[language]}\n\n${parsers.map(section).join('\n')}`
}

function section(parser: Parser): string {
  const lines: string[] = []
  parser.configureOutput({
    writeOut: (text) => lines.push(text),
    getOutHelpWidth: () => columns,
    getOutHasColors: () => false,
  })
  parser.outputHelp()
  const group = parser.parent?.parent == null ? '' : `${parser.parent.name()} `
  return `## ${group}${parser.name()}\n\n\`\`\`\n${lines.join('').trim()}\n\`\`\`\n`
}
