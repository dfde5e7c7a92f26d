import { dockerPs } from '../../probes/docker-ps/probe.ts'
import { containerParams, containerParamsOf } from '../containers.ts'
import { betweenSnapshots, changesOf, claim, evidenceFor, rowOf } from '../facts.ts'
import { onNode } from '../phrases.ts'
import { inBoth, rule } from '../rule.ts'

export const imageChanged = rule({
  name: 'image-changed',
  tells: 'change',
  nature: 'work',
  stays: true,
  about: { en: 'Containers that run another image than before.', zh: '更换了镜像的容器。' },
  severities: ['warning'],
  reads: [dockerPs],
  thresholds: [],
  params: { ...containerParams, imageBefore: 'text', imageAfter: 'text' },
  check: ({ after, before, changes }) =>
    changesOf(changes, dockerPs, 'changed').flatMap((change) => {
      const image = change.fields.find(({ name }) => name === 'image')
      const old = rowOf(before, dockerPs, change)
      const fact = rowOf(after, dockerPs, change)
      if (image === undefined || old === null || fact === null) return []
      const from = old.fields.image
      const to = fact.fields.image
      if (from === '' || to === '') return []
      return [
        claim(fact, {
          severity: 'warning',
          certainty: 'proven',
          since: betweenSnapshots(before, after),
          params: { ...containerParamsOf(fact), imageBefore: from, imageAfter: to },
          evidence: evidenceFor(old, fact),
        }),
      ]
    }),
  title: {
    en: (p) => `Container ${p.container}${onNode(p.node, 'en')} runs another image: ${p.imageBefore} → ${p.imageAfter}`,
    zh: (p) => `容器 ${p.container}${onNode(p.node, 'zh')}更换了镜像：${p.imageBefore} → ${p.imageAfter}`,
  },
  next: inBoth(({ imageAfter }: { imageAfter: string }) => `docker image inspect ${imageAfter}`),
  why: {
    en: 'docker prints the id in place of the name once its tag has moved to another image: a name against an id may be the same image, and is no change. (docker ps, IMAGE)',
    zh: '标签被移到别的镜像后，docker 会改为显示镜像 ID：名称与 ID 可能指同一个镜像，因此不算更换。（docker ps 的 IMAGE 列）',
  },
})
