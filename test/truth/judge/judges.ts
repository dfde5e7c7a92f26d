/** The judge of each rule. One that is missing here is named by the run. */
import { containerJudges } from './container-judges.ts'
import { nodeJudges } from './node-judges.ts'
import { podJudges } from './pod-judges.ts'
import { serviceJudges } from './service-judges.ts'
import type { Judge } from './verdict.ts'

export const judges: Readonly<Record<string, Judge>> = {
  ...serviceJudges,
  ...podJudges,
  ...containerJudges,
  ...nodeJudges,
}
