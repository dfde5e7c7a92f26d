/** Programs that only run another one: `sudo -u stack LC_ALL=C watch -n 1 docker ps` is `docker ps`. */

/** Their options that take a word of their own. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  sudo: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '--user', '--group'],
  doas: ['-u', '-C'],
  watch: ['-n', '--interval'],
  time: ['-f', '-o'],
  env: ['-u', '-C', '-S'],
  command: [],
  nohup: [],
  nice: ['-n'],
  ionice: ['-c', '-n'],
  stdbuf: ['-i', '-o', '-e'],
  setsid: [],
  timeout: ['-k', '-s'],
  unbuffer: [],
}
/** `timeout 5 docker ps`: a word of its own ahead of the command. */
const isLength = /^\d+(?:\.\d+)?[smhd]?$/

export const programOf = (words: readonly string[]): string => {
  const [first = ''] = words
  return first.slice(first.lastIndexOf('/') + 1)
}

export function withoutWrappers(words: readonly string[]): string[] {
  let rest = [...words]
  for (;;) {
    const options = wrappers[programOf(rest)]
    if (options !== undefined && rest.length > 1) rest = behindOptions(rest, options)
    else if (/^[A-Za-z_]\w*=/.test(rest[0] ?? '')) rest = rest.slice(1)
    else break
  }
  // `watch 'kubectl get pods | grep nova'`: the command is one word
  const [only] = rest
  return rest.length === 1 && only !== undefined && words.length > 1 && only.includes(' ') ? only.split(/\s+/) : rest
}

function behindOptions(words: readonly string[], valueOptions: readonly string[]): string[] {
  let at = 1
  while (words[at]?.startsWith('-') === true) {
    if (words[at] === '--') return words.slice(at + 1)
    at += valueOptions.includes(words[at] ?? '') ? 2 : 1
  }
  if (programOf(words) === 'timeout' && isLength.test(words[at] ?? '')) at++
  return words.slice(at)
}
