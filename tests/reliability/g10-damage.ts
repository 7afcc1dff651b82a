import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { isDamage } from '../../main/data-service/db/failures.ts'
import { openEditsLog } from '../../main/data-service/db/edits-log.ts'
import { openStore, type OpenStore } from '../../main/data-service/db/open.ts'
import { unlock } from '../../main/data-service/db/pragmas.ts'
import { unreadRecovery } from '../../main/data-service/db/recoveries.ts'
import { defineRowCrc, sealAllRows } from '../../main/data-service/db/row-crc.ts'
import { type Database, inTransaction, rows } from '../../main/data-service/db/store.ts'
import { type Chance, chanceOf } from '../oracle/chance.ts'
import { A_KEY } from '../support/data-service.ts'
import { withStores } from './disk/template.ts'
import { typeNumber } from './disk/typing.ts'
import type { Effort, Goal, Outcome } from './goal.ts'

const DAMAGES: Readonly<Record<Effort, number>> = { quick: 60, full: 300, long: 3000 }
const MUTANT_DAMAGES = 30
const NUMBERS = 100
const CELLS = 4000

type Fault = 'none' | 'no-row-crc' | 'no-log'

/** A store in use: unsent edits, settled ones, and what the server told; the files as they lie after an end or a crash. */
async function fill(folder: string, crashed: string): Promise<ReadonlyMap<string, number>> {
  const store = await openStore(folder, A_KEY)
  inTransaction(store.db, () => {
    const cell = store.db.prepare(
      `INSERT INTO cell VALUES ('0427', 'budget', ?, ?, 1, ?, ?, 0, 'owen', 'Owen', NULL, '2026-01-01T00:00:00.000Z', 1)`,
    )
    for (let n = 0; n < CELLS; n += 1) cell.run(`2026-${String((n % 12) + 1).padStart(2, '0')}`, `line${n}`, n, n + 1)
  })
  for (let n = 0; n < NUMBERS; n += 1) typeNumber(store, n)
  store.db.exec(`UPDATE op SET state = 'applied', result_ver = 1, result_seq = n WHERE n <= 40 AND state = 'pending'`)
  const unsent = shownIn(store.db)
  cpSync(folder, crashed, { recursive: true })
  store.close()
  return unsent
}

const shownIn = (db: Database): Map<string, number> =>
  new Map(
    rows<{ place: string; value: number }>(db, `SELECT period || ' ' || line_id AS place, value FROM draft`).map(
      ({ place, value }) => [place, value],
    ),
  )

/** Flips 1 to 16 bytes of one of a store's files. */
function flipBytes(folder: string, random: Chance): string {
  const files = readdirSync(folder).filter(
    (name) =>
      statSync(path.join(folder, name)).isFile() &&
      !name.endsWith('-shm') &&
      statSync(path.join(folder, name)).size > 0,
  )
  const name = random.pick([...files, 'store.db', 'edits.log'])
  const bytes = readFileSync(path.join(folder, name))
  const at = random.whole(0, bytes.length - 1)
  const count = random.whole(1, 16)
  for (let i = at; i < Math.min(at + count, bytes.length); i += 1) bytes[i] = (bytes[i] ?? 0) ^ random.whole(1, 255)
  writeFileSync(path.join(folder, name), bytes)
  return `${count} bytes of ${name} at ${at} of ${bytes.length}`
}

const COLUMNS = [
  'value',
  'base_value',
  'base_ver',
  'op_id',
  'state',
  'edited_at',
  'line_id',
  'gesture_id',
  'n',
] as const

/** Changes one stored row beneath the cipher's own check: what bad memory or a mistake of ours would do. */
function changeRow(folder: string, random: Chance, fault: Fault): string {
  const db = unlock(new Sqlite(path.join(folder, 'store.db')), A_KEY)
  const column = random.pick(COLUMNS)
  const n = random.whole(41, NUMBERS * 2)
  const strange =
    typeof db.prepare(`SELECT ${column} FROM op WHERE n = ?`).pluck().get(n) === 'string'
      ? `'x' || ${column}`
      : `coalesce(${column}, 0) + 1000000`
  db.exec(`UPDATE op SET ${column} = ${strange} WHERE n = ${n}`)
  if (fault === 'no-row-crc') {
    defineRowCrc(db)
    sealAllRows(db)
  }
  db.close()
  return `${column} of operation ${n}`
}

