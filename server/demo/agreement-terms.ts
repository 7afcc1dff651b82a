import type { ContractTerms } from '../store/reference.ts'
import { nearest } from './fee-terms.ts'
import { demoJobs } from './jobs.ts'
import type { DemoSite } from './sites.ts'
import type { UsualYear } from './usual-year.ts'

type Agreement = NonNullable<ContractTerms['managementAgreement']>

/**
 * A management agreement (domain.md 6.6) whose fee brings so many dollars a year: each kind of fee, of insurance and of
 * claims cap in turn, and on every second one a share of the client's profit and expenses without an account.
 */
export function agreementTerms(site: DemoSite, year: UsualYear, feeAYear: number, way: number): ContractTerms {
  const sharesProfit = way % 2 === 0
  return {
    managementAgreement: {
      managementFee: feeOf(site, year, sharesProfit ? feeAYear * 0.6 : feeAYear, way),
      insurance:
        way % 3 === 2
          ? { type: 'FixedFee', fixedFeeAmount: nearest(25, insuranceAYear(year) / 12) }
          : { type: 'BasedOnBillableAccounts', additionalPercentage: way % 3 === 1 ? 2 : null },
      claims: claimsOf(way),
      ...(sharesProfit ? { profitShare: profitOf(year, feeAYear * 0.4, way) } : {}),
      ...(way % 4 === 1 ? { validationThreshold: { type: 'ValidationAmount', amount: 2_500 } } : {}),
      nonGlBillableExpenses: nonGlOf(way),
    },
  }
}

function feeOf(site: DemoSite, year: UsualYear, dollarsAYear: number, way: number): Agreement['managementFee'] {
  switch (way % 3) {
    case 0:
      return {
        type: 'FixedFee',
        amounts: [
          { amount: nearest(25, dollarsAYear / 12 / 1.04), to: '2025-12-31' },
          { amount: nearest(25, dollarsAYear / 12), from: '2026-01-01' },
        ],
        escalator: { month: 10, type: 'FixedAmount', value: 50 },
      }
    case 1:
      return {
        type: 'RevenuePercentage',
        percentages: [{ amount: nearest(0.1, (dollarsAYear / year.receipts) * 100) }],
      }
    default: {
      const hours = Object.values(year.hours).reduce((sum, one) => sum + one, 0)
      const rate = nearest(0.05, dollarsAYear / hours)
      return {
        type: 'PerLaborHour',
        useOvertimeSplit: false,
        escalator: { month: 4, type: 'Percentage' },
        jobs: demoJobs(site)
          .filter(({ annualSalary }) => annualSalary === null)
          .map(({ code, title }) => ({
            code,
            description: title,
            standardRate: rate,
            standardRateEscalatorValue: 2,
          })),
      }
    }
  }
}

function claimsOf(way: number): Agreement['claims'] {
  if (way % 3 === 0) return { type: 'AnnualCalendar', capAmount: 6_000 }
  return way % 3 === 1 ? { type: 'PerClaim' } : { type: 'AnnualAnniversary', capAmount: 7_500 }
}

/** Bands over the client's profit of a month or a year; the percent is what the fee leaves to be earned. */
function profitOf({ receipts, cost }: UsualYear, dollarsAYear: number, way: number): Agreement['profitShare'] {
  const profit = Math.max(receipts - cost, 0)
  const percent = Math.min(12, Math.max(1, nearest(0.5, (dollarsAYear / Math.max(profit, 1)) * 100)))
  const period = way % 4 === 0 ? 1 : 12
  return {
    accumulationType: way % 4 === 0 ? 'AnnualCalendar' : 'Monthly',
    tiers: [
      { sharePercentage: percent, limit: nearest(1_000, (profit * 0.7) / period) || 1_000 },
      { sharePercentage: percent + 1 },
    ],
  }
}

function nonGlOf(way: number): NonNullable<Agreement['nonGlBillableExpenses']> {
  if (way % 4 === 0)
    return [{ title: 'Guest amenities', type: 'FixedAmount', amount: 180, finalPeriodBilled: '2026-09' }]
  if (way % 4 === 2) return [{ title: 'Training allowance', type: 'Payroll', payrollType: 'Total', amount: 0.3 }]
  return way % 4 === 3 ? [{ title: 'Marketing levy', type: 'Revenue', amount: 0.1 }] : []
}

const insuranceAYear = ({ accounts }: UsualYear): number => (accounts[7080] ?? 0) + (accounts[7082] ?? 0)
