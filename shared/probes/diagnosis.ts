/** What error texts of shells and of kubectl mean, for every probe that runs through them. */
import type { Outcome, Section } from '../model.ts'

export type Diagnosis = { outcome: Outcome; message: string } | null
type Ended = Pick<Section, 'stdout' | 'stderr' | 'exitCode'>

/** How much of an error text is looked at: complaints come first or last. */
export const complaintOf = ({ stderr, stdout }: Ended): string =>
  [stderr, stdout].map((text) => (text.length > 16384 ? text.slice(0, 8192) + text.slice(-8192) : text)).join('\n')

/** bash says `command not found`, dash and busybox ash `not found`, and both end with 127. */
export function diagnoseMissingCommand(ended: Ended, name: string, advice: string): Diagnosis {
  const said = complaintOf(ended)
  const isMissing =
    ended.exitCode === 127 || /: command not found\s*$/m.test(said) || /^[^\n]{0,200}: not found\s*$/m.test(said)
  if (!isMissing || !said.includes(name)) return null
  return { outcome: 'unavailable', message: `The command ${name} is not there. ${advice}` }
}

/** Errors of kubectl itself, for `get` as well as `exec`. Seen with kubectl 1.20. */
export function diagnoseKubectl(ended: Ended): Diagnosis {
  const said = complaintOf(ended)
  const missing = diagnoseMissingCommand(
    ended,
    'kubectl',
    "Set the profile's path of kubectl, or capture from a node that has it.",
  )
  if (missing !== null) return missing
  const noFile = /^[^\n]{0,200}kubectl: No such file or directory/m.test(said)
  if (noFile)
    return {
      outcome: 'unavailable',
      message: "There is no kubectl at the profile's path. Set the profile's path of kubectl.",
    }
  const refused = /The connection to the server (\S{1,200}) was refused/.exec(said)
  if (refused !== null)
    return {
      outcome: 'failed',
      message: `Nothing listens at the API server ${refused[1]}. Is the API server up, and is the profile's server right?`,
    }
  if (/You must be logged in to the server|error: You must be logged in/.test(said))
    return {
      outcome: 'refused',
      message: 'The API server refused the credentials of kubectl. Check its token or kubeconfig on the node.',
    }
  if (/\(Forbidden\)|is forbidden:/.test(said))
    return {
      outcome: 'refused',
      message:
        'The account of kubectl may not do this. It needs the right to list pods, and to exec into the nova client.',
    }
  if (/x509:/.test(said))
    return {
      outcome: 'refused',
      message:
        'kubectl does not trust the certificate of the API server. Check the certificate authority in its kubeconfig.',
    }
  if (/pods? "[^"\n]{1,253}" not found/.test(said))
    return {
      outcome: 'unavailable',
      message: 'The pod is no longer there; it may just have been replaced. Capture again.',
    }
  if (
    /error dialing backend|unable to upgrade connection|cannot exec into a container in a completed pod|does not have a host assigned/.test(
      said,
    )
  )
    return {
      outcome: 'failed',
      message: 'The API server could not reach a running container of that pod: its node or kubelet may be down.',
    }
  if (/the server doesn't have a resource type|Unable to connect to the server|an error on the server/.test(said))
    return { outcome: 'failed', message: 'The API server did not answer as it should. Check the API server and etcd.' }
  return null
}
