/** Starts the window. */
import './zod-settings.ts'
import '@mantine/core/styles.css'
import './theme/window.css'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { startLocales } from './locales/index.ts'
import { connect } from './stores/connection.ts'
import { usePreferences } from './stores/preferences.ts'
import { theme } from './theme/theme.ts'
import { openTransport } from './transports.ts'

await startLocales(usePreferences.getState().language)
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <ErrorBoundary resetKey="app">
        <App />
      </ErrorBoundary>
    </MantineProvider>
  </StrictMode>,
)
connect(openTransport)
