/** Where each probe of the running capture stands. */
import { create } from 'zustand'
import type { EventBody } from '../../shared/contract/contract.ts'
import type { Readable } from '../program/readable.ts'

type Step = NonNullable<EventBody<'progress'>['step']>
interface Steps {
  /** In the order in which they began. */
  steps: Step[]
}

const store = create<Steps>()(() => ({ steps: [] }))
export const useSteps: Readable<Steps> = store

export const forgetSteps = (): void => store.setState({ steps: [] })

export function noteStep({ task, step }: EventBody<'progress'>): void {
  if (step === null || task !== 'capture') return
  const { steps } = store.getState()
  const at = steps.findIndex(({ node, probe }) => node === step.node && probe === step.probe)
  store.setState({ steps: at < 0 ? [...steps, step] : steps.with(at, step) })
}
