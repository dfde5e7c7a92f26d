/** In place of what could not be had: why. */
export function Trouble({ text }: { text: string }) {
  return (
    <p className="empty" role="alert">
      {text}
    </p>
  )
}
