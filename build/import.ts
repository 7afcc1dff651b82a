// `npm run import -- <feed> <file>`: brings a file into the database of DATABASE_URL or FRONTLINE_DATA_FOLDER.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { FEEDS, findFeed } from '../server/import/feeds.ts'
import { hashOfFile, readRows } from '../server/import/read-file.ts'
import { runImport } from '../server/import/run-import.ts'
import { openStore } from '../server/store/open-store.ts'
import { AppError } from '../shared/core/errors.ts'

const [name = '', file = ''] = process.argv.slice(2)
const feed = findFeed(name)
if (feed === undefined || file === '') {
  console.error('Usage: npm run import -- <feed> <file.csv or file.jsonl>\nFeeds:')
  for (const one of FEEDS)
    console.error(`  ${one.name.padEnd(18)} ${one.summary}\n${' '.repeat(21)}columns: ${one.columns.join(', ')}`)
  process.exit(2)
}
const { DATABASE_URL: databaseUrl, FRONTLINE_OWNER_URL: ownerUrl, FRONTLINE_DATA_FOLDER: dataFolder } = process.env
if (databaseUrl === undefined && dataFolder === undefined) {
  console.error('Set DATABASE_URL to the PostgreSQL, or FRONTLINE_DATA_FOLDER to the embedded one.')
  process.exit(2)
}
const store = await openStore({
  ...(databaseUrl === undefined ? {} : { databaseUrl }),
  ...(ownerUrl === undefined ? {} : { ownerUrl }),
  ...(dataFolder === undefined ? {} : { dataFolder }),
})
try {
  const run = await runImport({
    db: store.db,
    feed,
    fileName: path.basename(file),
    fileHash: await hashOfFile(file),
    rows: readRows(file),
    author: { sub: 'system:import', name: 'Import', deviceId: null },
    now: Date.now,
    newId: randomUUID,
  })
  console.log(JSON.stringify(run, null, 2))
  if (run.report.rejected > 0)
    console.log(`${run.report.rejected} rows were set aside: GET /imports/rejects?feed=${feed.name}`)
} catch (thrown) {
  if (!(thrown instanceof AppError)) throw thrown
  console.error(`import: ${thrown.message}`)
  process.exitCode = 1
} finally {
  await store.close()
}
