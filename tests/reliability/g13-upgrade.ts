import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import Sqlite from 'better-sqlite3'
import { fileOf, listBackups, proveBackup } from '../../main/data-service/db/backups.ts'
import { MIGRATIONS, versionOf } from '../../main/data-service/db/migrate.ts'
import { writeMeta } from '../../main/data-service/db/meta.ts'
import { openStore } from '../../main/data-service/db/open.ts'
import { unlock } from '../../main/data-service/db/pragmas.ts'
import { unreadRecovery } from '../../main/data-service/db/recoveries.ts'
import { AppError } from '../../shared/core/errors.ts'
import { type Chance, chanceOf } from '../oracle/chance.ts'
import { A_KEY, aGesture, anOpening, startService } from '../support/data-service.ts'
import { makeOlderStore, unsentIn } from './disk/older-store.ts'
import { withStores } from './disk/template.ts'
import type { Effort, Goal, Outcome } from './goal.ts'

const KILLS: Readonly<Record<Effort, number>> = { quick: 16, full: 200, long: 1000 }
/** Enough rows for a migration to take as long as a kill may miss it by. */
const CELLS = 2400
const UPGRADER = path.join(import.meta.dirname, 'disk/upgrader.ts')
const SCHEMAS = Array.from({ length: Math.min(5, MIGRATIONS.length - 1) }, (_, i) => MIGRATIONS.length - 1 - i)

const read = <T>(folder: string, what: (db: ReturnType<typeof unlock>) => T): T => {
  const db = unlock(new Sqlite(path.join(folder, 'store.db'), { readonly: true }), A_KEY)
  try {
    return what(db)
  } finally {
    db.close()
  }
}

/** What is wrong with a store after an upgrade from `version`; nothing when all that waited still waits. */
async function troubleAfter(folder: string, version: number, before: string): Promise<string[]> {
  const store = await openStore(folder, A_KEY)
  const trouble = [
    ...(versionOf(store.db) === MIGRATIONS.length ? [] : ['the schema is not the newest']),
    ...(unsentIn(store.db) === before ? [] : ['what waited is not what waits']),
    ...(unreadRecovery(store.db) === null ? [] : ['it was found damaged']),
    ...(store.db.prepare(`SELECT value FROM meta WHERE name = 'deviceId'`).pluck().get() === 'the-same-laptop'
      ? []
      : ['the laptop has another id']),
  ]
  store.close()
  const backups = listBackups(folder).map((backup) => proveBackup(Sqlite, fileOf(folder, backup), A_KEY))
  return [...trouble, ...(backups.includes(version) ? [] : ['no copy from before'])].map(
    (text) => `from schema ${version}: ${text}`,
  )
}

/** Upgrades each earlier schema, undisturbed and killed on the way. */
async function upgrade(kills: number, random: Chance, fault: 'none' | 'no-transaction', harm = ''): Promise<Outcome> {
  return withStores(async (_copy, root) => {
    const trouble: string[] = []
    let killed = 0
    for (const version of SCHEMAS) {
      const older = path.join(root, `schema-${version}`)
      makeOlderStore(older, version, CELLS)
      const before = read(older, unsentIn)
      const folder = path.join(root, 'upgraded')
      const fresh = (): void => {
        rmSync(folder, { recursive: true, force: true })
        cpSync(older, folder, { recursive: true })
        if (harm === '') return
        const db = unlock(new Sqlite(path.join(folder, 'store.db')), A_KEY)
        db.exec(harm)
        db.close()
      }
      fresh()
      trouble.push(...(await troubleAfter(folder, version, before)))
      for (let kill = 0; kill < Math.ceil(kills / SCHEMAS.length) && trouble.length === 0; kill += 1) {
        fresh()
        const ms = random.whole(0, 250)
        if (await killedAfter(folder, ms, fault)) killed += 1
        const found = await troubleAfter(folder, version, before).catch((thrown: unknown) => [String(thrown)])
        trouble.push(...found.map((text) => `killed after ${ms} ms, ${text}`))
      }
    }
    const figure = `schemas ${SCHEMAS.join(', ')} to ${MIGRATIONS.length}, ${killed} kills on the way, 0 of ${CELLS} cells changed`
    if (trouble.length > 0) return { met: false, figure: 'something was lost', trouble: trouble.slice(0, 4).join('; ') }
    return { met: killed > 0, figure }
  })
}

