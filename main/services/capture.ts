import { profileSettings } from '../../shared/probes/index.ts'
import type { Handlers } from '../app.ts'
import { captureSite } from '../collect/capture.ts'
import { parseTarget } from '../collect/target.ts'
import type { Ports } from '../ports.ts'
import { runSample } from '../sample/sample.ts'
import type { Library } from '../store/store.ts'

export function captureHandlers(library: Library, ports: Ports): Pick<Handlers, 'capture' | 'openSample'> {
  return {
    capture: async ({ targets, site, identityFile, knownHostsFile, acceptedHostKeys }) => {
      const snapshot = await captureSite({
        site: site || siteOfTargets(targets),
        targets,
        identityFile,
        knownHostsFile,
        acceptedHostKeys,
        settings: profileSettings,
        now: ports.now,
        onProgress: (progress) => ports.emit('progress', { task: 'capture', ...progress }),
        ...(ports.askHostKey === undefined ? {} : { askHostKey: ports.askHostKey }),
        ...(ports.askPassphrase === undefined ? {} : { passphrase: ports.askPassphrase }),
      })
      const snapshots = await library.add([snapshot])
      ports.emit('libraryChanged', { site: snapshot.site })
      return { snapshots }
    },
    openSample: async () => {
      const snapshots = await runSample({
        nowMs: ports.now(),
        onProgress: (progress) => ports.emit('progress', { task: 'sample', ...progress }),
      })
      const site = snapshots[0]?.site ?? ''
      // Opened twice, the sample is still one sample: it is not captured a second time into the same site.
      const isStored = (await library.sites()).some(({ name }) => name === site)
      if (!isStored) await library.add(snapshots)
      ports.emit('libraryChanged', { site })
      return { site }
    },
  }
}

/** A site without a name is called after its first node. */
export const siteOfTargets = (targets: string[]): string => parseTarget(targets[0] ?? '').host
