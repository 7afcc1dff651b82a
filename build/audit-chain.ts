// `npm run audit-chain [-- <head told earlier>]`: computes the seals over the audit of changes anew and says whether they
// hold. Keep the head it prints somewhere else: given back later, it also shows that the end was not cut off.
import { checkAuditChain } from '../server/store/audit-chain.ts'
import { openStore } from '../server/store/open-store.ts'

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
  const { broken, head, rows, seals } = await checkAuditChain(store.db, process.argv[2] ?? null)
  console.log(`${rows} rows in ${seals} seals hold; head: ${head ?? 'none yet'}`)
  if (broken) {
    const upTo = broken.upToSeq === null ? 'the end' : `commit ${broken.upToSeq}`
    console.error(`BROKEN after commit ${broken.afterSeq}, up to ${upTo}: ${broken.why}`)
    process.exitCode = 1
  }
} finally {
  await store.close()
}
