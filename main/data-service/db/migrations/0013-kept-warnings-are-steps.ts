/**
 * Kept warnings are steps of a review, so that others see the reasons (decision 32). The last word on each cell that was
 * kept on this laptop alone becomes a step of its own; `kept_warning` is history from here on. An older Frontline kept
 * what it was told of a site without others' reasons: every site is asked for once more.
 */
export const makeKeptWarningsSteps = `
ALTER TABLE kept_warning ADD COLUMN act_id TEXT;
UPDATE kept_warning SET act_id = lower(
  hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' ||
  substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)));
INSERT INTO act (act_id, site_id, period, act, made_at, after_op, state)
SELECT act_id, site_id, period,
  json_object('kind', 'keep', 'actId', act_id, 'siteId', site_id, 'lineId', line_id, 'period', period, 'rule', rule,
    'value', value, 'reason', reason),
  at, (SELECT coalesce(max(n), 0) FROM op), 'waiting'
FROM kept_warning
WHERE n IN (SELECT max(n) FROM kept_warning GROUP BY site_id, line_id, period, rule)
  AND site_id IN (SELECT site_id FROM site)
ORDER BY n;
UPDATE site SET review_ver = -1 WHERE review IS NOT NULL;
`
