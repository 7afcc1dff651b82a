import {
  privateCalls,
  type PrivateCallName,
  type PrivateInput,
  type PrivateOutput,
} from '../../shared/contract/data-service.ts'
import { calls, type DataCallName, type Handlers, unsentOf } from '../../shared/contract/ipc.ts'
import { answer } from '../../shared/contract/answer.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { AppError } from '../../shared/core/errors.ts'
import { must } from '../../shared/core/bug.ts'
import { monthOf } from '../../shared/core/calendar.ts'
import { laptopCalls } from './api/laptop-calls.ts'
import { ApiFailure } from './sync/failure.ts'
import { countActs } from './db/acts.ts'
import { addSeenComments } from './db/comments-seen.ts'
import { listBackups } from './db/backups.ts'
import { readMeta } from './db/meta.ts'
import { countOpen } from './db/operations.ts'
import { readPlaces, writePlaces } from './db/places.ts'
import { markRecoveryRead, unreadRecovery } from './db/recoveries.ts'
import { type Database, inTransaction } from './db/store.ts'
import { syncStore } from './db/sync-store.ts'
import { readTypedAs } from './db/typed-as.ts'
import { tooOld } from './db/writer-rev.ts'
import { freezeSites } from './edit/freeze-sites.ts'
import { makeAct, withdrawAct } from './edit/make-act.ts'
import { previewUndo } from './edit/preview-undo.ts'
import { redo, type Reversed, undo, undoList, undoState } from './edit/undo.ts'
import { writeGesture } from './edit/write-gesture.ts'
import { exporter, type Exporter } from './export/exporter.ts'
import { writeUnsentWorkbook } from './export/unsent-workbook.ts'
import { readCategorySheet } from './read/category-sheet.ts'
import { readRemarks } from './read/remarks.ts'
import { readDrill } from './read/drill.ts'
import { readHistory } from './read/history.ts'
import { readKeptWarnings } from './read/kept-warnings.ts'
import { readProfitAndLoss, readProfitAndLossCell } from './read/profit-and-loss.ts'
import { readRollupWhy, readSiteCauses } from './read/rollup-why.ts'
import { readWhy } from './read/why.ts'
import { listOpenActs, readReview } from './read/review.ts'
import { readMonthStates } from './read/month-states.ts'
import { readQueue } from './read/review-queue.ts'
import { readSheet } from './read/sheet.ts'
import { listQueue, listSites } from './read/sites.ts'
import { type Keeper, storeKeeper } from './keeper.ts'
import type { World } from './session.ts'
import { decideRemoval } from './sync/mass-removal.ts'

type PrivateHandlers = {
  readonly [N in PrivateCallName]: (input: PrivateInput<N>) => PrivateOutput<N> | Promise<PrivateOutput<N>>
}

export type Service = {
  /** Answers a call by name; whatever goes wrong is in the reply. */
  readonly call: (name: string, input: unknown) => Promise<Reply<unknown>>
  readonly close: () => Promise<void>
}

/** All that the data service answers, over one open store at a time. */
export function buildService(world: World): Service {
  const keeper = storeKeeper(world)
  const exports = exporter((percent) => world.emit('export.progress', { percent }))
  const table = { ...calls, ...privateCalls }
  const handlers: Record<string, (input: never) => unknown> = {
    ...dataHandlers(keeper, world, exports),
    ...storeHandlers(keeper, world, exports),
  }

  return {
    call: async (name, input) => {
      const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
      const call = Object.hasOwn(table, name) ? table[name as keyof typeof table] : undefined
      if (!handler || !call) {
        const error = new AppError('NOT_FOUND', `The data service has no call ${name}.`)
        return { ok: false, error: error.toWire() }
      }
      return answer(call, (value: never) => keeper.mending(() => handler(value)), input, world.report)
    },
    close: keeper.close,
  }
}

/** An answer of the server that a person waits for; what the sync would try again is told. */
async function askedNow<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (thrown) {
    throw thrown instanceof ApiFailure ? AppError.fromWire(thrown.failure.error) : thrown
  }
}

/** How much would be lost with the store. */
const unsentIn = (db: Database): number => unsentOf({ ...countOpen(db), acts: countActs(db) })

/** What only main may ask. */
function storeHandlers(keeper: Keeper, world: World, exports: Exporter): PrivateHandlers {
  const { session: open } = keeper
  return {
    ...laptopCalls(world),
    'store.open': async (input) => {
      const { created, db } = await keeper.open(input)
      return { created, waiting: unsentIn(db), deviceId: must(readMeta(db, 'deviceId'), 'a store has a device id') }
    },
    'store.close': async () => {
      exports.stop()
      const waiting = keeper.isOpen() ? unsentIn(open().db) : 0
      await keeper.close()
      return { waiting }
    },
    'store.route': ({ proxy }) => {
      if (!keeper.isOpen()) return undefined
      open().route(proxy)
      open().runner.tell({ type: 'woken' })
      return undefined
    },
    'sync.resume': () => {
      open().runner.tell({ type: 'signed-in' })
      return undefined
    },
    'sync.wake': () => {
      open().runner.tell({ type: 'woken' })
      return undefined
    },
    'export.write': ({ file, ...key }) => {
      const { db, today, timeZone } = open()
      return exports.write({ db, today: today(), nowMs: world.now(), timeZone }, key, file)
    },
    'diagnostics.read': () => open().diagnostics(),
    'unsent.write': ({ file }) => writeUnsentWorkbook(listQueue(open().db), file, world.now()),
  }
}

