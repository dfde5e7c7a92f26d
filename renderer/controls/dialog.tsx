/** The frame of every dialog: open as long as it is there, its button to close named in the window's language. */
import { Modal, type ModalProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function Dialog(props: Omit<ModalProps, 'opened' | 'closeButtonProps'>) {
  const { t } = useTranslation()
  return <Modal opened closeButtonProps={{ 'aria-label': t('state.dismiss') }} {...props} />
}
