/** Image references: `[registry/]repository[:tag][@digest]`, and whether two of them mean one image. */

export interface ImageReference {
  registry: string | null
  repository: string | null
  tag: string | null
  digest: string | null
}

function nameAndDigest(image: string): { name: string; digest: string | null } {
  if (image.startsWith('sha256:')) return { name: '', digest: image }
  const at = image.indexOf('@sha256:')
  return at < 0 ? { name: image, digest: null } : { name: image.slice(0, at), digest: image.slice(at + 1) }
}

/**
 * Splits a reference. The first part names a registry only if it holds a dot or a colon or is `localhost` (the rule of
 * github.com/distribution/reference). An image without a name is shown by its id, which is no repository.
 */
export function imageReference(image: string): ImageReference {
  const { name, digest } = nameAndDigest(image)
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

/**
 * Whether two spellings mean one image. docker prints an image's id once its tag has moved on, short or whole and with or
 * without `sha256:`: an id against a name may be the same image, and so may a digest against a tag.
 */
export function sameImage(a: string, b: string): 'same' | 'other' | 'unsure' {
  if (a === b) return 'same'
  const [idA, idB] = [bareIdOf(a), bareIdOf(b)]
  if (idA !== null && idB !== null) return isOneId(idA, idB) ? 'same' : 'other'
  if (a === '' || b === '' || idA !== null || idB !== null) return 'unsure'
  const [x, y] = [imageReference(a), imageReference(b)]
  if (wholeName(x) !== wholeName(y)) return 'other'
  if (x.digest !== null && y.digest !== null) return isOneId(hexOf(x.digest), hexOf(y.digest)) ? 'same' : 'other'
  // A digest in place of the tag names no tag.
  if ((x.digest !== null && x.tag === null) || (y.digest !== null && y.tag === null)) return 'unsure'
  if ((x.tag ?? 'latest') !== (y.tag ?? 'latest')) return 'other'
  return x.digest === y.digest ? 'same' : 'unsure'
}

const hexOf = (id: string): string => id.replace(/^sha256:/, '')

/** The hexadecimal digits of an image that is shown by its id; null where it is shown by a name. */
const bareIdOf = (image: string): string | null => (/^(?:sha256:)?[0-9a-f]{12,64}$/.test(image) ? hexOf(image) : null)

/** Short ids are beginnings of long ones. */
const isOneId = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

/** docker leaves out the registry and the folder of Docker Hub. */
function wholeName({ registry, repository }: ImageReference): string {
  const isHub = registry === null || registry === 'docker.io' || registry === 'index.docker.io'
  const path = repository ?? ''
  if (!isHub) return `${registry}/${path}`
  return path.includes('/') ? `docker.io/${path}` : `docker.io/library/${path}`
}
