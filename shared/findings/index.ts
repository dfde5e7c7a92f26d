/** The table of rules: one line each. */
import type { Finding } from '../model.ts'
import { ruleOf } from './own/rule-of.ts'
import type { Rule, Traits } from './rule.ts'
import { agentDown } from './rules/agent-down.ts'
import { writtenRules } from './rules/built-in.generated.ts'
import { clockSkew } from './rules/clock-skew.ts'
import { containerExited } from './rules/container-exited.ts'
import { containerRestarted } from './rules/container-restarted.ts'
import { containerRestarting } from './rules/container-restarting.ts'
import { containerUnhealthy } from './rules/container-unhealthy.ts'
import { dockerRestarted } from './rules/docker-restarted.ts'
import { imageChanged } from './rules/image-changed.ts'
import { logGrewFast } from './rules/log-grew-fast.ts'
import { logMissing } from './rules/log-missing.ts'
import { logRotated } from './rules/log-rotated.ts'
import { logSilent } from './rules/log-silent.ts'
import { nodeLostPods } from './rules/node-lost-pods.ts'
import { nodeNotReady } from './rules/node-not-ready.ts'
import { nodeRebooted } from './rules/node-rebooted.ts'
import { podCrashLooping } from './rules/pod-crash-looping.ts'
import { podFailed } from './rules/pod-failed.ts'
import { podGone } from './rules/pod-gone.ts'
import { podNotReady } from './rules/pod-not-ready.ts'
import { podReplaced } from './rules/pod-replaced.ts'
import { podRestarted } from './rules/pod-restarted.ts'
import { podStuckCreating } from './rules/pod-stuck-creating.ts'
import { podUnscheduled } from './rules/pod-unscheduled.ts'
import { podWaiting } from './rules/pod-waiting.ts'
import { probeFailed } from './rules/probe-failed.ts'
import { serviceDisabled } from './rules/service-disabled.ts'
import { serviceDown } from './rules/service-down.ts'
import { serviceFlapping } from './rules/service-flapping.ts'
import { serviceGoingDown } from './rules/service-going-down.ts'
import { serviceRecovered } from './rules/service-recovered.ts'
import { serviceWentDown } from './rules/service-went-down.ts'
import { snapshotIncomplete } from './rules/snapshot-incomplete.ts'
import { workloadShort } from './rules/workload-short.ts'

/** One that is written in YAML, as people write their own. */
function fromYaml(name: string): Rule {
  const written = writtenRules.find((each) => each.name === name)
  if (written === undefined) throw new Error(`No rule ${name} stands in YAML`)
  return ruleOf(written)
}

/** In the order in which what is as grave is told. */
export const rules: readonly Rule[] = [
  snapshotIncomplete,
  probeFailed,
  serviceWentDown,
  serviceDown,
  serviceGoingDown,
  fromYaml('service-forced-down'),
  serviceFlapping,
  serviceDisabled,
  serviceRecovered,
  nodeRebooted,
  dockerRestarted,
  nodeNotReady,
  nodeLostPods,
  agentDown,
  podCrashLooping,
  workloadShort,
  podUnscheduled,
  podStuckCreating,
  podWaiting,
  podFailed,
  podNotReady,
  podGone,
  podReplaced,
  podRestarted,
  containerRestarting,
  fromYaml('container-oom-killed'),
  containerUnhealthy,
  containerExited,
  containerRestarted,
  imageChanged,
  logGrewFast,
  logMissing,
  logSilent,
  logRotated,
  fromYaml('disk-full'),
  fromYaml('unit-failed'),
  fromYaml('clock-not-kept'),
  clockSkew,
]

const byName = new Map<string, Rule>()
for (const one of rules) {
  if (byName.has(one.name)) throw new Error(`Two rules are named ${one.name}`)
  byName.set(one.name, one)
}

/** Undefined for a name that this version lacks. */
export const ruleNamed = (name: string): Rule | undefined => byName.get(name)

/** How the rule of a finding tells, also where it is somebody's own; undefined where this version lacks it. */
export const traitsOf = ({ rule, own }: Pick<Finding, 'rule' | 'own'>): Traits | undefined => own ?? ruleNamed(rule)
