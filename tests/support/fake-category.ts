import { findLine } from '../../shared/categories/index.ts'
import type { CategorySheet } from '../../shared/contract/sheet.ts'
import { monthOf, monthsOf, yearOf } from '../../shared/core/calendar.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { ratesOf, type Site } from './fake-data.ts'
import { payrollMonths, referenceOf } from './fake-payroll.ts'
import type { FakeState } from './fake-state.ts'

/** What was typed since the window opened, by `site line period`. */
export type Typed = ReadonlyMap<string, number | null>

/** Payroll and parking rates as far as a test or a picture needs them; of the others what was typed. */
export function fakeCategory(
  site: Site,
  category: CategorySheet['category'],
  month: string,
  typed: Typed,
  state: FakeState,
): CategorySheet {
  const months = category === 'payroll' ? [month] : monthsOf(yearOf(month))
  const waiting = [...typed.keys()].flatMap((key) => {
    const [siteId, lineId = '', period = ''] = key.split(' ')
    if (siteId !== site.siteId || !lineId.startsWith('payroll.') || monthOf(period) !== month) return []
    return [{ lineId, period, kind: 'waiting' as const, message: 'Saved on this laptop, waiting to be sent.' }]
  })
  return {
    site,
    category,
    months,
    today: DEMO_TODAY,
    loaded: state.loaded,
    editable: state.editable,
    stored: category === 'payroll' ? payrollMonths(site, month, typed) : ratesIn(site, category, months, typed),
    reference: category === 'payroll' ? referenceOf(site, state) : null,
    marks: category === 'payroll' ? waiting : [],
  }
}

function ratesIn(
  { siteId }: Site,
  category: CategorySheet['category'],
  months: readonly string[],
  typed: Typed,
): CategorySheet['stored'] {
  const stored = months.map((period) => {
    const own = [...typed]
      .filter(([key]) => key.startsWith(`${siteId} rate.`) && key.endsWith(` ${period}`))
      .map(([key, value]) => [key.split(' ')[1] ?? '', value] as const)
    const forecast = { ...ratesOf(period, 'forecast'), ...Object.fromEntries(own) }
    const scenarios = {
      forecast: { days: {}, values: forecast },
      budget: { days: {}, values: ratesOf(period, 'budget') },
    }
    if (category === 'parking-rates') return [period, scenarios] as const
    const values = Object.fromEntries(
      [...typed].flatMap(([key, value]) => {
        const [id, lineId = '', when] = key.split(' ')
        return id === siteId && when === period && findLine(lineId)?.category === category ? [[lineId, value]] : []
      }),
    )
    return [period, { forecast: { days: {}, values } }] as const
  })
  return Object.fromEntries(stored)
}
