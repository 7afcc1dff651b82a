import {
  CLAIMS_ACCOUNTS,
  INSURANCE_ACCOUNTS,
  PARKING_RENTS_ACCOUNT,
  PAYROLL_ACCOUNTS,
  PTEB_ACCOUNTS,
} from './ledger-accounts.ts'
import { type LineDefinition, MAX_AMOUNT } from './line.ts'

/** One row of the P&L as data (domain.md 9.1). */
export type PlRowDefinition = {
  readonly code: string
  readonly label: string
  /** `memo` stands outside the result; `result` is computed from the other rows. */
  readonly kind: 'memo' | 'revenue' | 'expense' | 'result'
  /** How the row enters FLC: added, subtracted or not at all. */
  readonly inFlc: 1 | -1 | 0
  /** Is more of it good (1) or bad (−1)? */
  readonly polarity: 1 | -1
  /** False where "% of IR" makes no sense (domain.md 9.2). */
  readonly percentOfRevenue: boolean
  /** How an amount of the ledger becomes the row's amount (domain.md 0.1, C-81). */
  readonly ledgerSign: 'asIs' | 'negate' | 'absolute'
  /** Line of the monthly amount that budget and ledger supply; null for rows that are only computed. */
  readonly lineId: string | null
}

/** The rows of the P&L in display order (domain.md 9.1). */
export const PL_ROWS = [
  {
    code: 'ExternalRevenue',
    label: 'External Revenue',
    kind: 'memo',
    inFlc: 0,
    polarity: 1,
    percentOfRevenue: false,
    ledgerSign: 'asIs',
    lineId: 'pl.externalRevenue',
  },
  {
    code: 'InternalRevenue',
    label: 'Internal Revenue',
    kind: 'revenue',
    inFlc: 1,
    polarity: 1,
    percentOfRevenue: true,
    ledgerSign: 'negate',
    lineId: 'pl.internalRevenue',
  },
  {
    code: 'Payroll',
    label: 'Payroll',
    kind: 'expense',
    inFlc: -1,
    polarity: -1,
    percentOfRevenue: true,
    ledgerSign: 'asIs',
    lineId: 'pl.payroll',
  },
  {
    code: 'Claims',
    label: 'Claims',
    kind: 'expense',
    inFlc: -1,
    polarity: -1,
    percentOfRevenue: true,
    ledgerSign: 'asIs',
    lineId: 'pl.claims',
  },
  {
    code: 'ParkingRents',
    label: 'Parking Rents',
    kind: 'expense',
    inFlc: -1,
    polarity: -1,
    percentOfRevenue: true,
    ledgerSign: 'asIs',
    lineId: 'pl.parkingRents',
  },
  {
    code: 'OtherExpense',
    label: 'Other Expense',
    kind: 'expense',
    inFlc: -1,
    polarity: -1,
    percentOfRevenue: true,
    ledgerSign: 'asIs',
    lineId: 'pl.otherExpense',
  },
  {
    code: 'Pteb',
    label: 'PTEB',
    kind: 'expense',
    inFlc: -1,
    polarity: -1,
    percentOfRevenue: true,
    ledgerSign: 'absolute',
    lineId: 'pl.pteb',
  },
  {
    code: 'Insurance',
    label: 'Insurance',
    kind: 'expense',
    inFlc: -1,
    polarity: -1,
    percentOfRevenue: true,
    ledgerSign: 'absolute',
    lineId: 'pl.insurance',
  },
  {
    code: 'FLC',
    label: 'Front Line Contribution (FLC)',
    kind: 'result',
    inFlc: 0,
    polarity: 1,
    percentOfRevenue: true,
    ledgerSign: 'asIs',
    lineId: null,
  },
  {
    code: 'FLC_CUMULATIVE',
    label: 'FLC $ to Budget – Cumulative',
    kind: 'result',
    inFlc: 0,
    polarity: 1,
    percentOfRevenue: false,
    ledgerSign: 'asIs',
    lineId: null,
  },
] as const satisfies readonly PlRowDefinition[]

export type PlRowCode = (typeof PL_ROWS)[number]['code']

/** The name of a row that is compared with something: the running difference is called after what it is the difference to. */
export const comparedLabel = (code: PlRowCode, against: string): string =>
  code === 'FLC_CUMULATIVE'
    ? `FLC $ to ${against} – Cumulative`
    : (PL_ROWS.find((row) => row.code === code)?.label ?? code)

const PAYROLL = new Set(PAYROLL_ACCOUNTS.map(({ account }) => account))
const PTEB = new Set(PTEB_ACCOUNTS.map(({ account }) => account))

/**
 * The P&L row a cost account is reported in (domain.md 5.2, 5.3, 8; C-34): 7170 is rents, 7099–7102 claims,
 * 7080/7082/7085 insurance, every other 7000–7999 other expense. Null for an account that is no cost.
 */
export function plRowOfAccount(account: string): PlRowCode | null {
  if (account === PARKING_RENTS_ACCOUNT) return 'ParkingRents'
  if ((CLAIMS_ACCOUNTS as readonly string[]).includes(account)) return 'Claims'
  if ((INSURANCE_ACCOUNTS as readonly string[]).includes(account)) return 'Insurance'
  if (PTEB.has(account)) return 'Pteb'
  if (PAYROLL.has(account)) return 'Payroll'
  return /^7\d{3}$/.test(account) ? 'OtherExpense' : null
}

/** An amount as the ledger holds it, in the sign the row is stored and shown in; in whole cents (domain.md 0.1, C-81). */
export function fromLedger(row: PlRowDefinition, amount: number): number {
  if (row.ledgerSign === 'absolute') return Math.abs(amount)
  return row.ledgerSign === 'negate' ? 0 - amount : amount
}

/** The monthly totals per row that budget and ledger supply, in the row's own sign. */
export const PL_LINES: readonly LineDefinition[] = PL_ROWS.flatMap(({ lineId, label, polarity }) =>
  lineId === null
    ? []
    : [
        {
          id: lineId,
          category: 'pl-view',
          label,
          shortLabel: label,
          group: 'P&L',
          unit: 'money',
          scale: 2,
          typedDecimals: 2,
          shownDecimals: 0,
          min: -MAX_AMOUNT,
          max: MAX_AMOUNT,
          grain: 'month',
          entry: 'loaded',
          aggregate: 'sum',
          accounts: [],
          polarity,
          message: 'Amount is too large.',
        } as const,
      ],
)
