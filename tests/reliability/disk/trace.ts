import { readFileSync } from 'node:fs'
import { bug } from '../../../shared/core/bug.ts'

/** One change that reached the disk's door, in the order of the calls (shim.c). */
export type Change =
  | { readonly kind: 'opened'; readonly fd: number; readonly path: string; readonly empties: boolean }
  | { readonly kind: 'written'; readonly fd: number; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly fd: number; readonly size: number }
  | { readonly kind: 'synced'; readonly fd: number }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'removed'; readonly path: string }

const HEAD_BYTES = 17

/** Reads a trace of the shim. */
export function readTrace(file: string): Change[] {
  const bytes = readFileSync(file)
  const changes: Change[] = []
  for (let at = 0; at < bytes.length;) {
    const kind = bytes[at]
    const fd = bytes.readInt32LE(at + 1)
    const place = Number(bytes.readBigInt64LE(at + 5))
    const length = bytes.readUInt32LE(at + 13)
    const rest = bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length)
    changes.push(toChange(kind, fd, place, rest))
    at += HEAD_BYTES + length
  }
  return changes
}

function toChange(kind: number | undefined, fd: number, place: number, rest: Buffer): Change {
  switch (kind) {
    case 1:
      return { kind: 'opened', fd, path: rest.toString(), empties: place === 1 }
    case 2:
      return { kind: 'written', fd, at: place, bytes: rest }
    case 3:
      return { kind: 'cut', fd, size: place }
    case 4:
      return { kind: 'synced', fd }
    case 5: {
      const [from = '', to = ''] = rest.toString().split('\n')
      return { kind: 'renamed', from, to }
    }
    case 6:
      return { kind: 'removed', path: rest.toString() }
    default:
      return bug(`a trace has no change of kind ${String(kind)}`)
  }
}
