import { CallError } from '../../shared/contract/call-error.ts'
import type { CallName } from '../../shared/contract/contract.ts'
import type { Ports } from '../ports.ts'

/** Calls that do something beyond asking: that they were done is worth a line. */
const deeds: ReadonlySet<CallName> = new Set<CallName>([
  'capture',
  'storeImports',
  'exportFile',
  'deleteSnapshot',
  'undoDelete',
  'openSample',
])

/** Runs a call, and writes down that it failed and how; of deeds, that they were done. Codes and stacks only. */
export async function logged<T>(
  name: CallName,
  { log, now }: Pick<Ports, 'log' | 'now'>,
  call: () => Promise<T>,
): Promise<T> {
  const startedAtMs = now()
  try {
    const output = await call()
    if (deeds.has(name)) log?.write('info', `${name} done in ${now() - startedAtMs} ms`)
    return output
  } catch (error) {
    if (error instanceof CallError && error.code !== 'internal')
      log?.write('warning', `${name}: ${error.code} ${error.told.code}`)
    else log?.write('error', `${name}: ${error instanceof Error ? (error.stack ?? error.name) : 'not an error'}`)
    throw error
  }
}
