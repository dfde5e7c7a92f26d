/** One spelling for what people type in many ways, so that probes need to know only the usual one. */
import { programOf } from './wrappers.ts'

/** The usual spelling of a command; `words` are without what wraps it. */
export function usualWords(words: string[]): string[] {
  const kubectl = kubectlWords(words)
  if (kubectl !== null) return kubectl
  const program = programOf(words)
  if (program === 'docker' || program === 'podman' || program === 'nerdctl') return dockerWords(words)
  if (/^(?:openstack|nova|neutron|cinder)$/.test(program)) return [program, ...withoutGlobalOptions(words.slice(1))]
  return words
}

// kubectl

/** Programs that are kubectl, or carry it: how many of their words stand for `kubectl`. */
function kubectlPrefix(words: readonly string[]): number {
  const program = programOf(words)
  if (/^(?:kubectl(?:[.-].*)?|oc|k|microk8s\.kubectl|kubecolor|kubectl\.exe|oc\.exe)$/.test(program)) return 1
  const carries = /^(?:k3s|k0s|microk8s|minikube|rke2|colima)$/.test(program)
  const at = carries ? words.indexOf('kubectl') : -1
  if (at < 1 || at > 3) return 0
  return words[at + 1] === '--' ? at + 2 : at + 1
}

const kubectlValueOptions = new Set(
  '-n --namespace -s --server --kubeconfig --context --cluster --token --user --as --as-group --request-timeout -v --v -o --output -l --selector --field-selector -L --label-columns --sort-by --template -f --filename --chunk-size --certificate-authority --client-certificate --client-key --cache-dir'.split(
    ' ',
  ),
)
/** Options of `get` that change nothing in what the list says. */
const withoutMeaning = /^(?:-w|--watch(?:=true)?|--no-headers(?:=true)?|-v=?\d?|--v=?\d?)$/

const kinds: Readonly<Record<string, string>> = {
  po: 'pods',
  pod: 'pods',
  no: 'nodes',
  node: 'nodes',
  ev: 'events',
  event: 'events',
}

/** `kubectl get pods [NAME...] [options]`; other verbs keep their words. Null when it is no kubectl. */
function kubectlWords(words: string[]): string[] | null {
  const prefix = kubectlPrefix(words)
  if (prefix === 0) return null
  const rest = words.slice(prefix)
  const options: string[] = []
  const plain: string[] = []
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? ''
    if (!word.startsWith('-') || word === '-' || word === '--') plain.push(word)
    else if (kubectlValueOptions.has(word)) options.push(word, ...rest.slice(at + 1, ++at + 1))
    else options.push(word)
    // What runs in a pod has options of its own.
    if (plain[0] !== undefined && plain[0] !== 'get') return ['kubectl', ...rest]
  }
  if (plain[0] !== 'get') return ['kubectl', ...rest]
  const [kind = '', ...names] = plain.slice(1).flatMap((word, index) => (index === 0 ? kindAndName(word) : [word]))
  return ['kubectl', 'get', kind, ...names, ...meaningful(options)]
}

/** `pod/web-1` is `pods web-1`, `po` is `pods`. */
function kindAndName(word: string): string[] {
  const [kind = '', name] = word.split('/')
  const usual = kinds[kind.toLowerCase()] ?? kind
  return name === undefined || name === '' ? [usual] : [usual, name]
}

function meaningful(options: readonly string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < options.length; at++) {
    const option = options[at] ?? ''
    const hasValue = kubectlValueOptions.has(option)
    // `-Aw`, `-wA`: short ones typed together
    const short = /^-[Aw]{2,3}$/.test(option) ? option.replace('w', '') : option
    if (!withoutMeaning.test(short)) kept.push(short, ...(hasValue ? options.slice(at + 1, at + 2) : []))
    if (hasValue) at++
  }
  return kept
}

// docker and its kin

function dockerWords(words: string[]): string[] {
  const rest = withoutGlobalOptions(words.slice(1))
  const isList = rest[0] === 'container' && /^(?:ls|list|ps)$/.test(rest[1] ?? '')
  return isList ? ['docker', 'ps', ...rest.slice(2)] : ['docker', ...rest]
}

// Clients with options ahead of what they are to do

const flagsAlone = new Set('--debug --insecure --verbose --quiet -v -q -d -D --tls --os-cache --timings'.split(' '))

/** `--os-cloud admin network agent list` is `network agent list`. */
function withoutGlobalOptions(words: readonly string[]): string[] {
  let at = 0
  while (words[at]?.startsWith('-') === true)
    at += words[at]?.includes('=') === true || flagsAlone.has(words[at] ?? '') ? 1 : 2
  return words.slice(at)
}
