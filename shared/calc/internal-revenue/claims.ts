import { CLAIMS_ACCOUNTS } from '../../categories/ledger-accounts.ts'
import type { Day, Month } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained } from '../explained.ts'
import { billableCodes } from './billable-codes.ts'
import type { BillableAccounts, Claims } from './contract.ts'
import { given, part, remarks, step } from '../explain.ts'
import type { MonthInput } from './month-input.ts'
import { gapRemark, monthsBefore, periodStart } from './tiers.ts'

/** Claims of a month before any cap. */
export type MonthClaims = { readonly month: Month; readonly claims: Decimal }

/**
 * Claims of a month in dollars (domain.md 6.6): the ledger of 7099–7102 without excluded accounts where the month is
 * closed; otherwise the entered forecast of 7100, else the budget, else 0.
 */
export function claimsOf(
  entries: readonly BillableAccounts[],
  input: Pick<MonthInput, 'kind' | 'accounts'>,
): { readonly value: Decimal; readonly origin: 'actual' | 'forecast' | 'budget' } {
  const codes = entries.length === 0 ? CLAIMS_ACCOUNTS : billableCodes(entries, 'expense', CLAIMS_ACCOUNTS).flat()
  const actual = sumOf(codes.map((code) => input.accounts[code]?.actual ?? null))
  if (input.kind === 'past' && actual !== null) return { value: actual, origin: 'actual' }
  const entered = codes.includes('7100') ? (input.accounts['7100']?.forecast ?? null) : null
  if (entered !== null) return { value: entered, origin: 'forecast' }
  return { value: sumOf(codes.map((code) => input.accounts[code]?.budget ?? null)) ?? ZERO, origin: 'budget' }
}

/** What of claims is billed when `prior` has been billed in the year: no more than the cap leaves (domain.md 6.6). */
export const cappedClaims = (claims: Decimal, prior: Decimal, cap: Decimal): Decimal =>
  prior.plus(claims).lessThanOrEqualTo(cap) ? claims : Decimal.max(0, cap.minus(prior))

/** The claims line of a management agreement: all of it per claim, or up to a yearly cap. `earlier` are the months before. */
export function claimsLine(
  claims: Claims,
  month: Month,
  incurred: { readonly value: Decimal; readonly origin: string },
  earlier: readonly MonthClaims[],
  contractStart: Day | null,
): Explained {
  const of = given('claims', incurred.value, 'money', incurred.origin)
  if (claims.type === 'PerClaim' || claims.capAmount === null) {
    const remark = claims.type === 'PerClaim' ? null : 'The contract names no cap, so all claims are billed.'
    return {
      total: incurred.value,
      parts: [part('claims', 'Claims', incurred.value)],
      steps: [step('6.6', 'Claims', incurred.value, 'money', [of])],
      remark,
    }
  }
  const cap = claims.capAmount
  const before = monthsBefore(periodStart(claims.type, month, contractStart), month)
  const found = before.map((at) => earlier.find((entry) => entry.month === at)?.claims ?? null)
  const prior = found.reduce<Decimal>((billed, c) => billed.plus(c === null ? 0 : cappedClaims(c, billed, cap)), ZERO)
  const value = cappedClaims(incurred.value, prior, cap)
  const steps = [
    step('6.6', 'Claims up to the yearly cap', value, 'money', [
      of,
      given('billed before in the year', prior, 'money', 'earlier months'),
      given('cap', cap, 'money', 'contract'),
    ]),
  ]
  const remark = remarks([
    value.equals(incurred.value) ? null : 'The yearly cap leaves less than the claims of the month.',
    gapRemark(
      'amount of claims',
      before.filter((_, i) => found[i] === null),
    ),
  ])
  return { total: value, parts: [part('claims', 'Claims', value)], steps, remark }
}
