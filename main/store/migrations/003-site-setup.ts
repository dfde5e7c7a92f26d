/** How a site is captured: its nodes, the way to them, the profile. Secrets are never in it. */
export const siteSetup = `
CREATE TABLE site_setup (site INTEGER PRIMARY KEY REFERENCES site(id) ON DELETE CASCADE, json TEXT NOT NULL);
`
