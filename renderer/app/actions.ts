/** The ways to bring something in, carry it out, and find it. */
export interface Actions {
  capture: () => void
  openFile: () => void
  paste: () => void
  exportFile: () => void
  search: () => void
  showLog: () => void
}
