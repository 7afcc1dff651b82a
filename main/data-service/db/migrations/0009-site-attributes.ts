/** What sites are selected by beside their place (domain.md 9.7), as the server last told it; empty until it did. */
export const addSiteAttributes = `
ALTER TABLE site ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';  -- JSON
`
