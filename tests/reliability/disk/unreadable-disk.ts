// A process whose disk gives no bytes from the nth read on, for every nth until opening needs fewer, and then only that
// once: `unreadable-disk.ts <root> <template> <step>`. One line of JSON for each n. Runs under the shim, whose control is a file name.
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { type OpenStore, openStore } from '../../../main/data-service/db/open.ts'
import { unreadRecovery } from '../../../main/data-service/db/recoveries.ts'
import { rows } from '../../../main/data-service/db/store.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { A_KEY } from '../../support/data-service.ts'
import type { Failed } from './failing-disk.ts'
import { troubleIn } from './sound.ts'
import { typeNumber } from './typing.ts'

const NUMBERS = 40
const [root = '', template = '', step = '1'] = process.argv.slice(2)
const tell = (command: string): void => writeFileSync(path.join(root, 'shim.control'), command)

/** A store as a crash leaves it: the next start reads every page. */
const crashed = path.join(root, 'crashed')
const typed = path.join(root, 'typed')
cpSync(template, typed, { recursive: true })
const store = await openStore(typed, A_KEY)
for (let i = 0; i < NUMBERS; i += 1) typeNumber(store, i)
cpSync(typed, crashed, { recursive: true })
const expected = shownIn(store.db)
store.close()

for (let n = 1, isFelt = true; isFelt; n += Number(step)) {
  const broken = await openWith('unread', n)
  isFelt = broken.felt.length > 0
  for (const found of [broken, await openWith('unread-once', n), ...(n === 1 ? [await openWith('unread-wal', n)] : [])])
    process.stdout.write(`${JSON.stringify(found)}\n`)
}

/** Opens with a disk that does not give its bytes, then with one that has recovered, and looks at what is there. */
async function openWith(command: 'unread' | 'unread-once' | 'unread-wal', n: number): Promise<Failed> {
  const folder = path.join(root, 'store')
  rmSync(folder, { recursive: true, force: true })
  cpSync(crashed, folder, { recursive: true })
  const felt: string[] = []
  const trouble: string[] = []
  tell(`${command} ${n} ${constants.errno.EIO}`)
  try {
    ;(await openStore(folder, A_KEY)).abandon()
  } catch (thrown) {
    const code = thrown instanceof AppError ? thrown.code : String(thrown)
    felt.push(code)
    if (code !== 'FILE_NOT_READABLE') trouble.push(`felt as ${code}`)
  }
  tell('heal')
  if (command === 'unread-wal' && felt.length === 0) trouble.push('a log that cannot be read is taken to end there')
  if (existsSync(path.join(folder, 'quarantine'))) trouble.push('an intact store was set aside')
  const whole = await openStore(folder, A_KEY)
  if (unreadRecovery(whole.db)?.damaged === 'store') trouble.push('it was told as damaged')
  if (shownIn(whole.db) !== expected) trouble.push('the grid shows other numbers')
  whole.close()
  return { n, felt, acknowledged: NUMBERS, trouble: [...trouble, ...(await troubleIn(folder))] }
}

/** Everything that was typed and is not the server's, as the grid shows it. */
function shownIn(db: OpenStore['db']): string {
  return JSON.stringify(rows(db, 'SELECT period, line_id, value FROM draft ORDER BY period, line_id'))
}