/** Opens a damaged store and reads all of it, as a window would; a page that is found bad then is mended too. */
async function use(folder: string, now: () => number = Date.now): Promise<OpenStore> {
  const store = await openStore(folder, A_KEY, { now })
  try {
    rows(store.db, 'SELECT * FROM cell')
    unreadRecovery(store.db)
    return store
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown
    store.abandon()
    return openStore(folder, A_KEY, { now })
  }
}

const A_WEEK = 7 * 24 * 60 * 60 * 1000

type Seen = { readonly when: 'at once' | 'in a week' | 'never'; readonly lost: readonly string[] }

/** Opens a store, and again a week later when nothing was said; what was typed has to be on show each time. */
async function openTwice(folder: string, unsent: ReadonlyMap<string, number>): Promise<Seen> {
  const look = (store: OpenStore) => {
    const shown = shownIn(store.db)
    const isTold = unreadRecovery(store.db) !== null
    store.close()
    return { isTold, lost: [...unsent].flatMap(([place, value]) => (shown.get(place) === value ? [] : [place])) }
  }
  const first = look(await use(folder))
  if (first.isTold) return { when: 'at once', lost: first.lost }
  const second = look(await use(folder, () => Date.now() + A_WEEK + 1))
  return { when: second.isTold ? 'in a week' : 'never', lost: [...first.lost, ...second.lost] }
}

/** Whether anything that is stored can be read otherwise than before: damage to free space changes nothing. */
function isChanged(folder: string, before: string): boolean {
  return contentOf(folder) !== before
}

function contentOf(folder: string): string {
  const copy = `${folder}-read`
  cpSync(folder, copy, { recursive: true })
  const db = unlock(new Sqlite(path.join(copy, 'store.db')), A_KEY)
  try {
    const check = db.pragma('integrity_check')
    const tables = ['op', 'draft', 'gesture', 'cell', 'meta', 'site', 'scope'].map((table) =>
      db.prepare(`SELECT * FROM ${table}`).all(),
    )
    const log = openEditsLog(copy, A_KEY)
    const logged = [...log.read()].map(({ kind }) => kind)
    log.close()
    return JSON.stringify([check, tables, logged])
  } catch (thrown) {
    return String(thrown)
  } finally {
    db.close()
    rmSync(copy, { recursive: true })
  }
}

async function play(count: number, seed: number, fault: Fault): Promise<Outcome> {
  const random = chanceOf(seed)
  return withStores(async (copy, root) => {
    const ended = copy()
    const crashed = path.join(root, 'crashed')
    const unsent = await fill(ended, crashed)
    const before = new Map([ended, crashed].map((folder) => [folder, contentOf(folder)]))
    const seen: Record<Seen['when'], number> = { 'at once': 0, 'in a week': 0, never: 0 }
    const trouble: string[] = []
    for (let i = 0; i < count && trouble.length === 0; i += 1) {
      const folder = path.join(root, 'damaged')
      rmSync(folder, { recursive: true, force: true })
      const from = random.pick([ended, crashed])
      cpSync(from, folder, { recursive: true })
      const what = random.percent(70) ? flipBytes(folder, random) : changeRow(folder, random, fault)
      const changes = isChanged(folder, before.get(from) ?? '')
      if (fault === 'no-log') rmSync(path.join(folder, 'edits.log'))
      const { when, lost } = await openTwice(folder, unsent)
      if (changes) seen[when] += 1
      if (lost.length > 0) trouble.push(`${what}: ${lost.length} unsent edits lost`)
      if (changes && when === 'never') trouble.push(`${what}: nobody noticed`)
    }
    const changing = seen['at once'] + seen['in a week'] + seen.never
    const share = (part: number): string => `${((part / Math.max(changing, 1)) * 100).toFixed(1)} %`
    return {
      met: trouble.length === 0,
      figure: `${count} damages, ${changing} of what is stored: ${share(seen['at once'])} detected at once, ${share(changing - seen.never)} within a week; all opened by itself`,
      ...(trouble.length > 0 && { trouble: `seed ${seed}: ${trouble.join('; ')}` }),
    }
  })
}

const isCaught = (fault: Fault) => async (): Promise<boolean> => !(await play(MUTANT_DAMAGES, 10, fault)).met

/** One file of a store is damaged at random, or one row beneath its cipher; then the store is opened as ever. */
export const G10: Goal = {
  id: 'G10',
  title: 'random damage to any file: 99 % detected, no unsent edit lost, the store opens by itself',
  run: (effort, seed) => play(DAMAGES[effort], seed ?? 1, 'none'),
  mutants: [
    { name: 'rows carry no checksum', isCaught: isCaught('no-row-crc') },
    { name: 'there is no second copy', isCaught: isCaught('no-log') },
  ],
}
