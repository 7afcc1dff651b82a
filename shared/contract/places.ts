import { z } from 'zod'

const Spot = z.strictObject({ rowId: z.string().max(60), columnId: z.string().max(60) })

/** Where a person is in one grid: what is chosen, and how far it is scrolled, in pixels. */
export const GridPlace = z.strictObject({
  anchor: Spot,
  end: Spot,
  active: Spot,
  top: z.number().int().min(0),
  left: z.number().int().min(0),
})
export type GridPlace = z.infer<typeof GridPlace>

/** More grids than one person goes about in; the oldest is let go. */
export const MOST_PLACES = 300
/** As many as fit on the palette before anything is typed. */
export const MOST_RECENT = 8

/**
 * Where a person left the workbench (domain.md 10.2). It names sites and lines, so it lies in the encrypted store;
 * never a number that somebody forecast.
 */
export const Places = z.strictObject({
  /** By site and tab, the one that was used last at the end. */
  grids: z.array(z.strictObject({ grid: z.string().max(80), place: GridPlace })).max(MOST_PLACES),
  /** Columns made wider or narrower by hand, by tab and column, in pixels. */
  widths: z.record(z.string().max(40), z.record(z.string().max(60), z.number().int().min(20).max(2000))),
  /** The page of a review that lies over the tabs. */
  reviewPage: z.enum(['checklist', 'queue']).nullable(),
  /** What was chosen in the palette, the newest first. */
  recent: z.array(z.string().max(120)).max(MOST_RECENT),
})
export type Places = z.infer<typeof Places>

/** Before anybody has been anywhere. */
export const NO_PLACES: Places = { grids: [], widths: {}, reviewPage: null, recent: [] }
