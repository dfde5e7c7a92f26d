/** Errors and results, the progress of a running task, and the state of the connection, in one corner of the window. */
import '@mantine/notifications/styles.css'
import './notices.css'
import { Button, Progress } from '@mantine/core'
import { type NotificationData, Notifications, notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../preferences/telling.ts'
import { client, useConnection } from '../program/connection.ts'
import { report } from './notify.ts'
import { useProgress } from './progress.ts'

/** Tasks that can be cancelled, and how. */
const cancels: Record<string, 'cancelCapture' | 'cancelImport'> = {
  capture: 'cancelCapture',
  sample: 'cancelCapture',
  import: 'cancelImport',
}

export function Notices() {
  const { t } = useTranslation()
  const isLost = useConnection((state) => state.standing === 'lost')
  const task = useProgress((state) => state.progress?.task ?? null)
  const taskName = useTaskName()
  useStanding(isLost, { id: 'connection', color: 'orange', icon: '⚠', role: 'alert', message: t('state.lost') })
  useStanding(task !== null, {
    id: 'progress',
    color: 'blue',
    role: 'status',
    title: taskName(task ?? ''),
    message: <TaskProgress />,
  })
  return (
    <Notifications
      className="notices"
      limit={8}
      notificationMaxHeight={400}
      allowDragDismiss={false}
      allowScrollDismiss={false}
    />
  )
}

/** What a task is called. */
function useTaskName(): (task: string) => string {
  const { t } = useTranslation()
  return (task) => t(`task.${task}`, { defaultValue: task })
}

/** A notice that stands as long as what it tells of does. */
function useStanding(isShown: boolean, notice: NotificationData & { id: string }): void {
  const { id } = notice
  useEffect(() => {
    if (!isShown) notifications.hide(id)
  }, [isShown, id])
  // Shown anew when its words change, as they do with the language.
  const title = String(notice.title ?? '')
  // biome-ignore lint/correctness/useExhaustiveDependencies: its words stand for the notice
  useEffect(() => {
    if (!isShown) return
    const shown = { ...notice, autoClose: false as const, withBorder: true, withCloseButton: false }
    notifications.show(shown)
    notifications.update(shown)
  }, [isShown, title])
}

function TaskProgress() {
  const { t } = useTranslation()
  const tell = useTell()
  const taskName = useTaskName()
  const progress = useProgress((state) => state.progress)
  if (progress === null) return null
  const { task, text, done, total } = progress
  const cancel = cancels[task]
  return (
    <>
      <div className="wrap">{tell(text)}</div>
      <Progress mt={6} size="sm" animated value={total > 0 ? (100 * done) / total : 100} aria-label={taskName(task)} />
      {cancel !== undefined && (
        <Button mt={6} size="compact-xs" variant="default" onClick={() => client().call(cancel, {}).catch(report)}>
          {t(task === 'capture' ? 'capture.cancel' : 'dialog.cancel')}
        </Button>
      )}
    </>
  )
}
