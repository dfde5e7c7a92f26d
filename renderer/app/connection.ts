/** Keeps a client connected: opens the transport, listens to events, tries again when the connection is lost. */
import type { Transport } from '../../shared/contract/contract.ts'
import { attachClient, loadSites, noteProgress, useLibrary } from '../library/library.ts'
import { createClient } from '../program/client.ts'

let attempts = 0

export function connect(open: () => Transport): void {
  const transport = open()
  const client = createClient(transport)
  transport.onClose(() => {
    useLibrary.setState({ connection: 'lost', progress: null })
    attempts += 1
    setTimeout(() => connect(open), Math.min(10_000, 500 * 2 ** Math.min(attempts, 5)))
  })
  client.on('question', (question) => useLibrary.setState({ question }))
  client.on('questionOver', ({ id }) =>
    useLibrary.setState((state) => (state.question?.id === id ? { question: null } : state)),
  )
  client.on('progress', noteProgress)
  client.on('fileWaiting', () => useLibrary.setState(({ filesWaiting }) => ({ filesWaiting: filesWaiting + 1 })))
  client.on('libraryChanged', ({ site }) => {
    void loadSites(useLibrary.getState().site ?? site)
  })
  attachClient(client)
  void loadSites().then(() => {
    if (useLibrary.getState().connection === 'ready') attempts = 0
  })
}
