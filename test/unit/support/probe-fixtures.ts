/** Real outputs of the real programs, and what our probes make of them. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Parsed } from '../../../shared/model.ts'
import { probeNamed } from '../../../shared/probes/index.ts'
import type { ParseContext } from '../../../shared/probes/probe.ts'

const folder = new URL('../../fixtures/probes/', import.meta.url)

/** The text of `docker-ps/ps-a.out` and the like; bytes that are not UTF-8 read as U+FFFD, as in a capture. */
export const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

export const fixtureNames = (probe: string): string[] =>
  readdirSync(new URL(`${probe}/`, folder)).map((file) => `${probe}/${file}`)

export function parse(probe: string, text: string, context: Partial<ParseContext> & { takenAt?: string } = {}): Parsed {
  const { takenAt = '2026-11-24T00:00:00Z', ...rest } = context
  return probeNamed(probe).parse(text, {
    ...{ takenAtMs: Date.parse(takenAt), clockOffsetMs: 0, zoneOffsetMinutes: 0, command: '' },
    ...rest,
  })
}

/** Hours before `takenAt`, the longest first. */
export function hoursBefore(takenAt: string, interval: unknown): [number | null, number | null] {
  const { earliest, latest } = interval as { earliest: string | null; latest: string | null }
  const hours = (time: string | null) => (time === null ? null : (Date.parse(takenAt) - Date.parse(time)) / 3_600_000)
  return [hours(earliest), hours(latest)]
}
