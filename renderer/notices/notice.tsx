/** One notice, as the library of notices shows it. */
import { Button } from '@mantine/core'
import { type NotificationData, notifications } from '@mantine/notifications'
import i18next from 'i18next'

/** What can be done about it. */
export interface NoticeAction {
  label: string
  run: () => void
}

export interface Notice {
  id: string
  kind: 'error' | 'done'
  text: string
  action: NoticeAction | null
}

const looks = {
  error: { color: 'red', icon: '✕', role: 'alert' },
  done: { color: 'green', icon: '✓', role: 'status' },
} as const

const goesAfterMs = 6000
const goesWithActionAfterMs = 20_000

function autoCloseOf({ kind, action }: Notice): number | false {
  if (kind === 'error') return false
  return action === null ? goesAfterMs : goesWithActionAfterMs
}

export function noticeOf(notice: Notice): NotificationData {
  return {
    ...looks[notice.kind],
    id: notice.id,
    withBorder: true,
    autoClose: autoCloseOf(notice),
    closeButtonProps: { 'aria-label': i18next.t('state.dismiss') },
    message: <NoticeText notice={notice} />,
  }
}

function NoticeText({ notice: { id, text, action } }: { notice: Notice }) {
  const run = () => {
    action?.run()
    notifications.hide(id)
  }
  return (
    <>
      <div className="wrap">{text}</div>
      {action !== null && (
        <Button mt={6} size="compact-xs" variant="default" onClick={run}>
          {action.label}
        </Button>
      )}
    </>
  )
}
