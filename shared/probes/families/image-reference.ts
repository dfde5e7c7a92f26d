/** Image references: `[registry/]repository[:tag][@digest]`. */

export interface ImageReference {
  registry: string | null
  repository: string | null
  tag: string | null
  digest: string | null
}

/**
 * Splits a reference. The first part names a registry only if it holds a dot or a colon or is `localhost` (the rule of
 * github.com/distribution/reference). An image without a name is shown by its id, which is no repository.
 */
export function imageReference(image: string): ImageReference {
  const at = image.indexOf('@sha256:')
  const digest = at >= 0 ? image.slice(at + 1) : image.startsWith('sha256:') ? image : null
  const name = at >= 0 ? image.slice(0, at) : digest === null ? image : ''
  if (name === '' || (digest === null && /^[0-9a-f]{12}$/.test(name))) {
    return { registry: null, repository: null, tag: null, digest }
  }
  const slash = name.indexOf('/')
  const first = slash > 0 ? name.slice(0, slash) : ''
  const registry = first === 'localhost' || /[.:]/.test(first) ? first : null
  const path = registry === null ? name : name.slice(slash + 1)
  const colon = path.lastIndexOf(':')
  const hasTag = colon > path.lastIndexOf('/')
  return {
    registry,
    repository: hasTag ? path.slice(0, colon) : path,
    tag: hasTag ? path.slice(colon + 1) : null,
    digest,
  }
}
