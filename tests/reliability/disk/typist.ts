// A process that types numbers as fast as its disk takes them: `typist.ts <folder> <first> <count> <fault> <answers>`.
// `ready`, then the number of each gesture that is saved, a line each, in the file or on the descriptor named last.
import { openSync, writeSync } from 'node:fs'
import type DatabaseConstructor from 'better-sqlite3'
import { openStore } from '../../../main/data-service/db/open.ts'
import { A_KEY } from '../../support/data-service.ts'
import { typeNumber } from './typing.ts'

const [folder = '', first = '0', count = '0', fault = 'none', answers = ''] = process.argv.slice(2)
const out = /^\d+$/.test(answers) ? Number(answers) : openSync(answers, 'a', 0o600)
const say = (line: string): void => void writeSync(out, `${line}\n`)

const store = await openStore(folder, A_KEY)
if (fault === 'normal') store.db.pragma('synchronous = NORMAL')
if (fault === 'no-transaction') {
  // Every statement stands alone: what a transaction is for is gone.
  store.db.transaction = ((work: () => unknown) => ({
    immediate: work,
  })) as unknown as DatabaseConstructor.Database['transaction']
}
say('ready')
for (let n = Number(first); n < Number(first) + Number(count); n += 1) {
  if (fault === 'answer-first') say(String(n)) // told as saved before it is
  typeNumber(store, n)
  if (fault !== 'answer-first') say(String(n))
}
store.close()
