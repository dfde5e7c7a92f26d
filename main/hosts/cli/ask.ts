/** Prompts at a terminal. Secrets are read without showing them, and kept nowhere. */
import { createInterface } from 'node:readline/promises'
import { CallError } from '../../../shared/contract/call-error.ts'
import type { Prompt } from '../../../shared/contract/contract.ts'
import { tell } from '../../../shared/messages/tell.ts'
import type { Language } from '../../../shared/words/language.ts'
import { catalogue, says } from '../../../shared/words/message.ts'

export const askMessages = catalogue('ask', {
  cancelled: says({ en: 'Cancelled; nothing was captured.', zh: '已取消；没有采集任何内容。' }),
})

/** Whether someone sits there who can be asked. */
export const isAtTerminal = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/** `yes` for a host key that is right; null for a no. */
export async function askAtTerminal({ kind, text }: Prompt, language: Language): Promise<string | null> {
  process.stderr.write('\r\x1b[K')
  if (kind !== 'host-key') return readHidden(`${tell(text, language)} `)
  const answer = await readLine(`${tell(text, language)} [yes/no] `)
  return /^y(es)?$/i.test(answer.trim()) ? 'yes' : null
}

async function readLine(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

function readHidden(question: string): Promise<string> {
  process.stderr.write(question)
  return new Promise((resolve, reject) => {
    let typed = ''
    const finish = () => {
      process.stdin.setRawMode(false)
      process.stdin.pause()
      process.stdin.off('data', onData)
      process.stderr.write('\n')
    }
    const onData = (data: Buffer) => {
      for (const character of data.toString()) {
        if (character === '\r' || character === '\n') {
          finish()
          resolve(typed)
          return
        }
        if (character === '\u0003') {
          finish()
          reject(new CallError('refused', askMessages.cancelled()))
          return
        }
        typed = character === '\u007f' ? typed.slice(0, -1) : typed + character
      }
    }
    process.stdin.setRawMode(true)
    process.stdin.resume()
    process.stdin.on('data', onData)
  })
}
