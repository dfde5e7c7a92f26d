/** The sample incident: a simulated site of three nodes, captured eight times over SSH as a real one is. */

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ssh2, { type ParsedKey } from 'ssh2'
import { CallError } from '../../shared/contract/call-error.ts'
import { sampleMessages } from '../../shared/messages/sample.ts'
import type { Event, Message, Snapshot } from '../../shared/model.ts'
import { toIso } from '../../shared/parse/time.ts'
import { probeNamed, profileSettings } from '../../shared/probes/index.ts'
import { withTexts } from '../../shared/words/message.ts'
import { captureSite } from '../collect/capture.ts'
import { parseSshConfig } from '../collect/ssh-config.ts'
import { ed25519KeyPair } from './key-pair.ts'
import { type SimulatedNode, startNode } from './simulated-node.ts'
import { type Moment, type OperatorAction, type Story, siteName, siteNodes, storyBefore } from './story.ts'

export interface SampleOptions {
  /** The incident happened on the last day on which it was over by then. */
  nowMs: number
  onProgress?: (progress: { text: Message; done: number; total: number }) => void
  /** Heard between two moments of the story. */
  signal?: AbortSignal
}

interface Keys {
  identityFile: string
  knownHostsFile: string
  userKey: ParsedKey
  hostKey: string
  hostKeyPublic: string
}

/** Captures every moment of the story; the same day gives the same snapshots. Leaves no port and no file behind. */
export async function runSample({ nowMs, onProgress, signal }: SampleOptions): Promise<Snapshot[]> {
  const story = storyBefore(nowMs)
  const folder = mkdtempSync(join(tmpdir(), 'nodelapse-sample-'))
  try {
    const keys = makeKeys(folder)
    const snapshots: Snapshot[] = []
    for (const [index, moment] of story.moments.entries()) {
      if (signal?.aborted === true) throw new CallError('cancelled', sampleMessages.cancelled())
      const progressOf: SampleOptions['onProgress'] = ({ text, done, total }) =>
        onProgress?.({ text, done: index * total + done, total: story.moments.length * total })
      snapshots.push(await captureMoment(story, moment, keys, progressOf))
    }
    return snapshots
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `mkdtemp` makes the folder for its owner alone. */
function makeKeys(folder: string): Keys {
  const user = ed25519KeyPair()
  const host = ed25519KeyPair()
  const identityFile = join(folder, 'id')
  writeFileSync(identityFile, user.private, { mode: 0o600 })
  const parsed: ParsedKey | ParsedKey[] | Error = ssh2.utils.parseKey(user.public)
  const userKey = Array.isArray(parsed) ? parsed[0] : parsed
  if (userKey === undefined || userKey instanceof Error) throw userKey ?? new Error('no key was made')
  const hostKeyPublic = host.public.split(' ').slice(0, 2).join(' ')
  return { identityFile, knownHostsFile: join(folder, 'known_hosts'), userKey, hostKey: host.private, hostKeyPublic }
}

async function captureMoment(
  story: Story,
  moment: Moment,
  keys: Keys,
  onProgress: NonNullable<SampleOptions['onProgress']>,
): Promise<Snapshot> {
  const running: SimulatedNode[] = []
  try {
    for (const node of siteNodes) {
      running.push(await startNode({ story, node, atMs: moment.atMs }, keys.hostKey, keys.userKey))
    }
    // The port of a node that is away has to be free again: that it refuses connections is then the system's own word.
    await Promise.all(running.map((node, index) => (isAway(moment, index) ? node.close() : undefined)))
    const places = running.map(({ port }) => `127.0.0.1:${port}`)
    writeFileSync(
      keys.knownHostsFile,
      running.map(({ port }) => `[127.0.0.1]:${port} ${keys.hostKeyPublic}\n`).join(''),
    )
    const named = (text: string) =>
      places.reduce((said, place, index) => said.replaceAll(place, siteNodes[index]?.address ?? place), text)
    const captured = await captureSite({
      site: siteName,
      nodes: places.map((place) => ({ target: `root@${place}`, identityFile: keys.identityFile, jumps: null })),
      knownHostsFile: keys.knownHostsFile,
      // The user's own configuration has no say in a site of this process.
      sshConfig: parseSshConfig(''),
      settings: profileSettings,
      // What the simulated nodes can answer.
      probes: ['host', 'docker-ps', 'kubectl-get-pods', 'nova-service-list', 'var-log'].map(probeNamed),
      now: () => moment.atMs,
      source: 'sample',
      onProgress: (progress) => onProgress({ ...progress, text: withTexts(progress.text, named) }),
    })
    return inStory(captured, moment, named)
  } finally {
    await Promise.all(running.map((node) => node.close()))
  }
}

const isAway = (moment: Moment, index: number): boolean => moment.unreachable.includes(siteNodes[index]?.name ?? '')

/** The snapshot with the site's own addresses in place of the ports of this process, and with what the operator did. */
function inStory(captured: Snapshot, moment: Moment, named: (text: string) => string): Snapshot {
  return {
    ...captured,
    id: createHash('sha256')
      .update(`${siteName} ${toIso(moment.atMs)}`)
      .digest('hex')
      .slice(0, 16),
    origin: named(captured.origin),
    nodes: captured.nodes.map((node, index) => ({
      ...node,
      // A node that never said its name is known by it from the captures before.
      name: siteNodes[index]?.name ?? named(node.name),
      address: named(node.address),
      message: node.message === null ? null : withTexts(node.message, named),
    })),
    events: moment.actions.map(eventOf),
  }
}

function eventOf({ atMs, node, kind, subject, text }: OperatorAction): Event {
  const at = { earliest: toIso(atMs), latest: toIso(atMs) }
  return { at, node, kind, subject, text, line: null }
}
