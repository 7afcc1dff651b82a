import { createSecretKey, hkdfSync } from 'node:crypto'
import { closeSync, fdatasyncSync, fstatSync, fsyncSync, ftruncateSync, openSync, renameSync } from 'node:fs'
import path from 'node:path'
import { readWhole, syncFolder, writeWhole } from './durable-files.ts'
import { readFrames, sealFrame, type Stretch } from './frames.ts'
import { fromActRecord, type LoggedAct, toActRecord } from './logged-act.ts'
import { fromRecord, type LoggedEdit, toRecord } from './logged-edit.ts'
import { tooOld } from './writer-rev.ts'

export const LOG_NAME = 'edits.log'

/**
 * The second copy of every edit: one sealed record per gesture, appended and on the disk before anybody hears "saved"
 * (sync.md 3.2). It is what survives when the store is damaged.
 */
export type EditsLog = {
  /** On the disk when it returns. Throws what the disk throws; then the log is as it was before. */
  readonly append: (edits: readonly LoggedEdit[]) => void
  /** A step of a review, as durable as an edit. */
  readonly appendAct: (logged: LoggedAct) => void
  /** Where the log ends now. */
  readonly mark: () => number
  /** Forgets what was appended since: its transaction was rolled back. */
  readonly takeBack: (mark: number) => void
  /** Every stretch of the log, in the order of writing. */
  readonly read: () => Generator<LoggedStretch>
  /** Writes a new log of these stretches alone and puts it in the place of the old one, whole or not at all. */
  readonly keepOnly: (stretches: readonly Pick<LoggedStretch, 'from' | 'to'>[]) => void
  /** The raw bytes of a stretch. */
  readonly bytes: (stretch: Pick<LoggedStretch, 'from' | 'to'>) => Buffer
  readonly close: () => void
}

export type LoggedStretch =
  | { readonly kind: 'edit'; readonly from: number; readonly to: number; readonly edit: LoggedEdit }
  | { readonly kind: 'act'; readonly from: number; readonly to: number; readonly logged: LoggedAct }
  /** torn: cut short by a crash, at the very end. unreadable: damaged, or written by a newer Frontline. */
  | { readonly kind: 'unreadable' | 'torn'; readonly from: number; readonly to: number }

/** Opens (or makes) the log of a store's folder; `key` is the store's data key, 64 hex digits. */
export function openEditsLog(folder: string, key: string): EditsLog {
  const name = path.join(folder, LOG_NAME)
  const sealKey = createSecretKey(
    Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), '', 'frontline edits.log', 32)),
  )
  let file = openSync(name, 'a+', 0o600)
  closeSync(file)
  file = openSync(name, 'r+')
  syncFolder(folder)
  let end = fstatSync(file).size
  let isTailClean = true

  const cut = (at: number): void => {
    end = at
    isTailClean = false // until the disk has done it, what lies behind the end must not be read as an edit
    ftruncateSync(file, at)
    fdatasyncSync(file)
    isTailClean = true
  }
  const write = (records: readonly string[]): void => {
    if (!isTailClean) cut(end)
    const frames = Buffer.concat(records.map((record) => sealFrame(sealKey, record)))
    try {
      writeWhole(file, frames, end)
      fdatasyncSync(file)
    } catch (thrown) {
      tryTo(() => cut(end))
      throw thrown
    }
    end += frames.length
  }
  return {
    append: (edits) => write(edits.map(toRecord)),
    appendAct: (logged) => write([toActRecord(logged)]),
    mark: () => end,
    takeBack: (mark) => {
      if (mark < end || !isTailClean) tryTo(() => cut(mark))
    },
    read: function* () {
      for (const stretch of readFrames(file, end, sealKey)) yield toLogged(stretch)
    },
    bytes: (stretch) => readWhole(file, stretch.from, stretch.to),
    keepOnly: (stretches) => {
      const next = `${name}.next`
      const fresh = openSync(next, 'w+', 0o600)
      let length = 0
      try {
        for (const stretch of stretches) {
          const bytes = readWhole(file, stretch.from, stretch.to)
          writeWhole(fresh, bytes, length)
          length += bytes.length
        }
        fsyncSync(fresh)
        renameSync(next, name)
      } catch (thrown) {
        closeSync(fresh)
        throw thrown
      }
      closeSync(file)
      file = fresh
      end = length
      isTailClean = true
      syncFolder(folder)
    },
    close: () => closeSync(file),
  }
}

/** What follows a failure is done on the next append at the latest. */
function tryTo(work: () => void): void {
  try {
    work()
  } catch {
    // The tail is marked as not clean: nothing is appended before it is cut.
  }
}

function toLogged(stretch: Stretch): LoggedStretch {
  const { from, to } = stretch
  if (stretch.kind !== 'record') return { kind: stretch.kind, from, to }
  const edit = fromRecord(stretch.text)
  if (edit) return { kind: 'edit', from, to, edit }
  const logged = fromActRecord(stretch.text)
  return logged ? { kind: 'act', from, to, logged } : { kind: 'unreadable', from, to }
}

const refuse = (): never => {
  throw tooOld()
}

/** The log of a store that may only be read. */
export const refusingLog: EditsLog = {
  append: refuse,
  appendAct: refuse,
  mark: () => 0,
  takeBack: () => {},
  read: function* () {},
  keepOnly: () => {},
  bytes: () => Buffer.alloc(0),
  close: () => {},
}
