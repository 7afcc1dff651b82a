import type { Backup } from '../../shared/contract/backup.ts'
import type { PrivateInput } from '../../shared/contract/data-service.ts'
import { must } from '../../shared/core/bug.ts'
import { AppError } from '../../shared/core/errors.ts'
import { isDamage } from './db/failures.ts'
import { unreadRecovery } from './db/recoveries.ts'
import { restoreBackup } from './db/restore.ts'
import { tooOld } from './db/writer-rev.ts'
import { openSession, type Session, type World } from './session.ts'

/** The one open store of this process: opened, closed, and mended while it is in use (sync.md 3.10). */
export type Keeper = {
  /** The open store; STORE_STOPPED when there is none. */
  readonly session: () => Session
  readonly isOpen: () => boolean
  readonly open: (input: PrivateInput<'store.open'>) => Promise<Session>
  readonly close: () => Promise<void>
  /** Takes an older copy of the open store in its place and opens it. */
  readonly restore: (name: string) => Promise<Backup>
  /** Does work, and once more after mending the store when it was found damaged on the way. */
  readonly mending: <T>(work: () => T | Promise<T>) => Promise<T>
}

export function storeKeeper(world: World): Keeper {
  let session: Session | undefined
  /** A store that should be open: when mending it failed (a full disk), the next call tries again. */
  let wanted: PrivateInput<'store.open'> | undefined
  let turn: Promise<unknown> = Promise.resolve()
  /** Openings, closings and mendings one after the other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => {})
    return mine
  }
  const close = async (): Promise<void> => {
    const closing = session
    session = undefined
    wanted = undefined
    await closing?.close()
  }
  const open = async (input: PrivateInput<'store.open'>): Promise<Session> => {
    const opened: Session = await openSession(input, world, () => void mend(opened).catch(world.report))
    session = opened
    wanted = input
    opened.runner.tell({ type: 'asked' })
    return opened
  }
  /** Opens a damaged store again, which rebuilds it. Whoever comes second finds it done. */
  const mend = (damaged: Session): Promise<void> =>
    inTurn(async () => {
      if (session !== damaged) return
      session = undefined
      await damaged.abandon()
      await open(damaged.input)
      tellRecovery()
    })
  const tellRecovery = (): void => {
    const report = session ? unreadRecovery(session.db) : null
    if (report) world.emit('store.recovered', report)
  }
  const openAgain = async (): Promise<void> => {
    if (session || !wanted) return
    await open(wanted)
    tellRecovery()
  }
  return {
    session: () => {
      if (session) return session
      throw new AppError('STORE_STOPPED', 'Your store is not open. Sign in first.')
    },
    isOpen: () => session !== undefined,
    open: (input) =>
      inTurn(async () => {
        await close()
        return open(input)
      }),
    close: () => inTurn(close),
    restore: (name) =>
      inTurn(async () => {
        const { input, readOnly } = must(session, 'asked of an open store')
        if (readOnly) throw tooOld()
        await session?.close()
        session = undefined
        try {
          return await restoreBackup(input.folder, input.key, name, world.now())
        } finally {
          await open(input)
          tellRecovery()
        }
      }),
    mending: async (work) => {
      if (!session && wanted) await inTurn(openAgain)
      const before = session
      try {
        return await work()
      } catch (thrown) {
        if (!before || !isDamage(thrown)) throw thrown
        await mend(before)
        return work()
      }
    },
  }
}
