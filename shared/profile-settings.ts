/** What a profile, or a site, may set about the commands. */
import { z } from 'zod'

// These stand in commands for a shell: nothing in them may end a word or begin another command. What is wrong with one is
// told by the code of a message (see `contract/checked.ts`).
const word = z.string().regex(/^[A-Za-z0-9_./:@%+=,-]*$/, 'profile.wrongWord')

export const settingsSchema = z.strictObject({
  /** e.g. `/opt/bin/kubectl` */
  kubectlPath: word.min(1),
  /** e.g. `127.0.0.1:8888`; empty: kubectl's own configuration */
  kubectlServer: word,
  /** Path of the openrc: inside the pod, or on the node where no pod is named. */
  openrcPath: word.min(1),
  /** The OpenStack clients' pod is the first running one whose name starts with this; empty: they are on the node itself. */
  novaPodPrefix: word,
  novaPodNamespace: word,
  /** Commands run as root, by `sudo`. */
  sudo: z.boolean(),
})
export type ProfileSettings = z.infer<typeof settingsSchema>
