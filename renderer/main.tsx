/** Starts the window. */
import './program/zod-settings.ts'
import '@mantine/core/styles.css'
import './theme/tokens.css'
import './theme/base.css'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { connect } from './app/connect.ts'
import { ErrorBoundary } from './app/error-boundary.tsx'
import { usePreferences } from './preferences/preferences.ts'
import { openTransport } from './program/transports.ts'
import { theme } from './theme/theme.ts'
import { startLocales } from './words/locales/index.ts'

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
