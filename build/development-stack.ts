import path from 'node:path'
import { API_PORT, AUDIENCE, DEMO_TODAY, ISSUER_PORT } from '../shared/core/defaults.ts'
import { startDevIssuer } from '../server/dev-issuer.ts'
import { startServer } from '../server/start-server.ts'

export type Stack = {
  readonly apiUrl: string
  readonly issuerUrl: string
  readonly today: string
  readonly close: () => Promise<void>
}

/**
 * Brings up the API with demonstration data and the stand-in sign-in. The data stay in `.data/` between starts, so that
 * numbers typed yesterday are there today; `DATABASE_URL` names a PostgreSQL to use instead of the embedded one.
 */
export async function startStack(): Promise<Stack> {
  const databaseUrl = process.env['DATABASE_URL']
  const dataFolder = path.resolve(import.meta.dirname, '../.data/server')
  const today = process.env['FRONTLINE_TODAY'] ?? DEMO_TODAY
  const issuer = await listening('sign-in', ISSUER_PORT, () => startDevIssuer({ port: ISSUER_PORT }))
  console.log(`sign-in (stand-in): ${issuer.url}`)
  const start = performance.now()
  const api = await listening('API', API_PORT, () =>
    startServer({
      port: API_PORT,
      ...(databaseUrl === undefined ? { dataFolder } : { databaseUrl }),
      issuer: issuer.url,
      audience: AUDIENCE,
      today,
      demoSites: 40,
    }),
  ).catch(async (error: unknown) => {
    await issuer.close()
    throw error
  })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(
    `API: ${api.url}, ${databaseUrl === undefined ? 'embedded PostgreSQL in .data/' : 'DATABASE_URL'}, ready after ${seconds} s; its "today" is ${today}`,
  )
  return {
    apiUrl: api.url,
    issuerUrl: issuer.url,
    today,
    close: async () => {
      await api.close()
      await issuer.close()
    },
  }
}

async function listening<T>(what: string, port: number, start: () => Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(
      `The ${what} cannot start: port ${port} is taken, probably by another \`npm start\` or \`npm run server\`. Stop that one first.`,
      { cause: error },
    )
  }
}
