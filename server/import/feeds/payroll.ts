import { z } from 'zod'
import { budgetByCode, type ProfileBudget } from '../../../shared/calc/payroll/job-profile.ts'
import { JOB_CODE_FORMAT, payrollLineId } from '../../../shared/categories/payroll.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { fromScaled, toScaled } from '../../../shared/core/scaled.ts'
import {
  AmountText,
  type CellFeed,
  CodeText,
  DayText,
  type Fact,
  type FactCell,
  MonthText,
  QuantityText,
  SiteText,
  sumBy,
} from '../feed.ts'

const JobCodeText = CodeText.transform((text) => text.toUpperCase()).refine(
  (code) => JOB_CODE_FORMAT.test(code) && code.length <= 9,
  'A job code looks like GSA1.',
)
/** Pay types whose hours repeat hours that count already; their dollars count (domain.md 3.4, 3.6). */
const NO_HOURS = ['DIFFERENTIAL', 'MEAL PREMIUM']

/** Worked hours and dollars by job code, day and pay type (domain.md 3.6). */
export const payrollActualFeed: CellFeed = {
  name: 'payroll-actual',
  summary: 'Worked hours and dollars by site, day, job code and pay type',
  scenario: 'actual',
  columns: ['site', 'date', 'code', 'payType', 'hours', 'dollars'],
  row: z
    .object({
      site: SiteText,
      date: DayText,
      code: JobCodeText,
      payType: CodeText.transform((text) => text.toUpperCase()),
      hours: QuantityText,
      dollars: AmountText,
    })
    .transform(({ site, date, code, payType, hours, dollars }): readonly Fact[] => [
      { siteId: site, period: date, code, kind: `hours ${payType}`, value: hours },
      { siteId: site, period: date, code, kind: `dollars ${payType}`, value: dollars },
    ]),
  toCells: (facts) => {
    const isHours = (kind: string) => kind.startsWith('hours ')
    const counts = (kind: string) => !NO_HOURS.includes(kind.slice('hours '.length))
    const hours = sumBy(
      facts,
      ({ code, kind }) => (isHours(kind) && counts(kind) ? code : null),
      ({ value }) => value,
    )
    const cost = sumBy(
      facts,
      ({ code, kind }) => (isHours(kind) ? null : code),
      ({ value }) => value,
    )
    return { cells: [...cellsOf('hours', hours), ...cellsOf('cost', cost)], unmapped: [] }
  },
}

const Minutes = z
  .string()
  .trim()
  .regex(/^\d{1,5}$/, 'Minutes are a whole number.')
  .transform(Number)
const COUNTED_STATUS = ['SCHEDULED', 'CONFIRMED']

/** Published shifts (domain.md 3.6, 3.8): minutes less the unpaid break; deleted shifts and other statuses count nothing. */
export const payrollScheduleFeed: CellFeed = {
  name: 'payroll-schedule',
  summary: 'Published shifts by site, day and job code',
  scenario: 'scheduled',
  columns: ['site', 'date', 'code', 'shift', 'status', 'deleted', 'minutes', 'overtimeMinutes', 'unpaidBreakMinutes'],
  row: z
    .object({
      site: SiteText,
      date: DayText,
      code: JobCodeText,
      shift: CodeText,
      status: CodeText.transform((text) => text.toUpperCase()),
      deleted: z.enum(['', 'Y', 'N'], 'Enter Y or N.').default(''),
      minutes: Minutes,
      overtimeMinutes: Minutes.default(0),
      unpaidBreakMinutes: Minutes.default(0),
    })
    .transform(({ site, date, code, shift, status, deleted, ...minutes }): readonly Fact[] => {
      const worked = minutes.minutes + minutes.overtimeMinutes - minutes.unpaidBreakMinutes
      const isCounted = deleted !== 'Y' && COUNTED_STATUS.includes(status)
      const hours = isCounted ? Decimal.max(0, worked).div(60).toDecimalPlaces(2) : new Decimal(0)
      return [{ siteId: site, period: date, code, kind: shift, value: hours }]
    }),
  toCells: (facts) => ({
    cells: cellsOf(
      'hours',
      sumBy(
        facts,
        ({ code }) => code,
        ({ value }) => value,
      ),
    ),
    unmapped: [],
  }),
}

/** Budgeted hours and dollars by job profile (domain.md 3.5): profiles become the site's job codes. */
export const payrollBudgetFeed: CellFeed = {
  name: 'payroll-budget',
  summary: 'Budgeted hours and dollars by site, month and job profile',
  scenario: 'budget',
  columns: ['site', 'period', 'profile', 'hours', 'dollars'],
  row: z
    .object({ site: SiteText, period: MonthText, profile: CodeText, hours: QuantityText, dollars: QuantityText })
    .transform(({ site, period, profile, hours, dollars }): readonly Fact[] => [
      { siteId: site, period, code: profile, kind: 'hours', value: hours },
      { siteId: site, period, code: profile, kind: 'dollars', value: dollars },
    ]),
  toCells: (facts, { jobs }) => {
    const sum = (kind: string) =>
      sumBy(
        facts,
        (fact) => (fact.kind === kind ? fact.code : null),
        ({ value }) => value,
      )
    const [hours, dollars] = [sum('hours'), sum('dollars')]
    const rows = [...new Set([...hours.keys(), ...dollars.keys()])].map((profile): ProfileBudget => ({
      profile,
      hours: toScaled(hours.get(profile) ?? new Decimal(0), 2),
      cost: toScaled(dollars.get(profile) ?? new Decimal(0), 2),
    }))
    const { codes, unmapped } = budgetByCode(rows, jobs)
    return {
      cells: [...codes].flatMap(([code, budget]): FactCell[] => [
        { lineId: payrollLineId('hours', code), value: fromScaled(budget.hours, 2) },
        { lineId: payrollLineId('cost', code), value: fromScaled(budget.cost, 2) },
      ]),
      unmapped: unmapped.map(({ profile }) => profile),
    }
  },
}

const cellsOf = (metric: 'hours' | 'cost', sums: ReadonlyMap<string, Decimal>): FactCell[] =>
  [...sums].map(([code, value]) => ({ lineId: payrollLineId(metric, code), value }))
