/** Stored snapshots made ready for asking; the last few are kept. */
import { knownProbe } from '../../shared/probes/index.ts'
import { type LazyView, lazyViewOf } from './lazy-view.ts'
import type { SectionRenewal } from './section-renewal.ts'
import type { Sections } from './sections.ts'
import type { Snapshots, StoredSnapshot } from './snapshots.ts'
import type { Statements } from './statements.ts'
import { messageStored } from './stored-message.ts'

/** Views are kept until together they hold this many rows: some 60 snapshots of a large site, or all of a small one. */
const rowsKept = 400_000

interface Pieces {
  sql: Statements
  snapshots: Snapshots
  sections: Sections
  renewal: SectionRenewal
}

export class Views {
  #pieces: Pieces
  #kept = new Map<string, LazyView>()
  #version = ''

  constructor(pieces: Pieces) {
    this.#pieces = pieces
  }

  /** Another text after every change of what views are made of. Drops those of before, and those beyond what may be kept. */
  refresh(): string {
    const { version } = this.#pieces.sql
    if (version !== this.#version) this.#kept.clear()
    this.#version = version
    let rows = 0
    for (const view of this.#kept.values()) rows += view.loaded()
    for (const [id, view] of this.#kept) {
      if (rows <= rowsKept) break
      rows -= view.loaded()
      this.#kept.delete(id)
    }
    return version
  }

  of(stored: StoredSnapshot): LazyView {
    const view = this.#kept.get(stored.id) ?? this.#viewOf(stored)
    this.#kept.delete(stored.id)
    this.#kept.set(stored.id, view)
    return view
  }

  /** Without raw text, which comparing does not need; sections of probes that this program lacks are left out. */
  #viewOf(stored: StoredSnapshot): LazyView {
    const { snapshots, sections, renewal } = this.#pieces
    renewal.ofSnapshot(stored.seq)
    const known = sections.of(stored.seq).filter(({ probe }) => knownProbe(probe) !== undefined)
    return lazyViewOf(
      { ...snapshots.head(stored), events: snapshots.events(stored) },
      known.map((section) => ({
        section: sections.parsed(section),
        counted: {
          probe: section.probe,
          command: section.command,
          outcome: section.outcome,
          partialView: messageStored(section.partialView),
          rows: section.rowCount,
          unparsed: section.unparsedCount,
        },
      })),
    )
  }
}
