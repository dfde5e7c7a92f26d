/** How messages rest in the library: as JSON, nothing as the empty text. Sentences of before messages had codes stay as they are. */
import { written } from '../../shared/messages/written.ts'
import type { Message, Snapshot } from '../../shared/model.ts'

export const storedMessage = (message: Message | null): string => (message === null ? '' : JSON.stringify(message))

export function messageStored(text: string | null): Message | null {
  if (text === null || text === '') return null
  return text.startsWith('{"code":') ? (JSON.parse(text) as Message) : written(text)
}

type StoredNode = Omit<Snapshot['nodes'][number], 'message'> & { message: Message | string | null }

export const nodesStored = (json: string): Snapshot['nodes'] =>
  (JSON.parse(json) as StoredNode[]).map((node) => ({
    ...node,
    message: typeof node.message === 'string' ? written(node.message) : node.message,
  }))
