/** From a file that was chosen, dropped, or given to the desktop, to what can be looked through and imported. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadSites } from '../library/library.ts'
import { notify, report } from '../notices/notify.ts'
import { beginTask, endTask } from '../notices/progress.ts'
import { client, useConnection } from '../program/connection.ts'
import type { ChosenInput } from './dropped-files.ts'
import type { OpenedImport } from './import-dialog.tsx'
import { useWaitingFiles } from './waiting-files.ts'

type Answer = OpenedImport & { isSnapshotFile: boolean }

/**
 * `opened` is what `onOpened` was called for; null for a text to be pasted. `isBusy`: a person is still at an import, and
 * what waits goes on waiting.
 */
export function useOpenedFiles(onOpened: () => void, isBusy: boolean) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<OpenedImport | null>(null)

  const show = async ({ isSnapshotFile, ...imported }: Answer) => {
    setOpened(imported)
    if (!isSnapshotFile) return onOpened()
    // It says itself which site it is of, and what is in it.
    const { snapshots } = await client().call('storeImports', {
      imports: [{ import: imported.import, corrections: null }],
    })
    notify('done', t('import.done', { count: snapshots.length }))
    await loadSites(snapshots[0]?.site)
  }

  const openInput = async (reading: Promise<ChosenInput | null>) => {
    try {
      beginTask('reading')
      const input = await reading
      if (input === null) return notify('error', t('import.large'))
      const answer = await client().call('openImport', input)
      await show({ name: input.name, ...answer })
    } catch (error) {
      report(error)
    } finally {
      endTask()
    }
  }

  /** Files that the desktop was asked to open, also before this window was there. */
  const openWaiting = async () => {
    for (;;)
      try {
        const waiting = await client().call('openWaiting', {})
        if (waiting === null) return
        await show(waiting)
        // The next one waits until a person is done with this one.
        if (!waiting.isSnapshotFile) return
      } catch (error) {
        report(error)
        if (useConnection.getState().standing !== 'ready') return
      }
  }
  const latest = useRef(openWaiting)
  latest.current = openWaiting
  const isReady = useConnection((state) => state.standing === 'ready')
  const asked = useWaitingFiles((state) => state.asked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file waits whenever the number is raised
  useEffect(() => {
    if (isReady && !isBusy) void latest.current()
  }, [isReady, asked, isBusy])

  return { opened, openInput, forgetOpened: () => setOpened(null) }
}
