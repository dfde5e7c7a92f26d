/** What `manifest.json` of a snapshot file says. `docs/snapshot-file.md` tells it to those who write such files. */
import { z } from 'zod'
import { withoutKnownText } from '../../shared/messages/tell.ts'
import * as model from '../../shared/model.ts'

export const formatVersion = 1

/** Limits of a file that is read: bytes after unpacking, and entries. */
export const limits = {
  totalBytes: 1024 * 1024 * 1024,
  fileBytes: 256 * 1024 * 1024,
  manifestBytes: 16 * 1024 * 1024,
  entries: 20_000,
}
export type Limits = typeof limits

const time = z.iso.datetime({ offset: true })
const storedText = z.object({
  path: z.string().min(1),
  bytes: z.number().int().nonnegative(),
  /** Null where the node had no program for it. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
})

/** A code with its parameters, and its English words for readers that do not know it; once only a sentence. */
const message = model.writtenMessage.transform((read) => (read === null ? null : withoutKnownText(read)))

const section = model.section.omit({ startedAtMs: true, endedAtMs: true, stdout: true, stderr: true }).extend({
  startedAt: time,
  endedAt: time,
  stdout: storedText,
  stderr: storedText,
  message,
  partialView: message,
})

const snapshot = model.snapshot.omit({ takenAtMs: true, sections: true }).extend({
  id: z.string().regex(/^[A-Za-z0-9_-]{4,64}$/),
  site: z.string().min(1),
  takenAt: time,
  takenAtInferred: message,
  nodes: z.array(model.clusterNode.extend({ message })),
  sections: z.array(section),
})

/** Read ahead of everything else, so that a file of a newer version is told from a broken one. */
export const manifestHead = z.object({ format: z.literal('nodesnap'), version: z.number().int().positive() })

export const manifest = manifestHead.extend({
  producer: z.object({ name: z.string(), version: z.string() }),
  snapshots: z.array(snapshot).min(1),
})
export type Manifest = z.infer<typeof manifest>
