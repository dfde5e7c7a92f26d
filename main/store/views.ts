/** Stored snapshots made ready for asking. A view is light: its rows are read, and kept, by `ParsedTexts`. */
import { type SnapshotView, viewOf } from '../../shared/compare/view.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import type { SectionRenewal } from './section-renewal.ts'
import { countedOf, type Sections } from './sections.ts'
import type { Snapshots, StoredSnapshot } from './snapshots.ts'
import type { Statements } from './statements.ts'

interface Pieces {
  sql: Statements
  snapshots: Snapshots
  sections: Sections
  renewal: SectionRenewal
}

export class Views {
  #pieces: Pieces
  #known = new Map<string, SnapshotView>()

  constructor(pieces: Pieces) {
    this.#pieces = pieces
    pieces.sql.onForget(() => this.#known.clear())
  }

  /** The same view for the same snapshot, as long as nothing of it changes. */
  of(stored: StoredSnapshot): SnapshotView {
    let view = this.#known.get(stored.id)
    if (view === undefined) {
      view = this.#viewOf(stored)
      this.#known.set(stored.id, view)
    }
    return view
  }

  /** Without raw text, which comparing does not need; sections of probes that this program lacks are left out. */
  #viewOf(stored: StoredSnapshot): SnapshotView {
    const { snapshots, sections, renewal } = this.#pieces
    renewal.ofSnapshot(stored.seq)
    const known = sections.of(stored.seq).filter(({ probe }) => knownProbe(probe) !== undefined)
    return viewOf(
      {
        ...snapshots.head(stored),
        events: snapshots.events(stored),
        sections: known.map((section) => sections.parsed(section)),
      },
      known.map(countedOf),
    )
  }
}
