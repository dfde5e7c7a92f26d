/** What every dialog that does something has: it is busy, it may fail, and then it says why and stays. */
import { useCallback, useState } from 'react'
import { tellError } from '../preferences/telling.ts'

/** `attempt` resolves once the work is done; an error of it is shown, not thrown. */
export function useAttempt() {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const attempt = useCallback(async (work: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
    } catch (error) {
      setFailure(tellError(error))
    } finally {
      setBusy(false)
    }
  }, [])
  return { busy, failure, attempt }
}

export function Failure({ text }: { text: string | null }) {
  if (text === null) return null
  return (
    <div role="alert" className="word-bad wrap">
      ✕ {text}
    </div>
  )
}
