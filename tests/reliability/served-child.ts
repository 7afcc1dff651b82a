// The API of a goal in a process of its own: `served-apart.ts` starts it and asks it over the channel.
import { countWaiting } from '../../server/store/events.ts'
import { must } from '../../shared/core/bug.ts'
import { COUNT_LINES, openDays, type ServedApi, servedApi, siteIds, storedBy } from './served-api.ts'
import { isDrained, openRealLaptop } from './real-laptop.ts'

/** What the goal asks; `n` comes back with the answer. */
export type Asked =
  | { readonly n: number; readonly what: 'start' }
  | { readonly n: number; readonly what: 'token'; readonly person: string }
  | { readonly n: number; readonly what: 'stored'; readonly sub: string }
export type Told = { readonly n: number; readonly text: string }

const sites = Number(process.argv[2])
/** Of days nobody else in a goal types in. */
const WARM_DAYS = { from: 280, count: 80 }

let served: ServedApi | undefined
process.on('message', (asked: Asked) => {
  void answer(asked).then((text) => process.send?.({ n: asked.n, text } satisfies Told))
})
process.once('disconnect', () => void served?.close().then(() => process.exit()))

async function answer(asked: Asked): Promise<string> {
  if (asked.what === 'start') {
    served = await servedApi(sites, { databaseUrl: must(process.env['DATABASE_URL'], 'a database to serve') })
    await warm(served)
    return served.url
  }
  const { api } = must(served, 'it was started')
  if (asked.what === 'token') return api.tokenOf(asked.person)
  return String(await storedBy(api, asked.sub))
}

/** A server that runs has answered before: a colleague typed in other days. */
async function warm({ api, url }: ServedApi): Promise<void> {
  const token = await api.tokenOf('dana')
  const colleague = openRealLaptop({ url, sub: 'dana', token: async () => token })
  colleague.runner.tell({ type: 'asked' })
  await colleague.until(() => isDrained(colleague))
  for (const period of openDays(WARM_DAYS.from + WARM_DAYS.count).slice(WARM_DAYS.from)) {
    for (const siteId of siteIds(sites)) {
      colleague.type(
        siteId,
        COUNT_LINES.map((lineId) => ({ lineId, period, value: 7_000_000 })),
      )
    }
  }
  await colleague.until(() => isDrained(colleague))
  await colleague.close()
  while ((await countWaiting(api.store.db)) > 0) await new Promise((resolve) => setTimeout(resolve, 50))
}
