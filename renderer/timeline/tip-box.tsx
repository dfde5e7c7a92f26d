/** The box beside the pointer, on the side that has room. */
import type { CSSProperties } from 'react'

export interface Tip {
  x: number
  y: number
  lines: string[]
}

export function TipBox({ tip, width, height }: { tip: Tip; width: number; height: number }) {
  const place: CSSProperties = {}
  if (tip.x > width / 2) place.right = width - tip.x + 12
  else place.left = tip.x + 14
  if (tip.y > height * 0.6) place.bottom = height - tip.y + 8
  else place.top = tip.y + 16
  return (
    <div className="tip" role="tooltip" style={place}>
      {tip.lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  )
}
