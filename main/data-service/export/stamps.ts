import type { Day, Month } from '../../../shared/core/calendar.ts'
import { phaseOf } from '../../../shared/core/calendar.ts'
import type { PlanRow } from './sheet-plan.ts'

/** What every sheet says about itself: what it is of and from when (domain.md 12: export with filters and timestamp). */
export type Stamps = {
  /** `0427 Harborview`, `District Boston`. */
  readonly whose: string
  /** `2026`, `April 2026`. */
  readonly when: string
  readonly today: Day
  readonly exported: string
  readonly asOf: string
}

export const SCENARIO =
  'Actual of closed months and loaded days, forecast of the others, the budget where nothing is forecast'

/** Rows above the heading of a sheet. */
export const STAMP_ROWS = 5

/** Title, scenario, as-of and time of the export, said in the column `at`; five rows, the last one blank. */
export function stampRows(title: string, { whose, when, asOf, exported }: Stamps, at = 1): PlanRow[] {
  const fact = (name: string, words: string): PlanRow => ({
    kind: 'fact',
    cells: [name, ...Array.from({ length: at - 1 }, () => null), words],
  })
  return [
    { kind: 'title', cells: [`${title} · ${whose} · ${when}`] },
    fact('Figures', SCENARIO),
    fact('As of', asOf),
    fact('Exported', exported),
    { kind: 'blank', cells: [null] },
  ]
}

const SHORT = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** `Apr 2026`. */
export const monthTitle = (month: Month): string => SHORT.format(new Date(`${month}-01T00:00:00Z`))

const PHASES = { past: 'Closed', current: 'Current', future: 'Open' } as const
export const phaseTitle = (month: Month, today: Day): string => PHASES[phaseOf(month, today)]
