/** Contract and staff of each site, as the server told them: `reference_head` is the newest it has, `reference_ver` ours. */
export const addReference = `
ALTER TABLE site ADD COLUMN reference_head INTEGER NOT NULL DEFAULT 0;
ALTER TABLE site ADD COLUMN reference_ver  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE site ADD COLUMN reference      TEXT;  -- JSON; null until it is told
`
