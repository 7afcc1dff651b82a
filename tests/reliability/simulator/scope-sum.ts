import { createHash } from 'node:crypto'
import type { ScopeSum } from '../../../main/data-service/sync/sync-store.ts'

type Summed = {
  readonly period: string
  readonly lineId: string
  readonly scenario: string
  readonly ver: number
  readonly value: number | null
  readonly seq: number
}

/** A cell's part of a checksum: less than 2^48. */
export type HashCell = (text: string) => number

/** As the product does it. */
export const md5Cell: HashCell = (text) => createHash('md5').update(text).digest().readUIntBE(0, 6)

/** Good enough where a million of them are asked for in a second. */
export const quickCell: HashCell = (text) => {
  let hash = 2166136261
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
  return hash >>> 0
}

/** The checksum of a scope (main/data-service/db/checksum.ts), by a given hash. */
export function sumOf(cells: Iterable<Summed>, hashCell: HashCell): ScopeSum {
  let sum = 0
  let seq = 0
  for (const cell of cells) {
    sum = (sum + hashCell(`${cell.period}|${cell.lineId}|${cell.scenario}|${cell.ver}|${cell.value ?? ''}`)) % 2 ** 48
    if (cell.seq > seq) seq = cell.seq
  }
  return { seq, checksum: sum.toString(16).padStart(12, '0') }
}
