/** Keeps a client connected: opens the transport, gives events to whom they concern, tries again when it is lost. */
import type { Transport } from '../../shared/contract/transport.ts'
import { forgetQuestion, noteQuestion } from '../capture/question.ts'
import { noteStep } from '../capture/steps.ts'
import { noteFileWaiting } from '../import/waiting-files.ts'
import { loadSites } from '../library/library.ts'
import { useSites } from '../library/sites.ts'
import { endTask, noteProgress } from '../notices/progress.ts'
import { createClient } from '../program/client.ts'
import { attachClient, noteLoss, useConnection } from '../program/connection.ts'

const longestWaitMs = 10_000
let attempts = 0

export function connect(open: () => Transport): void {
  const transport = open()
  const client = createClient(transport)
  transport.onClose(() => {
    noteLoss()
    endTask()
    attempts += 1
    setTimeout(() => connect(open), Math.min(longestWaitMs, 500 * 2 ** Math.min(attempts, 5)))
  })
  client.on('prompt', noteQuestion)
  client.on('promptOver', ({ id }) => forgetQuestion(id))
  client.on('progress', (progress) => {
    noteProgress(progress)
    noteStep(progress)
  })
  client.on('fileWaiting', noteFileWaiting)
  client.on('libraryChanged', ({ site }) => {
    void loadSites(useSites.getState().site ?? site)
  })
  attachClient(client)
  void loadSites().then(() => {
    if (useConnection.getState().standing === 'ready') attempts = 0
  })
}
