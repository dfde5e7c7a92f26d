/** A capture of targets that share a key and a way, as most tests want it. The user's own SSH configuration has no say. */
import { type CaptureOptions, captureSite } from '../../../main/collect/capture.ts'
import { parseSshConfig } from '../../../main/collect/ssh-config.ts'
import type { Snapshot } from '../../../shared/model.ts'

export type NodesOptions = Omit<CaptureOptions, 'nodes'> & {
  targets: string[]
  identityFile: string | null
  jumps?: string[] | null
}

export const captureNodes = ({ targets, identityFile, jumps = null, ...options }: NodesOptions): Promise<Snapshot> =>
  captureSite({
    sshConfig: parseSshConfig(''),
    ...options,
    nodes: targets.map((target) => ({ target, identityFile, jumps })),
  })
