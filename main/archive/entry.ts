/** Whether an entry of a stranger's archive is read, passed over, or a reason to refuse the whole. */
import type { Header } from 'tar-stream'
import { CallError } from '../../shared/contract/call-error.ts'
import { type ArchiveNoun, archiveMessages } from '../../shared/messages/archive.ts'

export interface Entry {
  path: string
  kind: 'file' | 'folder' | 'passed-over'
}

/**
 * `isStrict`: anything but plain files with plain names refuses the archive; else links and strange names are passed over.
 * Throws CallError `refused`.
 */
export function entryOf({ name, type }: Header, isStrict: boolean, noun: ArchiveNoun): Entry {
  const path = name.replace(/^\.\//, '').replace(/\/$/, '')
  const isFolder = type === 'directory'
  if (isFolder && path === '') return { path, kind: 'folder' }
  if (leadsAway(path) || (isStrict && isStrange(path)))
    throw new CallError('refused', archiveMessages.unsafeName({ noun, name: JSON.stringify(name.slice(0, 80)) }))
  if (isFolder) return { path, kind: 'folder' }
  const isLink = type === 'symlink'
  if (type !== 'file' && (isStrict || !isLink))
    throw new CallError('refused', archiveMessages.noPlainFile({ noun, path, type: type ?? 'entry' }))
  return { path, kind: isLink || isStrange(path) ? 'passed-over' : 'file' }
}

/** Empty, absolute, or with parts that lead elsewhere. */
const leadsAway = (path: string): boolean =>
  /^[A-Za-z]:/.test(path) || path.split('/').some((part) => part === '' || part === '.' || part === '..')
const isStrange = (path: string): boolean => path.length > 1024 || /[\\\u0000-\u001f\ufffd]/.test(path)
