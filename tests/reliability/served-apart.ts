import { fork } from 'node:child_process'
import { postgres } from '../support/postgres.ts'
import type { Asked, Told } from './served-child.ts'

/** The API as it runs in life: a program of its own, over a PostgreSQL of its own, that has answered others before. */
export type ServedApart = {
  readonly url: string
  readonly tokenOf: (person: string) => Promise<string>
  /** Forecast cells that a person wrote last. */
  readonly storedBy: (sub: string) => Promise<number>
  readonly close: () => Promise<void>
}

/** Starts both, lets a colleague's laptop sync some thousands of edits of other days, and waits until all was told of them. */
export async function servedApart(sites: number): Promise<ServedApart> {
  const database = await postgres()
  const child = fork(new URL('./served-child.ts', import.meta.url), [String(sites)], {
    env: { ...process.env, DATABASE_URL: database.url },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let last = 0
  const ask = <K extends Asked['what']>(asked: Omit<Extract<Asked, { what: K }>, 'n'> & { what: K }): Promise<Told> =>
    new Promise((resolve, reject) => {
      const n = (last += 1)
      const hear = (told: Told): void => {
        if (told.n !== n) return
        child.off('message', hear)
        resolve(told)
      }
      child.on('message', hear)
      void ended.then(() => reject(new Error('the server ended')))
      child.send({ ...asked, n })
    })
  const { text: url } = await ask({ what: 'start' })
  return {
    url,
    tokenOf: async (person) => (await ask({ what: 'token', person })).text,
    storedBy: async (sub) => Number((await ask({ what: 'stored', sub })).text),
    close: async () => {
      child.disconnect()
      await ended
      await database.close()
    },
  }
}
