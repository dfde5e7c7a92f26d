/**
 * States of every key as runs over consecutive snapshots, so that a timeline is read without reading rows. Where a key
 * has no run it was absent or not looked at; that is told from the sections when it is asked.
 */
export const lanes = `
CREATE TABLE lane (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES site(id),
  probe TEXT NOT NULL,
  place TEXT NOT NULL,
  key TEXT NOT NULL
);
CREATE UNIQUE INDEX lane_once ON lane (site, probe, place, key);
-- A run without an end reaches to the last snapshot that has been placed: what does not change is not written again.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES site(id),
  lane INTEGER NOT NULL REFERENCES lane(id),
  from_ms REAL NOT NULL,
  from_seq INTEGER NOT NULL,
  to_ms REAL NOT NULL,
  to_seq INTEGER,
  state TEXT NOT NULL,
  health TEXT NOT NULL,
  label TEXT NOT NULL
);
CREATE INDEX run_by_end ON run (site, to_ms);
-- Up to which snapshot runs have been made, and by which parsers.
CREATE TABLE placed (
  site INTEGER PRIMARY KEY REFERENCES site(id),
  made_by TEXT NOT NULL,
  to_ms REAL NOT NULL,
  to_seq INTEGER NOT NULL
);
`
