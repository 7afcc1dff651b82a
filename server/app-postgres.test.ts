import { apiSuite } from '../tests/support/api-suite.ts'
import { postgres } from '../tests/support/postgres.ts'

apiSuite('PostgreSQL', async () => {
  const { url, close } = await postgres()
  return { storage: { databaseUrl: url }, close }
})