/** What the window may ask of the store. */
function dataHandlers({ session: open, restore }: Keeper, world: World, exports: Exporter): Handlers<DataCallName> {
  const changed = (siteId: string, periods: readonly string[]): void => {
    const { runner, rollups } = open()
    rollups.changed(siteId)
    world.emit('cells.changed', { siteId, months: [...new Set(periods.map(monthOf))].sort() })
    runner.tell({ type: 'edited' })
  }
  const reader = () => {
    const { user, mayEdit } = open()
    return { roles: user.roles, name: user.name, mayEdit }
  }
  /** A step of a review was made or taken back: shown at once, before it is sent. */
  const reviewed = (siteId: string): void => {
    world.emit('review.changed', { siteId })
    world.emit('sync.changed', open().status())
  }
  const reverse = (turn: typeof undo): Reversed['undone'] | null => {
    const { db, author } = open()
    const reversed = turn(db, author())
    if (reversed) {
      changed(reversed.undone.siteId, reversed.periods)
      reviewed(reversed.undone.siteId) // comments may have gone along
    }
    return reversed?.undone ?? null
  }
  return {
    'recovery.read': () => unreadRecovery(open().db),
    'recovery.dismiss': ({ id }) => {
      const { db, readOnly } = open()
      if (readOnly) throw tooOld()
      inTransaction(db, () => markRecoveryRead(db, id, new Date(world.now()).toISOString()))
      return undefined
    },
    'places.read': () => readPlaces(open().db),
    'places.write': (places) => {
      const { db, readOnly } = open()
      if (!readOnly) writePlaces(db, places) // else a newer Frontline's store, where only looking is allowed
      return undefined
    },
    'backups.list': () => listBackups(open().input.folder),
    'backups.restore': ({ name }) => restore(name),
    'sites.list': () => listSites(open().db, open().user),
    'sheet.read': (key) => {
      const { db, today, mayEdit } = open()
      return readSheet(db, key, today(), mayEdit)
    },
    'category.read': (key) => {
      const { db, today, mayEdit } = open()
      return readCategorySheet(db, key, today(), mayEdit)
    },
    'cells.write': (gesture) => {
      const { db, author } = open()
      const saved = writeGesture(db, gesture, author())
      changed(
        gesture.siteId,
        gesture.writes.map((write) => write.period),
      )
      if (gesture.moves !== undefined) reviewed(gesture.siteId)
      return saved
    },
    'gesture.undo': () => reverse(undo),
    'gesture.redo': () => reverse(redo),
    'gesture.preview': (key) => previewUndo(open().db, key, open().author, open().user),
    'gesture.state': () => undoState(open().db),
    'gesture.list': () => undoList(open().db),
    'cell.history': (key) => readHistory(open().db, key, open().user.name),
    'cell.imports': (key) => askedNow(open().imports(key)),
    'typedAs.read': ({ siteId }) => readTypedAs(open().db, siteId),
    'warnings.kept': ({ siteId }) => readKeptWarnings(open().db, siteId, open().user),
    'profit-and-loss.read': (key) => readProfitAndLoss(open().db, key, open().today()),
    'profit-and-loss.cell': (key) => readProfitAndLossCell(open().db, key, open().today()),
    'profit-and-loss.drill': (key) => readDrill(open().db, key, open().today(), open().user.name),
    'profit-and-loss.why': (key) => readWhy(open().db, key, open().today()),
    'review.read': (key) => readReview(open().db, key, open().today(), reader()),
    'review.open': () => listOpenActs(open().db),
    'review.act': (act) => {
      const { db, runner, author } = open()
      const made = makeAct(db, act, { ...author(), ...reader() })
      reviewed(act.siteId)
      runner.tell({ type: 'edited' })
      return made
    },
    'review.freezeSites': (asked) => {
      const { db, runner, author, status } = open()
      const frozen = freezeSites(db, asked, { ...author(), ...reader() })
      world.emit('sync.changed', status())
      runner.tell({ type: 'edited' })
      return frozen
    },
    'review.withdraw': ({ actId }) => {
      const { db, author } = open()
      reviewed(withdrawAct(db, actId, author().log))
      return undefined
    },
    'review.states': () => readMonthStates(open().db, open().user.name),
    'review.queue': ({ month }) => {
      const { db, rollups, today, user } = open()
      return readQueue(db, rollups, { month, today: today(), me: user.name })
    },
    'comments.read': ({ siteId }) => readRemarks(open().db, siteId, open().user),
    'comments.see': ({ siteId, ids }) => {
      const { db, readOnly, user } = open()
      // Nothing is lost where it cannot be kept: they are shown as new again.
      if (!readOnly) inTransaction(db, () => addSeenComments(db, ids))
      return readRemarks(db, siteId, user)
    },
    'rollup.read': (key) => open().rollups.read(key, open().today()),
    'rollup.why': (key) => readRollupWhy(open().db, open().rollups, key, open().today()),
    'rollup.siteCauses': (key) => readSiteCauses(open().db, open().rollups, key, open().today()),
    'export.stop': () => {
      exports.stop()
      return undefined
    },
    'sync.status': () => open().status(),
    'sync.now': () => {
      open().runner.tell({ type: 'asked' })
      return open().status()
    },
    'sync.decideRemoval': ({ scopeId, remove }) => {
      const { db, readOnly, runner, status } = open()
      if (readOnly) throw tooOld()
      decideRemoval(syncStore(db), scopeId, remove)
      runner.tell({ type: 'asked' })
      return status()
    },
    'sync.queue': () => listQueue(open().db),
  }
}
