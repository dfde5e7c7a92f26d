/** Pseudonyms of a site: the same in every snapshot that leaves, and known here only. */
export const redaction = `
CREATE TABLE redaction (site INTEGER PRIMARY KEY REFERENCES site(id) ON DELETE CASCADE, json TEXT NOT NULL);
`
