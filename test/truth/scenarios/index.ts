/** The table of scenarios: a seed plays the one of its turn. */
import { containerUpgrade, jobRuns, logRotation, quiet, rollingUpgrade } from './harmless.ts'
import {
  clockJump,
  diskFull,
  dockerRestarted,
  kubeletDead,
  memoryPressure,
  networkCut,
  nodeDown,
  reboot,
} from './nodes.ts'
import {
  balancerDown,
  databaseDown,
  etcdDown,
  keystoneDown,
  rabbitDown,
  registryDown,
  unlistedDown,
} from './outages.ts'
import type { Scenario } from './scenario.ts'
import {
  apiCertificateExpired,
  apiDown,
  computeStopped,
  conductorStopped,
  keystoneRefuses,
  stoppedByHand,
} from './services.ts'
import { badImage, outOfMemory, storageDown, unscheduled, volumeFault } from './workloads.ts'

export const scenarios: Readonly<Record<string, Scenario>> = {
  'node-down': nodeDown,
  'conductor-stopped': conductorStopped,
  'unlisted-down': unlistedDown,
  'bad-image': badImage,
  quiet,
  'disk-full': diskFull,
  'rabbit-down': rabbitDown,
  'clock-jump': clockJump,
  'docker-restart': dockerRestarted,
  'stopped-by-hand': stoppedByHand,
  'keystone-refuses': keystoneRefuses,
  'job-runs': jobRuns,
  'kubelet-dead': kubeletDead,
  'database-down': databaseDown,
  'volume-fault': volumeFault,
  reboot,
  'rolling-upgrade': rollingUpgrade,
  'out-of-memory': outOfMemory,
  'registry-down': registryDown,
  'network-cut': networkCut,
  'memory-pressure': memoryPressure,
  'log-rotation': logRotation,
  'keystone-down': keystoneDown,
  'compute-stopped': computeStopped,
  'etcd-down': etcdDown,
  unscheduled,
  'storage-down': storageDown,
  'api-certificate': apiCertificateExpired,
  'container-upgrade': containerUpgrade,
  'balancer-down': balancerDown,
  'api-down': apiDown,
}
export const scenarioNames = Object.keys(scenarios)
