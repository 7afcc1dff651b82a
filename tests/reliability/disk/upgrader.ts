// A process that opens an older store and so upgrades it: `upgrader.ts <folder> <fault>`; says `ready` before it begins.
import { writeSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { openStore } from '../../../main/data-service/db/open.ts'
import { A_KEY } from '../../support/data-service.ts'

const [folder = '', fault = 'none'] = process.argv.slice(2)
if (fault === 'no-transaction') {
  // Every statement stands alone: what a transaction is for is gone.
  Sqlite.prototype.transaction = ((work: () => unknown) => ({
    immediate: work,
  })) as unknown as typeof Sqlite.prototype.transaction
}
writeSync(3, 'ready\n')
const store = await openStore(folder, A_KEY)
store.close()
