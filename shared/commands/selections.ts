/** What of a command's words hides rows that the tool would show: then an absent row says nothing. */

/** Options with a value, by program; those without are named alone. */
const selecting: Readonly<Record<string, { withValue: readonly string[]; alone: readonly string[] }>> = {
  'kubectl get': { withValue: ['-l', '--selector', '--field-selector'], alone: ['--watch-only'] },
  'docker ps': { withValue: ['-f', '--filter', '-n', '--last'], alone: ['-l', '--latest'] },
}
const ofClients = { withValue: ['--host', '--binary', '--service', '--agent-type'], alone: [] }

/** As typed, `words` in their usual spelling: `-l app=web`, the names of pods. */
export function selectionsOf(words: readonly string[]): string[] {
  const [program = '', verb = ''] = words
  const known = selecting[`${program} ${verb}`]
  const { withValue, alone } = known ?? ofClients
  const found: string[] = []
  for (let at = 2; at < words.length; at++) {
    const word = words[at] ?? ''
    const [option = ''] = word.split('=')
    if (alone.includes(word) || (word.includes('=') && withValue.includes(option))) found.push(word)
    else if (withValue.includes(word)) found.push(`${word} ${words[++at] ?? ''}`.trim())
  }
  return program === 'kubectl' && verb === 'get' ? [...namesIn(words), ...found] : found
}

/** `kubectl get pods web-1 web-2`: the names stand between the kind and the options. */
function namesIn(words: readonly string[]): string[] {
  const end = words.findIndex((word, index) => index > 2 && word.startsWith('-'))
  return words.slice(3, end < 0 ? undefined : end)
}
