/** How slow this machine is right now: what a test grants to a command is a multiple of what a plain one takes. */

/** Time of one run in ms, at least `usualMs`: what a machine with nothing else to do is granted. */
export async function grantedMs(usualMs: number, run: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now()
  await run()
  return Math.max(usualMs, Math.ceil((performance.now() - startedAtMs) / 100) * 300)
}
