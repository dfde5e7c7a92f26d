import { expect, test } from 'vitest'
import { imageReference } from './image-reference.ts'

test.each([
  ['busybox:1.35', { registry: null, repository: 'busybox', tag: '1.35', digest: null }],
  ['localhost/a', { registry: 'localhost', repository: 'a', tag: null, digest: null }],
  ['10.0.0.1:9999/x/y:z@sha256:ab', { registry: '10.0.0.1:9999', repository: 'x/y', tag: 'z', digest: 'sha256:ab' }],
  ['sha256:4b19', { registry: null, repository: null, tag: null, digest: 'sha256:4b19' }],
  ['4b19fc3856aa', { registry: null, repository: null, tag: null, digest: null }],
])('image %s', (image, expected) => expect(imageReference(image)).toEqual(expected))
