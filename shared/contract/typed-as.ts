import { z } from 'zod'
import { CellPeriod, LineId } from './cell.ts'

/** The arithmetic a number was typed as, such as `=1200*1.05`: it stands as long as the number does. */
export const TypedAs = z.strictObject({
  lineId: LineId,
  period: CellPeriod,
  /** What it came to, as the cell stores it; another number was typed as something else. */
  value: z.number().int(),
  text: z.string().startsWith('=').max(200),
})
export type TypedAs = z.infer<typeof TypedAs>
