// A process whose disk fails from the nth call on, for many n: `failing-disk.ts <root> <template> <to> <step> <disk> <fault>`.
// One line of JSON for each n. Runs under the shim, whose control is a file name.
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { openStore, type OpenStore } from '../../../main/data-service/db/open.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { A_KEY } from '../../support/data-service.ts'
import { readCopies } from './copies.ts'
import { troubleIn } from './sound.ts'
import { typeNumber } from './typing.ts'

export type Failed = {
  readonly n: number
  /** Calls to the disk that were refused were felt as this. */
  readonly felt: readonly string[]
  readonly acknowledged: number
  readonly trouble: readonly string[]
}

const NUMBERS = 20
const [root = '', template = '', to = '1', step = '1', disk = 'full', fault = 'none'] = process.argv.slice(2)
const tell = (command: string): void => writeFileSync(path.join(root, 'shim.control'), command)
const { EIO, ENOSPC } = constants.errno
const COMMANDS: Readonly<Record<string, (n: number) => string>> = {
  full: (n) => `fail ${n} ${ENOSPC}`,
  broken: (n) => `fail ${n} ${EIO}`,
  hiccup: (n) => `once ${n} ${EIO}`,
  'read-only': () => 'readonly',
}

for (let n = 1; n <= Number(to); n += Number(step)) {
  tell('heal')
  const folder = path.join(root, 'store')
  rmSync(folder, { recursive: true, force: true })
  cpSync(template, folder, { recursive: true })
  process.stdout.write(`${JSON.stringify(await failAt(folder, n))}\n`)
}

/** The log with a known mistake in it, for the mutants. */
function faulty(log: OpenStore['log']): OpenStore['log'] {
  if (fault === 'keeps-refused') return { ...log, takeBack: () => {} }
  if (fault !== 'swallows') return log
  const append: OpenStore['log']['append'] = (edits) => {
    try {
      log.append(edits)
    } catch {
      // told to nobody
    }
  }
  return { ...log, append }
}

/** Types with a disk that fails from the nth call on, then with one that has recovered, and looks at what is there. */
async function failAt(folder: string, n: number): Promise<Failed> {
  const felt: string[] = []
  const said: string[] = []
  const trouble: string[] = []
  /** What a person is told has to be words they can act on. */
  const feel = (thrown: unknown): void => {
    const code = thrown instanceof AppError ? thrown.code : String(thrown)
    felt.push(code)
    if (code !== 'DISK_FULL' && code !== 'FILE_NOT_WRITABLE') trouble.push(`felt as ${code}`)
  }
  const type = (store: OpenStore, i: number): void => {
    typeNumber({ db: store.db, log: faulty(store.log) }, i)
    said.push(`number ${i}`)
  }
  tell(COMMANDS[disk]?.(n) ?? '')
  let store = await openStore(folder, A_KEY).catch(feel)
  const typeOrFeel = (open: OpenStore, i: number): void => {
    try {
      type(open, i)
    } catch (thrown) {
      feel(thrown)
    }
  }
  if (store) for (let i = 0; i < NUMBERS; i += 1) typeOrFeel(store, i)
  tell('heal')
  store ??= await openStore(folder, A_KEY).catch(feel)
  if (!store)
    return { n, felt, acknowledged: said.length, trouble: [...trouble, 'it does not open when space is back'] }
  for (let i = NUMBERS; i < NUMBERS + 2; i += 1) type(store, i)
  store.close()
  const copies = readCopies(folder)
  for (const label of said) if (!copies.store.has(label) || !copies.log.has(label)) trouble.push(`${label} is lost`)
  for (const label of new Set([...copies.store, ...copies.log]))
    if (!said.includes(label)) trouble.push(`${label} was refused and is there`)
  return { n, felt, acknowledged: said.length, trouble: [...trouble, ...(await troubleIn(folder))] }
}
