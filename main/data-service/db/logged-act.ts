import { z } from 'zod'
import { ReviewAct } from '../../../shared/contract/review.ts'

/** A step of a review as `edits.log` keeps it; taken back, it is there a second time and says so (sync.md 3.2). */
export type LoggedAct = { readonly act: ReviewAct; readonly madeAt: string; readonly isWithdrawn: boolean }

const Record = z.object({
  rev: z.literal(1),
  act: ReviewAct,
  madeAt: z.iso.datetime(),
  isWithdrawn: z.boolean(),
})

export const toActRecord = (logged: LoggedAct): string => JSON.stringify({ rev: 1, ...logged })

/** The step of a record; undefined when it is not one that this Frontline knows. */
export function fromActRecord(text: string): LoggedAct | undefined {
  const parsed = Record.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : undefined
}
