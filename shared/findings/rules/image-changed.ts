/** Containers that run another image than before. */

import { containerParams } from '../containers.ts'
import { betweenSnapshots, changesOf, evidenceFor, factIn, finding } from '../facts.ts'
import type { Rule } from '../rule.ts'

const bareId = /^(?:sha256:)?[0-9a-f]{12,64}$/

export const imageChanged: Rule = {
  name: 'image-changed',
  tells: 'change',
  evaluate: ({ after, before, changes }) =>
    changesOf(changes, 'docker-ps', 'changed').flatMap((change) => {
      const image = change.fields.find(({ name }) => name === 'image')
      const fact = factIn(after, change)
      if (image === undefined || fact === null) return []
      const [from, to] = [String(image.before ?? ''), String(image.after ?? '')]
      // docker prints an image's id once its tag has moved on, so a name against an id may be the same image.
      if (from === '' || to === '') return []
      return [
        finding('image-changed', fact, {
          severity: 'warning',
          certainty: bareId.test(from) === bareId.test(to) ? 'proven' : 'possible',
          since: betweenSnapshots(before, after),
          params: { ...containerParams(fact), imageBefore: from, imageAfter: to },
          evidence: evidenceFor(factIn(before, change), fact),
        }),
      ]
    }),
}
