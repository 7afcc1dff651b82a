import { type Decimal, ZERO } from '../../core/decimal.ts'

/**
 * Why a figure moved, in the order in which they are told. `forVolume` are hours that the vehicles ask for, `hours` all
 * others; `labor` is payroll as a contract bills it; `contract` what the contract gives at the budget's own drivers
 * beside the budgeted amount; `beyond` what is posted or loaded beyond volume × rate, `plan` what the baseline holds
 * beyond its own volume × rate; `rest` is what no cause explains, with the cents of rounding.
 */
export const CAUSE_IDS = [
  'volume',
  'calendar',
  'rate',
  'mix',
  'forVolume',
  'hours',
  'wage',
  'labor',
  'entered',
  'contract',
  'beyond',
  'plan',
  'rest',
] as const
export type CauseId = (typeof CAUSE_IDS)[number]

/** Dollars by cause, exact and not rounded; a missing cause is 0. */
export type Causes = Readonly<Partial<Record<CauseId, Decimal>>>
export type Cause = { readonly id: CauseId; readonly amount: Decimal }

const sumOfAll = (amounts: readonly Decimal[]): Decimal => amounts.reduce((sum, amount) => sum.plus(amount), ZERO)

/** Causes of several figures added, each counted as often as its factor says: −1 for a cost in a contribution. */
export function addedCauses(all: readonly { readonly causes: Causes; readonly times: Decimal | number }[]): Causes {
  return Object.fromEntries(
    CAUSE_IDS.map((id) => [id, sumOfAll(all.map(({ causes, times }) => (causes[id] ?? ZERO).times(times)))]),
  )
}

/**
 * The causes in whole cents, in order, without those of 0: they add up to the difference in cents, exactly. What the
 * rounding of each leaves is part of the rest, which is shown, never spread (grid-and-pnl.md D5).
 */
export function toldCauses(amount: Decimal, causes: Causes): readonly Cause[] {
  const named = CAUSE_IDS.filter((id) => id !== 'rest').map((id) => ({
    id,
    amount: (causes[id] ?? ZERO).toDecimalPlaces(2),
  }))
  const rest = amount.toDecimalPlaces(2).minus(sumOfAll(named.map((one) => one.amount)))
  return [...named, { id: 'rest' as const, amount: rest }].filter((one) => !one.amount.isZero())
}
