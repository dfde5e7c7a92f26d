/** Names that stay the same when a pod is replaced. */

// The API server draws the last five characters of generated names from this alphabet (k8s.io/apimachinery,
// util/rand); older ones used all lower-case letters and digits, which real field names show (`vs1b0`, `r7nnh`).
const suffix = /-[a-z0-9]{5}$/
const replicaSetHash = /-(?:[bcdf-hj-np-tv-z2456789]{8,10}|\d{8,10})$/
const ordinal = /-\d+$/

/**
 * The workload of a pod, from its name: without the ReplicaSet hash and random suffix, or the StatefulSet ordinal.
 * `novarc-1lj17` → `novarc`, `nova-api-5d7f9c8b6d-x2k4q` → `nova-api`, `nova-conductor-0` → `nova-conductor`.
 * It is a guess; an owner reference, where the output has one, is better.
 */
export function workloadOfPodName(name: string): string {
  if (suffix.test(name) && !/-[a-z]{5}$/.test(name)) return name.replace(suffix, '').replace(replicaSetHash, '') || name
  if (suffix.test(name)) {
    const short = name.replace(suffix, '')
    // Five letters alone may be a word; after a hash or an `rc` name they are a suffix.
    if (replicaSetHash.test(short)) return short.replace(replicaSetHash, '')
    if (/rc$/.test(short)) return short
  }
  return name.replace(ordinal, '') || name
}
