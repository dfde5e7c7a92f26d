/** Bundles the window. `base: './'` because Electron loads it from a file and the local server from `/`. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('../renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: at('../out/renderer'),
    emptyOutDir: true,
    target: 'chrome114',
    // The window is loaded from disk or loopback: one file costs nothing.
    chunkSizeWarningLimit: 1500,
    // A data: URL module preload shim would need an inline script, which the page's CSP refuses.
    modulePreload: { polyfill: false },
  },
})
