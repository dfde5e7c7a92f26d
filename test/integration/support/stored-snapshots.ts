/** Snapshots of real outputs for the library's tests. */
import type { Section, Snapshot } from '../../../shared/model.ts'
import { sample } from '../../support/samples.ts'

export const firstTakenAtMs = Date.parse('2026-11-24T00:20:00Z')

export function sectionOf(probe: string, stdout: string, more: Partial<Section> = {}): Section {
  return {
    node: 'cloudos1',
    probe,
    pod: null,
    command: probe,
    outcome: 'ok',
    message: null,
    exitCode: 0,
    startedAtMs: firstTakenAtMs,
    endedAtMs: firstTakenAtMs + 400,
    stdout,
    stderr: '',
    partialView: null,
    ...more,
  }
}

export function snapshotOf(id: string, minute: number, more: Partial<Snapshot> = {}): Snapshot {
  const takenAtMs = firstTakenAtMs + minute * 60_000
  const sections = [
    sectionOf('docker-ps', sample('docker-ps/ps-a.out')),
    sectionOf('kubectl-get-pods', sample('kubectl-get-pods/wide.out')),
    sectionOf('nova-service-list', sample('nova-service-list/microversion-2.11.out'), { pod: 'novarc-8xk2p' }),
    sectionOf('var-log', sample('var-log/gnu-zh_CN.out'), { stderr: 'ls: 无法访问\r\n' }),
  ]
  return {
    id,
    site: 'cloudos-demo',
    takenAtMs,
    takenAtInferred: null,
    source: 'ssh',
    origin: '192.168.12.11',
    nodes: [
      {
        name: 'cloudos1',
        address: '192.168.12.11',
        outcome: 'ok',
        message: null,
        clockOffsetMs: 250,
        zoneOffsetMinutes: 480,
      },
    ],
    events: [],
    ...more,
    sections: (more.sections ?? sections).map((section) => ({
      ...section,
      startedAtMs: takenAtMs,
      endedAtMs: takenAtMs + 400,
    })),
  }
}
