/** Sites, snapshots, their sections, and the texts these share. */
export const first = `
CREATE TABLE site (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE snapshot (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL REFERENCES site(id),
  taken_at_ms REAL NOT NULL,
  inferred TEXT,
  source TEXT NOT NULL,
  origin TEXT NOT NULL,
  nodes TEXT NOT NULL
);
CREATE INDEX snapshot_by_time ON snapshot (site, taken_at_ms, seq);
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  snapshot INTEGER NOT NULL REFERENCES snapshot(seq) ON DELETE CASCADE,
  json TEXT NOT NULL
);
CREATE INDEX event_of ON event (snapshot);
CREATE TABLE incident (site INTEGER PRIMARY KEY REFERENCES site(id), at TEXT NOT NULL, note TEXT NOT NULL);
-- A text is stored once however often it is met; 'base' is the whole text that a 'delta' is read against.
CREATE TABLE text (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  codec TEXT NOT NULL CHECK (codec IN ('plain', 'deflate', 'delta')),
  base INTEGER REFERENCES text(id),
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  CHECK ((codec = 'delta') = (base IS NOT NULL))
);
CREATE INDEX text_by_base ON text (base) WHERE base IS NOT NULL;
-- What is asked again in every snapshot: the next answer is likely to resemble the last one of the same slot.
CREATE TABLE slot (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES site(id),
  node TEXT NOT NULL,
  probe TEXT NOT NULL,
  pod TEXT
);
CREATE UNIQUE INDEX slot_once ON slot (site, node, probe, ifnull(pod, ''));
CREATE TABLE section (
  id INTEGER PRIMARY KEY,
  snapshot INTEGER NOT NULL REFERENCES snapshot(seq) ON DELETE CASCADE,
  slot INTEGER NOT NULL REFERENCES slot(id),
  command TEXT NOT NULL,
  outcome TEXT NOT NULL,
  message TEXT NOT NULL,
  exit_code INTEGER,
  started_at_ms REAL NOT NULL,
  ended_at_ms REAL NOT NULL,
  partial_view TEXT,
  stdout INTEGER NOT NULL REFERENCES text(id),
  stderr INTEGER NOT NULL REFERENCES text(id),
  parser_version INTEGER NOT NULL,
  parsed INTEGER NOT NULL REFERENCES text(id),
  row_count INTEGER NOT NULL,
  unparsed_count INTEGER NOT NULL
);
CREATE INDEX section_of ON section (snapshot);
CREATE INDEX section_latest ON section (slot, id);
`
