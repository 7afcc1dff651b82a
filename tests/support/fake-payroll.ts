import { PAYROLL_METRICS, payrollLineId, payrollLineOf } from '../../shared/categories/payroll.ts'
import type { CategorySheet } from '../../shared/contract/sheet.ts'
import type { SyncReference } from '../../shared/contract/sync.ts'
import { addMonths, daysOf, weekdayOf } from '../../shared/core/calendar.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { type Site, wobble } from './fake-data.ts'
import type { FakeState } from './fake-state.ts'

type Job = SyncReference['jobs'][number]
const job = (code: string, title: string, familyId: string, averageRate: number, employees: number): Job => ({
  code,
  title,
  familyId,
  averageRate,
  employees,
  annualSalary: null,
})

/** The staff of every site: two codes in two of the families, and a manager whom nobody forecasts. */
export const FAKE_JOBS: readonly Job[] = [
  job('GSA1', 'Guest service agent', 'GSA', 18.25, 6),
  job('GSC1', 'Guest service captain', 'GSC', 21.4, 1),
  job('VLT1', 'Valet attendant', 'Valet', 16.4, 8),
  job('VLT2', 'Senior valet attendant', 'Valet', 18.125, 4),
  job('BELL', 'Bell attendant', 'Bell', 15.75, 3),
  { ...job('MGR', 'Site manager', 'Salaried', 0, 1), averageRate: null, annualSalary: 62_050 },
]
const HOURLY = FAKE_JOBS.filter(({ annualSalary }) => annualSalary === null)

const paid = (jobCode: string, name: string, rate: number) => ({ jobCode, name, rate })
const LABOR_CONTRACT = {
  perLaborHour: { jobRates: [paid('VLT1', 'Valet', 24.5), paid('VLT2', 'Senior valet', 27), paid('GSA1', 'GSA', 26)] },
}

/** Contract and staff of a site; null where they are not on the laptop yet. */
export const referenceOf = (site: Site, { staff, open }: Pick<FakeState, 'staff' | 'open'>): SyncReference | null =>
  staff === 'not-here'
    ? null
    : {
        siteId: site.siteId,
        referenceVer: 1,
        contract: site.contractTypes.includes('PerLaborHour') ? LABOR_CONTRACT : null,
        jobs: staff === 'known' ? [...FAKE_JOBS] : [],
        ...open,
        settings: {},
      }

/** Hundredths of an hour of a code on a usual day. */
function usualHours({ siteId }: Site, { code, employees }: Job, day: string): number {
  const busy = [5, 6, 7].includes(weekdayOf(day)) ? 3 : 2
  return employees * busy * 100 + wobble(`${siteId}${code}${day}`, 7) * 25
}

/** Valet attendants and bell are typed for the days up to the 18th; everything else holds the budget. */
export function typedPayroll(site: Site, lineId: string, day: string): number | null {
  const found = payrollLineOf(lineId)
  const one = HOURLY.find(({ code }) => code === found?.code)
  if (one === undefined || found?.metric !== 'hours' || !['VLT1', 'VLT2', 'BELL'].includes(one.code)) return null
  return day >= DEMO_TODAY && day <= '2026-04-18' ? usualHours(site, one, day) + 50 : null
}

/** Shifts are published for two weeks from the Sunday before today. */
const scheduledHours = (site: Site, one: Job, day: string): number | null =>
  day >= '2026-04-05' && day <= '2026-04-24' ? usualHours(site, one, day) + 125 : null

/** What is stored of payroll around a month, with what was typed since. */
export function payrollMonths(
  site: Site,
  month: string,
  typed: ReadonlyMap<string, number | null>,
): CategorySheet['stored'] {
  const months = [-13, -12, -11, -1, 0].map((away) => addMonths(month, away))
  return Object.fromEntries(months.map((one) => [one, monthOfPayroll(site, one, typed)]))
}

function monthOfPayroll(site: Site, month: string, typed: ReadonlyMap<string, number | null>) {
  const lists = (
    metrics: readonly (typeof PAYROLL_METRICS)[number][],
    at: (one: Job, lineId: string, day: string) => number | null,
  ) =>
    Object.fromEntries(
      HOURLY.flatMap((one) =>
        metrics.map((metric) => {
          const lineId = payrollLineId(metric, one.code)
          return [lineId, daysOf(month).map((day) => at(one, lineId, day))] as const
        }),
      ),
    )
  const worked = (one: Job, lineId: string, day: string) => {
    const hours = usualHours(site, one, day)
    if (day >= DEMO_TODAY) return null
    return lineId.includes('.hours.') ? hours : Math.round(hours * (one.averageRate ?? 0))
  }
  const budget = HOURLY.flatMap((one) => {
    const hours = one.employees * 2.4 * 100 * daysOf(month).length + wobble(`${site.siteId}${one.code}${month}`, 900)
    return [
      [payrollLineId('hours', one.code), Math.round(hours)],
      [payrollLineId('cost', one.code), Math.round(hours * (one.averageRate ?? 0))],
    ] as const
  })
  const forecast = lists(PAYROLL_METRICS, (_one, lineId, day) => {
    const own = typed.get(`${site.siteId} ${lineId} ${day}`)
    return own === undefined ? typedPayroll(site, lineId, day) : own
  })
  return {
    actual: { days: lists(['hours', 'cost'], worked), values: {} },
    forecast: { days: forecast, values: {} },
    scheduled: { days: lists(['hours'], (one, _lineId, day) => scheduledHours(site, one, day)), values: {} },
    budget: { days: {}, values: Object.fromEntries(budget) },
  }
}
