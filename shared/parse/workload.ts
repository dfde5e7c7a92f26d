/** Names that stay the same when a pod is replaced. */

// The API server ends generated names with five characters (k8s.io/apimachinery, util/rand): lower-case letters and
// digits, and in newer versions neither vowels nor the digits 0, 1, 3. Field names such as `vs1b0` show the older alphabet.
const suffix = /-[a-z0-9]{5}$/
const replicaSetHash = /-(?:[bcdf-hj-np-tv-z2456789]{8,10}|\d{8,10})$/
const ordinal = /-\d{1,4}$/

/**
 * The workload of a pod, from its name: without the ReplicaSet's hash and the random suffix, or without the ordinal of a
 * StatefulSet. `novarc-1lj17` → `novarc`, `nova-api-5d7f9c8b6d-x2k4q` → `nova-api`, `nova-conductor-0` → `nova-conductor`.
 * It is a guess (a bare pod named `my-redis` loses its last word); an owner reference, where there is one, is better.
 */
export function workloadOfPodName(name: string): string {
  if (suffix.test(name)) return name.replace(suffix, '').replace(replicaSetHash, '') || name
  return name.replace(ordinal, '') || name
}
