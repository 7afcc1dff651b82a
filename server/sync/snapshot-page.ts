import { z } from 'zod'
import { AppError } from '../../shared/core/errors.ts'
import type { Place } from '../store/feed.ts'

/** Where a snapshot goes on: it holds all there is to know, so that the server keeps nothing between pages. */
export type SnapshotPage = {
  readonly asOfSeq: number
  /** Cells on the pages so far. */
  readonly count: number
  readonly after: Place
}

const Count = z.number().int().min(0)
const Text = z.string().max(60)
const Parts = z.tuple([Count, Count, Text, Text, Text])

/** The page as a text to hand back unchanged. */
export const formatPage = ({ asOfSeq, count, after }: SnapshotPage): string =>
  Buffer.from(JSON.stringify([asOfSeq, count, after.period, after.lineId, after.scenario])).toString('base64url')

/** Reads a page back; INVALID_DATA_TYPE for a text this server did not write. */
export function parsePage(text: string): SnapshotPage {
  try {
    const [asOfSeq, count, period, lineId, scenario] = Parts.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString()),
    )
    return { asOfSeq, count, after: { period, lineId, scenario } }
  } catch {
    const message = 'Hand back nextPage as it was given.'
    throw new AppError('INVALID_DATA_TYPE', message, [
      { code: 'INVALID_DATA_TYPE', field: 'page', message, providedValue: text, expectedFormat: 'a nextPage' },
    ])
  }
}
