import type { DailyCategory, LockFacts } from '../../../shared/calc/validation/cell-lock.ts'
import { type Day, isMonth, type Month, monthOf } from '../../../shared/core/calendar.ts'
import { valuesIn } from '../db/cells.ts'
import { findReference } from '../db/references.ts'
import type { Database } from '../db/store.ts'

/** What is loaded of a month: by category its days and the last with a value above zero, and whether the ledger posted. */
type Loaded = {
  readonly days: Readonly<Record<DailyCategory, ReadonlySet<Day>>>
  readonly lastActual: Readonly<Record<DailyCategory, Day | null>>
  readonly isPosted: boolean
}

/** What decides on this laptop whether cells of a site can be typed; each month is read once, when it is asked about. */
export function lockFacts(db: Database, siteId: string, today: Day): LockFacts {
  const months = new Map<Month, Loaded>()
  let salaried: ReadonlySet<string> | undefined
  const loadedOf = (month: Month): Loaded => {
    let loaded = months.get(month)
    if (!loaded) months.set(month, (loaded = readLoaded(db, siteId, month)))
    return loaded
  }
  return {
    today,
    isActual: (category, day) => {
      const { days, lastActual } = loadedOf(monthOf(day))
      const last = lastActual[category]
      return last !== null && day <= last && days[category].has(day)
    },
    isPosted: (month) => loadedOf(month).isPosted,
    isSalaried: (code) => (salaried ??= salariedCodes(db, siteId)).has(code),
  }
}

const salariedCodes = (db: Database, siteId: string): ReadonlySet<string> =>
  new Set((findReference(db, siteId)?.jobs ?? []).filter((job) => job.annualSalary !== null).map(({ code }) => code))

function readLoaded(db: Database, siteId: string, month: Month): Loaded {
  const days = { statistics: new Set<Day>(), payroll: new Set<Day>() }
  const lastActual: Record<DailyCategory, Day | null> = { statistics: null, payroll: null }
  let isPosted = false
  for (const { period, lineId, value } of valuesIn(db, siteId, 'actual', month, `${month}-31`)) {
    if (isMonth(period)) {
      isPosted ||= lineId.startsWith('account.7')
      continue
    }
    const category = lineId.startsWith('payroll.') ? 'payroll' : 'statistics'
    days[category].add(period)
    if (value > 0 && period > (lastActual[category] ?? '')) lastActual[category] = period
  }
  return { days, lastActual, isPosted }
}
