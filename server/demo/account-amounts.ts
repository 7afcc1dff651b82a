import { daysOf, type Month, monthOf, yearOf, type Day } from '../../shared/core/calendar.ts'
import { accountRules, type AccountRule, PAYROLL_PARTS, PAYROLL_REST, usualClaims } from './account-rules.ts'
import { around, chance } from './chance.ts'
import { payOf } from './jobs.ts'
import type { MoneyMonth } from './money-month.ts'
import type { DemoSite } from './sites.ts'

/** Cents by ledger account. */
export type AccountAmounts = Readonly<Record<string, number>>

type Bases = Pick<MoneyMonth, 'month' | 'payroll' | 'receipts'>

/** The budget of every account of a month: whole dollars, and no claims but where an agreement bills them (C-54). */
export function budgetAmounts(site: DemoSite, bases: Bases): AccountAmounts {
  const amounts = accountRules(site).map((rule): [string, number] => {
    const guess = around(rule.spread === 0 ? 0 : 0.02, site.siteId, bases.month, rule.account, 'budget')
    return [rule.account, wholeDollars(usualAmount(rule, bases) * guess)]
  })
  const claims = site.contractTypes.includes('ManagementAgreement') ? wholeDollars(usualClaims(site) * 100) : 0
  return { ...payrollParts(site, bases, 'budget'), ...Object.fromEntries(amounts), 7100: claims }
}

/** What the ledger holds of a closed month, account by account; payroll adds up to the labor system's cost. */
export function actualAmounts(site: DemoSite, bases: Bases): AccountAmounts {
  const thrift = around(0.06, site.siteId, yearOf(bases.month), 'thrift')
  const amounts = accountRules(site).map((rule): [string, number] => {
    const habit = rule.spread > 0.05 ? thrift : 1
    const luck = around(rule.spread, site.siteId, bases.month, rule.account, 'actual')
    return [rule.account, Math.round(usualAmount(rule, bases) * habit * luck)]
  })
  return {
    ...payrollParts(site, bases, 'actual'),
    ...Object.fromEntries(amounts),
    ...repairOf(site, bases.month),
    ...claimsOf(site, bases.month),
  }
}

/**
 * What is posted of the current month by the day before today: rent at once, other invoices as the days go by. What
 * follows payroll or receipts goes by `last`, the last closed month.
 */
export function amountsToDate(site: DemoSite, last: Bases, today: Day): AccountAmounts {
  const bases = { ...last, month: monthOf(today) }
  const passed = (Number(today.slice(8)) - 1) / daysOf(bases.month).length
  const posted = accountRules(site).filter(
    ({ account, share }) =>
      account.startsWith('7') && account !== '7080' && share > 0 && chance(site.siteId, bases.month, account) < 0.6,
  )
  return Object.fromEntries(
    posted.map((rule) => {
      const whole = usualAmount(rule, bases) * around(rule.spread, site.siteId, bases.month, rule.account, 'actual')
      return [rule.account, Math.round(rule.spread === 0 ? whole : whole * passed)]
    }),
  )
}

/** What a rule gives for a month, in cents; what is not agreed rises with the years. */
function usualAmount({ of, share, spread }: AccountRule, { month, payroll, receipts }: Bases): number {
  if (of === 'month') return share * 100 * (spread === 0 ? 1 : payOf(yearOf(month)))
  return share * (of === 'payroll' ? payroll : receipts)
}

/** Payroll by account; the parts add up to the whole to the cent. */
function payrollParts(site: DemoSite, { month, payroll }: Bases, luck: string): AccountAmounts {
  const parts = PAYROLL_PARTS.map(({ account, share }): [string, number] => [
    account,
    Math.round(payroll * share * around(0.2, site.siteId, month, account, luck)),
  ])
  const rest = payroll - parts.reduce((sum, [, amount]) => sum + amount, 0)
  return { [PAYROLL_REST]: rest, ...Object.fromEntries(parts) }
}

/** Claims come in some months only, and then with a handling fee. */
function claimsOf(site: DemoSite, month: Month): AccountAmounts {
  const draw = chance(site.siteId, month, 'claim')
  if (draw > 0.4) return { 7100: 0 }
  const size = usualClaims(site) * 100 * (0.5 + 5 * chance(site.siteId, month, 'claim size'))
  return { 7100: Math.round(size), 7102: 7_500 }
}

/** A site without vehicles of its own has no budget for them; 1003 had a borrowed one repaired this March. */
const repairOf = (site: DemoSite, month: Month): AccountAmounts =>
  site.siteId === '1003' && month === '2026-03' ? { 7178: 184_250 } : {}

const wholeDollars = (cents: number): number => Math.round(cents / 100) * 100
