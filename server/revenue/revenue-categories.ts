import { OTHER_REVENUE_ROWS } from '../../shared/categories/other-revenue.ts'
import { RATE_CATEGORIES } from '../../shared/categories/parking-rates.ts'
import type { z } from 'zod'
import type { revenueApi } from '../../shared/contract/revenue.ts'

/** The seven components of internal revenue with the accounts they are invoiced on (domain.md 1.4, 6.0). */
const INTERNAL = [
  { id: 'fixedFee', label: 'Fixed fee', accounts: ['4700', '4705', '4715'] },
  { id: 'perOccupiedRoom', label: 'Per occupied room', accounts: ['4791'] },
  { id: 'perLaborHour', label: 'Per labor hour', accounts: ['4791'] },
  { id: 'revenueShare', label: 'Revenue share', accounts: ['4790'] },
  { id: 'billableAccounts', label: 'Billable accounts', accounts: ['4792'] },
  { id: 'managementAgreement', label: 'Management agreement', accounts: ['4791'] },
  { id: 'otherRevenue', label: 'Other revenue', accounts: ['4790', '4910'] },
] as const

/** Every category of revenue with its sign and accounts (domain.md 15). */
export const REVENUE_CATEGORIES: z.input<typeof revenueApi.categories.data> = {
  external: RATE_CATEGORIES.map(({ id, label, accounts }) => ({ id, label, sign: null, accounts: [...accounts] })),
  internal: INTERNAL.map(({ id, label, accounts }) => ({ id, label, sign: null, accounts: [...accounts] })),
  other: OTHER_REVENUE_ROWS.map(({ id, label, sign, accounts }) => ({ id, label, sign, accounts: [...accounts] })),
}
