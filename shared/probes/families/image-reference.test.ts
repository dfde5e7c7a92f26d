import { expect, test } from 'vitest'
import { imageReference, sameImage } from './image-reference.ts'

test.each([
  ['busybox:1.35', { registry: null, repository: 'busybox', tag: '1.35', digest: null }],
  ['localhost/a', { registry: 'localhost', repository: 'a', tag: null, digest: null }],
  ['10.0.0.1:9999/x/y:z@sha256:ab', { registry: '10.0.0.1:9999', repository: 'x/y', tag: 'z', digest: 'sha256:ab' }],
  ['sha256:4b19', { registry: null, repository: null, tag: null, digest: 'sha256:4b19' }],
  ['4b19fc3856aa', { registry: null, repository: null, tag: null, digest: null }],
])('image %s', (image, expected) => expect(imageReference(image)).toEqual(expected))

const id = 'd7d599e32a6d0123456789abcdef0123456789abcdef0123456789abcdef0123'

test.each([
  ['d7d599e32a6d', `sha256:${id}`, 'same'],
  ['sha256:d7d599e32a6d', id, 'same'],
  ['d7d599e32a6d', 'sha256:d7d599e32a6e', 'other'],
  ['nginx:1', 'd7d599e32a6d', 'unsure'],
  ['nginx', 'docker.io/library/nginx:latest', 'same'],
  ['docker.io/a/nginx:1', 'a/nginx:1', 'same'],
  ['nginx:1', 'nginx:2', 'other'],
  ['nginx', 'apache', 'other'],
  ['h:1/nginx:1', 'g:1/nginx:1', 'other'],
  ['h:1/a@sha256:d7d599e32a6d', `h:1/a@sha256:${id}`, 'same'],
  ['h:1/a:1@sha256:d7d599e32a6d', 'h:1/a:2@sha256:d7d599e32a6d', 'same'],
  ['h:1/a:1@sha256:d7d599e32a6d', 'h:1/a:1@sha256:0123456789ab', 'other'],
  ['h:1/a@sha256:d7d599e32a6d', 'h:1/a:1', 'unsure'],
  ['h:1/a:1@sha256:d7d599e32a6d', 'h:1/a:1', 'unsure'],
  ['', 'nginx', 'unsure'],
])('%s and %s: %s', (a, b, expected) => {
  expect(sameImage(a, b)).toBe(expected)
  expect(sameImage(b, a)).toBe(expected)
})
