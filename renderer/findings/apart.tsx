/** What stands apart below the incidents, closed at first. */
import { type ReactNode, useState } from 'react'

interface Props {
  name: string
  label: string
  count: number
  children: ReactNode
}

export function Apart({ name, label, count, children }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <section className={`apart ${name}`} aria-label={label}>
      <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '▾' : '▸'} {label} · {count}
      </button>
      {open && children}
    </section>
  )
}
