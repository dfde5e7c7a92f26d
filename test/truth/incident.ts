/** Seed → a site, its history with one scenario, and the snapshots that somebody took of it. */
import type { TakenSnapshot } from './capture/snapshot.ts'
import { takeSnapshots } from './capture/snapshots.ts'
import { scenarioNames, scenarios } from './scenarios/index.ts'
import { harmless, type ScenarioKind, type Told } from './scenarios/scenario.ts'
import { addRoutine } from './site/routine.ts'
import { makeSite } from './site/site.ts'
import { settle } from './world/services.ts'
import type { World } from './world/world.ts'

export interface Incident {
  seed: number
  scenario: string
  kind: ScenarioKind
  site: string
  world: World
  told: Told
  snapshots: TakenSnapshot[]
}

export function makeIncident(seed: number, only?: string): Incident {
  const name = only ?? scenarioNames[seed % scenarioNames.length] ?? 'quiet'
  const scenario = scenarios[name]
  if (scenario === undefined) throw new Error(`There is no scenario ${name}. There are: ${scenarioNames.join(', ')}`)
  const world = makeSite(seed)
  addRoutine(world)
  let told: Told = harmless
  world.as('incident', () => {
    told = scenario.play(world, world.traits.incidentMs)
  })
  world.run(world.traits.endsMs)
  settle(world)
  const snapshots = takeSnapshots(world)
  return { seed, scenario: name, kind: scenario.kind, site: `t${seed}`, world, told, snapshots }
}
