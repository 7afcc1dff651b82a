/**
 * Others' comments this person has looked at. An older Frontline kept what it was told of a site without its comments:
 * every site is asked for once more.
 */
export const addComments = `
CREATE TABLE comment_seen (comment_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
UPDATE site SET review_ver = -1 WHERE review IS NOT NULL;
`
