/** Progress at a terminal: a line per change; what still runs is shown in a line that is written over. */
import type { EventBody } from '../../../shared/contract/contract.ts'
import { tell } from '../../../shared/messages/tell.ts'
import type { Language } from '../../../shared/words/language.ts'

const usualColumns = 80
const fewestColumns = 20
const clearLine = '\r\x1b[K'

export const progressPrinter =
  (language: Language, stream: NodeJS.WriteStream = process.stderr) =>
  ({ task, text, done, total, step }: EventBody<'progress'>): void => {
    // Bytes of a file are read faster than lines are.
    if (task === 'import') return
    const line = `[${done}/${total}] ${tell(text, language)}`
    const isRunning = step !== null && step.outcome === null
    if (stream.isTTY !== true) {
      if (!isRunning) stream.write(`${line}\n`)
      return
    }
    const room = Math.max(fewestColumns, (stream.columns ?? usualColumns) - 1)
    stream.write(isRunning ? `${clearLine}${line.slice(0, room)}` : `${clearLine}${line}\n`)
  }
