/** Real outputs of the real programs, as they stand beside the probes that read them, and what our probes make of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Fields, Parsed } from '../../shared/model.ts'
import { probeNamed } from '../../shared/probes/index.ts'
import type { ParseContext } from '../../shared/probes/probe.ts'
import { usualThresholds } from '../../shared/thresholds.ts'

const probesFolder = new URL('../../shared/probes/', import.meta.url)

const samplesOf = (room: string): URL => new URL(`${room}/samples/`, probesFolder)

/** The file of `docker-ps/ps-a.out` and the like; `families/…` for what several probes share. */
export function samplePath(name: string): string {
  const slash = name.indexOf('/')
  return fileURLToPath(new URL(name.slice(slash + 1), samplesOf(name.slice(0, slash))))
}

/** Its text; bytes that are not UTF-8 read as U+FFFD, as in a capture. */
export const sample = (name: string): string => readFileSync(samplePath(name), 'utf8')

/** All of a probe, or of the families. */
export function sampleNames(room: string): string[] {
  const folder = samplesOf(room)
  return existsSync(folder) ? readdirSync(folder).map((file) => `${room}/${file}`) : []
}

export function parse(probe: string, text: string, context: Partial<ParseContext> & { takenAt?: string } = {}): Parsed {
  const { takenAt = '2026-11-24T00:00:00Z', ...rest } = context
  const usual = { takenAtMs: Date.parse(takenAt), clockOffsetMs: 0, zoneOffsetMinutes: 0, command: '' }
  return probeNamed(probe).parse(text, { ...usual, ...rest })
}

/** `down: bad` */
export function stateOf(probe: string, fields: Fields): string {
  const { state, health } = probeNamed(probe).state(fields, usualThresholds)
  return `${state}: ${health}`
}

/** Hours before `takenAt`, the longest first. */
export function hoursBefore(takenAt: string, interval: unknown): [number | null, number | null] {
  const { earliest, latest } = interval as { earliest: string | null; latest: string | null }
  const hours = (time: string | null) => (time === null ? null : (Date.parse(takenAt) - Date.parse(time)) / 3_600_000)
  return [hours(earliest), hours(latest)]
}
