/** Errors and results, the progress of a running task, and the state of the connection. */
import { Alert, Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { client, dismiss, report, useLibrary } from '../library/library.ts'

/** Tasks that can be cancelled, and how. */
const cancels: Record<string, 'cancelCapture' | 'cancelImport'> = {
  capture: 'cancelCapture',
  sample: 'cancelCapture',
  import: 'cancelImport',
}

export function Notices() {
  const { t } = useTranslation()
  const notices = useLibrary((state) => state.notices)
  const progress = useLibrary((state) => state.progress)
  const connection = useLibrary((state) => state.connection)
  return (
    <div className="notice-stack">
      {connection === 'lost' && (
        <Alert color="orange" role="alert" variant="filled" p="xs" icon="⚠">
          {t('state.lost')}
        </Alert>
      )}
      {progress !== null && (
        <Alert color="blue" role="status" p="xs" title={t(`task.${progress.task}`, { defaultValue: progress.task })}>
          <div className="wrap">{progress.text}</div>
          <Progress
            mt={6}
            size="sm"
            animated
            value={progress.total > 0 ? (100 * progress.done) / progress.total : 100}
            aria-label={progress.task}
          />
          {cancels[progress.task] !== undefined && (
            <Button
              mt={6}
              size="compact-xs"
              variant="default"
              onClick={() =>
                client()
                  .call(cancels[progress.task] ?? 'cancelCapture', {})
                  .catch(report)
              }
            >
              {t(progress.task === 'capture' ? 'capture.cancel' : 'dialog.cancel')}
            </Button>
          )}
        </Alert>
      )}
      {notices.map((notice) => (
        <Alert
          key={notice.id}
          color={notice.kind === 'error' ? 'red' : 'green'}
          role={notice.kind === 'error' ? 'alert' : 'status'}
          variant="filled"
          p="xs"
          icon={notice.kind === 'error' ? '✕' : '✓'}
          withCloseButton
          closeButtonLabel={t('state.dismiss')}
          onClose={() => dismiss(notice.id)}
        >
          <span className="wrap">{notice.text}</span>
          {notice.action !== undefined && (
            <Button
              ml={8}
              size="compact-xs"
              variant="white"
              onClick={() => {
                notice.action?.run()
                dismiss(notice.id)
              }}
            >
              {notice.action.label}
            </Button>
          )}
        </Alert>
      ))}
    </div>
  )
}
