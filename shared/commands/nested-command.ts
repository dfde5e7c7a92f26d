/** Commands that run others elsewhere: in a pod or container, or on another host. */
import { quoted } from '../probes/families/shell.ts'
import { programOf } from './command-line.ts'

const shells = new Set(['bash', 'sh', 'ash', 'dash', 'zsh'])
const valueFlags = new Set(
  '-n --namespace -c --container -s --server --kubeconfig --context --cluster --token -u --user -w --workdir -e --env --request-timeout'.split(
    ' ',
  ),
)

export interface ExecCommand {
  program: 'kubectl' | 'docker'
  /** The pod or container as named on the command line. */
  target: string
  /** What runs in there; empty for a shell that a person then types into. */
  inner: string
}

/** Reads `kubectl exec -it POD bash` and its kin; null for anything else. */
export function execOf(words: string[]): ExecCommand | null {
  const program = programOf(words)
  if (program !== 'kubectl' && program !== 'docker') return null
  const plain: string[] = []
  let at = 1
  for (; at < words.length && plain.length < 2; at++) {
    const word = words[at] ?? ''
    if (valueFlags.has(word)) at++
    else if (!word.startsWith('-')) plain.push(word)
    if (plain.length === 1 && plain[0] !== 'exec') return null
  }
  const target = plain[1]
  if (target === undefined) return null
  // flags may follow the pod's name: `exec POD -it -c main -- bash`
  while (words[at]?.startsWith('-') === true && words[at] !== '--') at += valueFlags.has(words[at] ?? '') ? 2 : 1
  if (words[at] === '--') at++
  const rest = words.slice(at)
  const name = target.replace(/^pods?\//, '')
  if (!shells.has(programOf(rest))) return { program, target: name, inner: rest.map(asTyped).join(' ') }
  const script = rest.findIndex((word) => /^-[a-z]*c$/.test(word))
  return { program, target: name, inner: script === -1 ? '' : (rest[script + 1] ?? '') }
}

/** Quoted where it has to be. */
const asTyped = (word: string): string => (/[\s;|&"']/.test(word) ? quoted(word) : word)

const sshValueFlags = new Set('-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w'.split(' '))

/** Reads `ssh root@cloudos2 docker ps`; null for anything else, also when a person then types on that host. */
export function sshOf(words: string[]): { host: string; inner: string } | null {
  if (programOf(words) !== 'ssh') return null
  let at = 1
  while (words[at]?.startsWith('-') === true) at += sshValueFlags.has(words[at] ?? '') ? 2 : 1
  const host = (words[at] ?? '').replace(/^.*@/, '')
  const inner = words.slice(at + 1)
  return host === '' || inner.length === 0 ? null : { host, inner: inner.join(' ') }
}
