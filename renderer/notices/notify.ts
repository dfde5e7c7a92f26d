/** Tells a person what went wrong and what is done. */
import { notifications, notificationsStore } from '@mantine/notifications'
import { CallError } from '../../shared/contract/call-error.ts'
import { tellError } from '../preferences/telling.ts'
import { type Notice, type NoticeAction, noticeOf } from './notice.tsx'

/** Older ones make room for a new one. */
const mostNotices = 5

/** Errors stay until they are dismissed; what is done goes by itself, later when something can be done about it. */
export function notify(kind: Notice['kind'], text: string, action: NoticeAction | null = null): void {
  // The same complaint twice is one complaint, and the newest.
  const id = `notice ${text}`
  notifications.hide(id)
  const others = notificationsStore.getState().notifications.filter((other) => other.id?.startsWith('notice '))
  for (const old of others.slice(0, Math.max(0, others.length + 1 - mostNotices)))
    if (old.id !== undefined) notifications.hide(old.id)
  notifications.show(noticeOf({ id, kind, text, action }))
}

/** Shows what failed; a lost connection has its own notice. */
export function report(error: unknown): void {
  if (error instanceof CallError && error.details.reason === 'closed') return
  // Who cancelled knows why.
  const isCancelled = error instanceof CallError && error.code === 'cancelled'
  notify(isCancelled ? 'done' : 'error', tellError(error))
}
