import { z } from 'zod'

/** One copy of the store on this laptop, encrypted like the store itself (sync.md 3.10). */
export const Backup = z.object({
  name: z.string().min(1),
  takenAt: z.iso.datetime(),
  /** Taken once a day, or before a new version changed the store. */
  reason: z.enum(['daily', 'migration']),
  bytes: z.number().int().min(0),
})
export type Backup = z.infer<typeof Backup>
