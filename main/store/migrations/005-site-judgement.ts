/** What an analyst has said of a site's findings: thresholds other than the usual, and what is muted, and why. */
export const siteJudgement = `
CREATE TABLE site_judgement (site INTEGER PRIMARY KEY REFERENCES site(id) ON DELETE CASCADE, json TEXT NOT NULL);
`
