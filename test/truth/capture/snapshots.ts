/** Takes snapshots of the truth at irregular moments around the incident, as the collector would or a person who types less. */
import { minute, second } from '../world/durations.ts'
import { periodAt } from '../world/periods.ts'
import type { ClusterNode } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { askCluster } from './ask-cluster.ts'
import { askNode } from './ask-node.ts'
import { typeByHand } from './by-hand.ts'
import { Capture } from './capture.ts'
import type { How, TakenSnapshot } from './snapshot.ts'

function plan({ random, traits }: World): { atMs: number; how: How }[] {
  const { incidentMs, beginsMs, endsMs } = traits
  const isScript = random.chance(0.08)
  const isMixed = !isScript && random.chance(0.3)
  const before = random.int(2, isScript ? 2 : 4)
  const after = random.int(3, isScript ? 4 : 8)
  const times: number[] = []
  let atMs = incidentMs
  for (let index = 0; index < before; index++) {
    atMs -= random.log(index === 0 ? 0.5 : 2, 45) * minute
    times.unshift(atMs)
  }
  atMs = incidentMs
  for (let index = 0; index < after; index++) {
    atMs += random.log(index === 0 ? 0.15 : 0.4, 60) * minute
    times.push(atMs)
  }
  const howOf = (): How => {
    if (isScript) return 'script'
    return isMixed && random.chance(0.4) ? 'hand' : 'ssh'
  }
  return times
    .filter((each) => each > beginsMs + minute && each < endsMs - 10 * minute)
    .map((each) => ({ atMs: each, how: howOf() }))
}

export function takeSnapshots(world: World): TakenSnapshot[] {
  const { random } = world
  const isByIp = random.chance(0.6)
  const snapshots: TakenSnapshot[] = []
  let freeMs = Number.NEGATIVE_INFINITY
  let lastMs = Number.NEGATIVE_INFINITY
  const take = (atMs: number, how: How, targets: readonly ClusterNode[]): void => {
    const capture = new Capture(world, atMs, how, targets)
    const inferred = how === 'hand' ? typeByHand(capture) : null
    if (how !== 'hand') askByProgram(capture, isByIp)
    if (!capture.nodes.some(({ outcome }) => outcome === 'ok') || capture.outputs.length === 0) return
    const [first] = targets
    const isScript = how === 'script' && first !== undefined
    const { nodes, outputs, shown, coverage } = capture
    snapshots.push({
      id: '',
      index: 0,
      how,
      takenAtMs: isScript ? Math.floor(world.clockOf(first, atMs) / second) * second : atMs,
      trueMs: atMs,
      inferred,
      nodes,
      outputs,
      shown,
      coverage,
      operatorActs: world.operatorActs.filter((act) => act.atMs > lastMs && act.atMs <= atMs),
    })
    lastMs = atMs
    freeMs = Math.max(freeMs, ...outputs.map(({ trueEndMs }) => trueEndMs))
  }
  for (const { atMs: wantedMs, how } of plan(world)) {
    // One capture at a time: the next begins when the last is over.
    const atMs = Math.max(wantedMs, freeMs + random.float(2, 20) * second)
    if (how === 'script') takeByScript(world, atMs, take)
    else take(atMs, how, targetsOf(world, how))
  }
  snapshots.sort((a, b) => a.takenAtMs - b.takenAtMs)
  for (const [index, snapshot] of snapshots.entries()) {
    snapshot.index = index
    snapshot.id = `s${String(world.seed).padStart(5, '0')}x${String(index).padStart(3, '0')}`
  }
  return snapshots
}

/** Somebody goes from node to node, and each makes a snapshot of its own. */
function takeByScript(
  world: World,
  atMs: number,
  take: (atMs: number, how: How, targets: readonly ClusterNode[]) => void,
): void {
  for (const node of world.nodes.slice(0, 5))
    if (world.isUp(node, atMs)) take(atMs + world.random.float(0, 4) * minute, 'script', [node])
}

function targetsOf({ nodes, random }: World, how: How): ClusterNode[] {
  if (how === 'hand') return [random.pick(nodes.filter(({ isController }) => isController))]
  return random.chance(0.03) ? nodes.filter(({ isController }) => isController || random.chance(0.6)) : [...nodes]
}

/** Nodes log in one by one, some in vain; then each is asked, and the cluster through them. */
function askByProgram(capture: Capture, isByIp: boolean): void {
  const { world, atMs, how, targets } = capture
  const { random } = world
  const isAskedForPasswords = how === 'ssh' && random.chance(0.1)
  const reached: { node: ClusterNode; loginMs: number }[] = []
  let loginMs = atMs
  for (const node of targets) {
    loginMs = isAskedForPasswords ? loginMs + random.float(3, 25) * second : atMs + random.float(0.2, 2.5) * second
    const isAway = !world.isUp(node, loginMs) || periodAt(node.sshCut, loginMs) !== undefined
    const isUnlucky = how === 'ssh' && !isAway && targets.length > 1 && random.chance(0.003)
    const isMet = !isAway && !isUnlucky
    const name = isByIp && !isMet ? node.ip : node.name
    const message = `${name} did not answer within 15 s. Check the address, the network and the firewall.`
    capture.nodes.push({
      node,
      name,
      address: node.ip,
      outcome: isMet ? 'ok' : 'timed-out',
      message: isMet ? '' : message,
      clockOffsetMs: null,
      zoneOffsetMinutes: isMet ? node.zoneMinutes : null,
      isByWorld: isAway,
    })
    if (isMet) reached.push({ node, loginMs })
  }
  for (const each of reached) askNode(capture, each.node, each.loginMs)
  askCluster(
    capture,
    reached.sort((a, b) => a.loginMs - b.loginMs),
  )
}
