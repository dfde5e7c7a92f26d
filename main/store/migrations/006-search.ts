/**
 * An index over the lines of all outputs: for each three characters the texts that have them in lines of their own, that
 * is, in lines that the text they are stored against has not. It grows with what changed. Contents are not in it.
 */
export const search = `
CREATE VIRTUAL TABLE text_search USING fts5(lines, content='', contentless_delete=1, tokenize='trigram', detail='none');
CREATE TABLE searchable (text INTEGER PRIMARY KEY REFERENCES text(id) ON DELETE CASCADE);
`
