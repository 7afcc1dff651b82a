import { type EnteredSettings, Settings } from '../../shared/contract/config.ts'
import { inCommitOrder } from './commit.ts'
import type { Db } from './tables.ts'

const NAME = 'settings'

export type StoredSettings = {
  /** In exact decimals, defaults filled in. */
  readonly settings: Settings
  /** As they are told: plain numbers. */
  readonly entered: EnteredSettings
  readonly ver: number
}

/** The settings in force; the defaults before anybody set one. */
export async function readSettings(db: Db): Promise<StoredSettings> {
  const row = await db.selectFrom('config').select(['value', 'ver']).where('name', '=', NAME).executeTakeFirst()
  const settings = Settings.parse(row?.value ?? {})
  return { settings, entered: Settings.encode(settings), ver: row?.ver ?? 0 }
}

/** Stores settings over the version their author saw; undefined when somebody wrote since. */
export async function writeSettings(
  db: Db,
  settings: Settings,
  seen: number,
  by: string,
  at: Date,
): Promise<StoredSettings | undefined> {
  const value = JSON.stringify(Settings.encode(settings))
  const isWritten = await inCommitOrder(db, async (tx) => {
    const now = await tx.selectFrom('config').select('ver').where('name', '=', NAME).executeTakeFirst()
    if ((now?.ver ?? 0) !== seen) return false
    const row = { value, ver: seen + 1, by_sub: by, at }
    await tx
      .insertInto('config')
      .values({ name: NAME, ...row })
      .onConflict((clash) => clash.column('name').doUpdateSet(row))
      .execute()
    return true
  })
  return isWritten ? readSettings(db) : undefined
}
