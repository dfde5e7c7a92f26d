/** The bridge: text in, text out. What the text may say is the contract's business, checked on both sides. */
import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('nodelapse', {
  send: (message: string) => ipcRenderer.send('nodelapse', message),
  onMessage: (listener: (message: string) => void) =>
    ipcRenderer.on('nodelapse', (_event, message: string) => listener(message)),
})
