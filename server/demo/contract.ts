import { agreementTerms } from './agreement-terms.ts'
import { billableTerms, billedAYear, vehiclesAYear, vehicleTerms } from './billable-terms.ts'
import type { ContractTerms } from '../store/reference.ts'
import { feeTerms, laborRevenue, laborTerms, nearest, roomTerms } from './fee-terms.ts'
import { isOdd } from './odd-sites.ts'
import { shareTerms, splitShareTerms } from './share-terms.ts'
import { startOf } from './site-master.ts'
import type { DemoSite } from './sites.ts'
import { type UsualYear, usualYear } from './usual-year.ts'

const HYBRID_MARKUP = 1.36
const SUPPORT_OF_AGREEMENT = 0.02

/**
 * The contract of a demonstration site (domain.md 1.3) as one would enter it, of its own contract types: rates, tiers
 * and fees are set so that a usual year pays for its cost and leaves the operator what it wants.
 */
export function demoContract(site: DemoSite): ContractTerms {
  const year = usualYear(site)
  const way = wayOf(site)
  return {
    startDate: startOf(site),
    deviationPercentage: 10,
    deviationAmount: 2_500,
    ...earningTerms(site, year, way),
    ...(site.contractTypes.includes('DepositedRevenue') ? depositTerms(site, year, way) : {}),
  }
}

function earningTerms(site: DemoSite, year: UsualYear, way: number): ContractTerms {
  const has = (type: string) => site.contractTypes.includes(type)
  if (has('RevenueShare')) return isOdd(site, 'notComputable') ? splitShareTerms(year) : shareTerms(year, way)
  if (has('ManagementAgreement')) {
    const support = year.payroll * SUPPORT_OF_AGREEMENT
    const left = year.revenue - billedAYear(year, true) - support
    const ownLines = year.cost - billedAYear(year, true)
    const fee = Math.max(left - ownLines * 0.5, year.cost * 0.06)
    return { ...billableTerms(year, support, way), ...agreementTerms(site, year, fee, way) }
  }
  if (has('PerOccupiedRoom') && has('BillingAccount')) {
    return { ...roomTerms(year.revenue - vehiclesAYear(year), year), ...vehicleTerms() }
  }
  if (has('BillingAccount')) return billableTerms(year, year.revenue - billedAYear(year, false), way)
  if (has('PerOccupiedRoom')) return roomTerms(year.revenue, year)
  if (has('FixedFee') && has('PerLaborHour')) {
    const rest = year.revenue - laborRevenue(year, HYBRID_MARKUP)
    return { ...laborTerms(site, HYBRID_MARKUP, way), ...feeTerms(site, rest, 2) }
  }
  if (has('PerLaborHour')) return laborTerms(site, year.revenue / year.hourlyPayroll, way)
  return feeTerms(site, year.revenue, way)
}

/** What is billed beside the revenue and never part of it (domain.md 6.7): an advance at some sites, bell at others. */
const depositTerms = ({ pattern }: DemoSite, { receipts, revenue }: UsualYear, way: number): ContractTerms => ({
  depositedRevenue: { operatorResponsibleForParkingTax: pattern !== 'medical' },
  ...(way % 4 === 1 ? { midMonthAdvance: { amount: nearest(500, (revenue / 12) * 0.4), lineTitle: 'PreBill' } } : {}),
  ...(way % 4 === 2 || receipts > 3_500_000 ? { bellServiceFee: true } : {}),
})

/** Which of its kinds of terms a site has: the sites of one contract type take them in turn. */
function wayOf({ siteId, contractTypes }: DemoSite): number {
  const place = Math.max(0, (Number(siteId) - 1003) / 7)
  const turn = Math.floor(place / 10)
  return contractTypes.length > 1 && contractTypes.includes('ManagementAgreement') ? turn + 3 : turn
}
