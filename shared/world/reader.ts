/** What the rows of one probe say of a site's things. A new one is a file in `readers/` and a line in its `index.ts`. */
import type { ParsedSection, Row } from '../model.ts'
import type { FieldSchema, FieldsOf } from '../probes/fields.ts'
import type { Probe } from '../probes/probe.ts'
import type { WorldBuilder } from './builder.ts'
import type { ThingId } from './thing.ts'

/** Where a row was printed. */
export interface Whence {
  /** The node, by its one name. */
  node: string
  section: ParsedSection
}

/** Written as methods, so that the table of readers, which knows no schema, may hold it. */
export interface RowReader<S extends FieldSchema = FieldSchema> {
  probe: Probe<S>
  /** The thing that a key of the probe is about; `place` by the node's one name. Null: about none of its own. */
  about(place: string, key: string): ThingId | null
  /** A row that says the same as this is not read again. Null: each says something new. */
  gist(fields: FieldsOf<S>, row: Row): string | null
  read(fields: FieldsOf<S>, about: ThingId | null, whence: Whence, world: WorldBuilder): void
}

export const reader = <const S extends FieldSchema>(one: RowReader<S>): RowReader<S> => one
