/** The window's keyboard shortcuts. Keys that write something are left to whoever has the focus. */
import { useEffect, useRef } from 'react'
import { chooseAroundIncident } from '../library/pair.ts'
import { openTab, toggleEven } from '../preferences/preferences.ts'
import { views } from './views.ts'

interface Openers {
  palette: () => void
  keys: () => void
  search: () => void
}

const writes = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export function useShortcuts(openers: Openers): void {
  const latest = useRef(openers)
  latest.current = openers
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        return latest.current.palette()
      }
      const inDialog = document.querySelector('[role="dialog"][aria-modal="true"]') !== null
      if (event.ctrlKey || event.metaKey || event.altKey || inDialog || writes(event.target)) return
      const view = /^[1-9]$/.test(event.key) ? views[Number(event.key) - 1] : undefined
      if (view !== undefined) {
        openTab(view.id)
        document.getElementById(`tab-${view.id}`)?.focus()
      } else if (event.key === '?') latest.current.keys()
      else if (event.key === 's') latest.current.search()
      else if (event.key === 'i') chooseAroundIncident()
      else if (event.key === 'e') toggleEven()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
