/** A part of the window that fails says so and can be tried again; the rest goes on. */
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Translation } from 'react-i18next'

interface ErrorBoundaryProps {
  /** When it changes, the part is tried again. */
  resetKey: string
  children: ReactNode
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }
  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error(error, info.componentStack)
  }
  override componentDidUpdate(previous: ErrorBoundaryProps) {
    if (previous.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null })
  }
  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <Translation>
        {(t) => (
          <div className="empty" role="alert">
            <p>{t('state.broken')}</p>
            <p className="mono">{error.message}</p>
            <button type="button" className="link" onClick={() => this.setState({ error: null })}>
              {t('state.again')}
            </button>
          </div>
        )}
      </Translation>
    )
  }
}
