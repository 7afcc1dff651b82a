import { createHash, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { importsApi } from '../../shared/contract/imports.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { AppParts } from '../app-parts.ts'
import type { Caller } from '../auth/caller.ts'
import { FEEDS, findFeed, type Feed } from '../import/feeds.ts'
import { replayReject } from '../import/replay-reject.ts'
import { runImport } from '../import/run-import.ts'
import { lastRuns, latestRuns, openRejects } from '../store/import-runs.ts'
import { serve } from './serve.ts'

const HOUR = 3_600_000

/** Data from files, run by run, and the rows that were set aside (domain.md 11); for administrators. */
export function importRoutes(app: FastifyInstance, { store, now }: AppParts): void {
  const { db } = store

  serve(app, importsApi.feeds, { now }, async () => {
    const runs = await lastRuns(db)
    return FEEDS.map(({ name, summary, columns }) => {
      const run = runs.get(name)
      return {
        feed: name,
        summary,
        columns: [...columns],
        asOf: run?.report.asOf ?? null,
        lastRunAt: run?.startedAt ?? null,
        freshness: run ? freshnessOf(now() - Date.parse(run.startedAt)) : null,
      }
    })
  })

  serve(app, importsApi.run, { now, takes: 'bulk' }, async ({ params, body, caller }) => {
    const feed = feedNamed(params.feed)
    return runImport({
      db,
      feed,
      fileName: body.fileName,
      fileHash: createHash('sha256').update(JSON.stringify(body.rows)).digest('base64url'),
      rows: body.rows.map((row, i) => ({ line: i + 1, row })),
      author: authorOf(caller()),
      now,
      newId: randomUUID,
    })
  })

  serve(app, importsApi.list, { now }, () => latestRuns(db))

  serve(app, importsApi.rejects, { now }, async ({ query }) =>
    (await openRejects(db, query.feed)).map(({ row, issues, ...reject }) => ({
      ...reject,
      row: { ...row },
      issues: [...issues],
    })),
  )

  serve(app, importsApi.replay, { now }, async ({ params, body, caller }) => {
    const row = body.action === 'replay' ? body.row : null
    await replayReject({ db, id: params.id, row, author: authorOf(caller()), now, newId: randomUUID })
    return { settled: true as const }
  })
}

function feedNamed(name: string): Feed {
  const feed = findFeed(name)
  if (feed) return feed
  const message = `There is no feed ${name}.`
  const expectedFormat = `one of ${FEEDS.map((one) => one.name).join(', ')}`
  throw new AppError('NOT_FOUND', message, [
    { code: 'NOT_FOUND', field: 'feed', message, providedValue: name, expectedFormat },
  ])
}

const authorOf = ({ sub, name }: Caller) => ({ sub, name, deviceId: null })

/** Data older than a day is stale, older than two it is old (domain.md C-65). */
function freshnessOf(age: number): 'fresh' | 'stale' | 'old' {
  if (age > 48 * HOUR) return 'old'
  return age > 24 * HOUR ? 'stale' : 'fresh'
}
