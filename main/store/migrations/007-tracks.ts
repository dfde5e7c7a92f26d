/**
 * Lanes of one probe at one site are made together: a track. It says how far they are made, and by which parser and which
 * limits of the site, so that what changes is made anew and nothing else. Lanes of before are made again from the sections.
 */
export const tracks = `
DROP TABLE run;
DROP TABLE lane;
DROP TABLE placed;
CREATE TABLE track (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES site(id),
  probe TEXT NOT NULL,
  made_by TEXT NOT NULL,
  -- The last snapshot whose rows are in its lanes.
  to_ms REAL NOT NULL,
  to_seq INTEGER NOT NULL
);
CREATE UNIQUE INDEX track_once ON track (site, probe);
CREATE TABLE lane (
  id INTEGER PRIMARY KEY,
  track INTEGER NOT NULL REFERENCES track(id),
  place TEXT NOT NULL,
  key TEXT NOT NULL
);
CREATE UNIQUE INDEX lane_once ON lane (track, place, key);
-- A run without an end reaches to the end of its track: what does not change is not written again.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  track INTEGER NOT NULL REFERENCES track(id),
  lane INTEGER NOT NULL REFERENCES lane(id),
  from_ms REAL NOT NULL,
  from_seq INTEGER NOT NULL,
  to_ms REAL NOT NULL,
  to_seq INTEGER,
  state TEXT NOT NULL,
  health TEXT NOT NULL,
  label TEXT NOT NULL
);
CREATE INDEX run_by_end ON run (track, to_ms);
CREATE INDEX run_of_lane ON run (lane);
`
