import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { unreachable } from '../../../shared/core/bug.ts'
import type { Chance } from '../../oracle/chance.ts'
import type { Change } from './trace.ts'

const SECTOR = 512

/** What a file is on the disk for certain, and what was written to it since and may or may not be there. */
type File = { certain: Buffer; pending: Pending[] }
type Pending = Extract<Change, { kind: 'written' | 'cut' }>

/**
 * A disk that has taken every call of a trace up to some point. A power cut leaves what was synced, and of the rest a
 * random part: each write whole, not at all, or torn between two sectors, in any order (sync.md 4, G4). Names are on
 * the disk at once, as a journaling file system keeps them.
 */
export class ImitatedDisk {
  readonly #files = new Map<string, File>()
  readonly #open = new Map<number, File>()
  readonly #ignoresSync: (path: string) => boolean
  readonly #lying = new Set<File>()

  /** `files` is what was there before; a file of which `ignoresSync` holds is never certain. */
  constructor(files: ReadonlyMap<string, Buffer>, ignoresSync: (path: string) => boolean = () => false) {
    this.#ignoresSync = ignoresSync
    for (const [name, bytes] of files) this.#files.set(name, { certain: Buffer.from(bytes), pending: [] })
  }

  take(change: Change): void {
    switch (change.kind) {
      case 'opened': {
        const file = this.#files.get(change.path) ?? { certain: Buffer.alloc(0), pending: [] }
        if (this.#ignoresSync(change.path)) this.#lying.add(file)
        if (change.empties) file.pending.push({ kind: 'cut', fd: change.fd, size: 0 })
        this.#files.set(change.path, file)
        this.#open.set(change.fd, file)
        return
      }
      case 'written':
      case 'cut':
        this.#open.get(change.fd)?.pending.push(change)
        return
      case 'synced': {
        const file = this.#open.get(change.fd)
        if (!file || this.#lying.has(file)) return
        for (const write of file.pending.splice(0)) file.certain = applied(file.certain, write)
        return
      }
      case 'renamed': {
        const file = this.#files.get(change.from)
        this.#files.delete(change.from)
        if (file) this.#files.set(change.to, file)
        return
      }
      case 'removed':
        this.#files.delete(change.path)
        return
      default:
        unreachable(change)
    }
  }

  /** Writes what a power cut would leave now into a folder, in the place of `root`. */
  leave(root: string, folder: string, random: Chance): void {
    for (const [name, { certain, pending }] of this.#files) {
      if (name.endsWith('-shm')) continue // memory, not disk
      const share = random.pick([0, 20, 50, 80, 100])
      let bytes: Buffer = Buffer.from(certain)
      for (const write of pending) if (random.percent(share)) bytes = applied(bytes, torn(write, random))
      const to = path.join(folder, path.relative(root, name))
      mkdirSync(path.dirname(to), { recursive: true })
      writeFileSync(to, bytes)
    }
  }
}

/** Does a write or a cut to bytes that nobody else holds; gives the bytes, which may be others when the file grew. */
function applied(bytes: Buffer, write: Pending): Buffer {
  const end = write.kind === 'cut' ? write.size : Math.max(bytes.length, write.at + write.bytes.length)
  const next = end > bytes.length ? Buffer.concat([bytes, Buffer.alloc(end - bytes.length)]) : bytes.subarray(0, end)
  if (write.kind === 'written') write.bytes.copy(next, write.at)
  return next
}

/** Now and then only some sectors of a write arrive. */
function torn(write: Pending, random: Chance): Pending {
  if (write.kind === 'cut' || write.bytes.length <= SECTOR || !random.percent(30)) return write
  const sectors = Math.ceil(write.bytes.length / SECTOR)
  return { ...write, bytes: write.bytes.subarray(0, random.whole(1, sectors - 1) * SECTOR) }
}