/** True when the upgrade was still going on. */
async function killedAfter(folder: string, ms: number, fault: string): Promise<boolean> {
  const child = spawn(process.execPath, [UPGRADER, folder, fault], { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] })
  const ended = once(child, 'exit')
  await once(child.stdio[3] as Readable, 'data')
  setTimeout(() => child.kill('SIGKILL'), ms)
  await ended
  return child.signalCode === 'SIGKILL'
}

/** A store that a newer Frontline changed, in the real service: read, exported, not written. */
async function downgrade(minWriterRev: string): Promise<string[]> {
  return withStores(async (copy) => {
    const folder = copy()
    rmSync(folder, { recursive: true })
    makeOlderStore(folder, MIGRATIONS.length - 1, 60)
    const store = await openStore(folder, A_KEY)
    store.db.exec('CREATE TABLE of_a_newer_one (a TEXT) STRICT')
    store.db.pragma(`user_version = ${MIGRATIONS.length + 1}`)
    writeMeta(store.db, 'minWriterRev', minWriterRev)
    store.close()
    const bytes = readFileSync(path.join(folder, 'store.db'))
    const service = await startService()
    try {
      await service.call('store.open', anOpening({ folder, apiUrl: 'http://127.0.0.1:9' }))
      const refused = await service.call('cells.write', aGesture()).then(
        () => 'written',
        (thrown: unknown) => (thrown instanceof AppError ? thrown.code : String(thrown)),
      )
      const { rows } = await service.call('unsent.write', { file: path.join(folder, '..', 'unsent.xlsx') })
      const waiting = (await service.call('sync.queue')).length
      const { state, error } = await service.call('sync.status')
      await service.stop()
      return [
        ...(refused === 'CLIENT_TOO_OLD' ? [] : [`an older Frontline says ${refused}`]),
        ...(state === 'refused' && error?.code === 'CLIENT_TOO_OLD' ? [] : [`its sync is ${state}`]),
        ...(rows === waiting && rows > 0 ? [] : [`${rows} of ${waiting} unsent edits exported`]),
        ...(readFileSync(path.join(folder, 'store.db')).equals(bytes) ? [] : ['it changed the store']),
      ]
    } finally {
      await service.stop()
    }
  })
}

async function prove(effort: Effort, seed: number | null): Promise<Outcome> {
  const up = await upgrade(KILLS[effort], chanceOf(seed ?? 1), 'none')
  const down = await downgrade('4')
  if (down.length > 0) return { met: false, figure: up.figure, trouble: down.join('; ') }
  return { ...up, figure: `${up.figure}; a newer store is read, exported and left as it is` }
}

/** Stores of earlier schemas with edits in every state are upgraded; one of a newer schema is only read. */
export const G13: Goal = {
  id: 'G13',
  title: 'upgrade from every earlier schema with a full outbox, killed on the way; a newer store is only read',
  run: prove,
  mutants: [
    {
      name: 'a migration is not one transaction',
      // Between two statements of a migration is a short time: on a fast machine forty kills may all miss it.
      isCaught: async () => {
        for (const seed of [13, 14, 15, 16]) if (!(await upgrade(40, chanceOf(seed), 'no-transaction')).met) return true
        return false
      },
    },
    {
      name: 'a migration clears what waits',
      isCaught: async () => !(await upgrade(0, chanceOf(13), 'none', `DELETE FROM op WHERE state = 'pending'`)).met,
    },
    { name: 'the oldest writer is not looked at', isCaught: async () => (await downgrade('0')).length > 0 },
  ],
}
