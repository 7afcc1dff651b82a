import { around, chance } from './chance.ts'
import { banksCash } from './site-master.ts'
import type { DemoSite } from './sites.ts'
import { usualDay } from './staffing.ts'

/** What an account's amount of a month follows: payroll or receipts by a share 0–1, or a sum of dollars a month. */
export type AccountRule = {
  readonly account: string
  readonly of: 'payroll' | 'receipts' | 'month'
  readonly share: number
  /** How far a month's posting strays from that, 0–1. */
  readonly spread: number
}

/** Parts of the payroll cost by account; what is left is 6002 (domain.md 1.4). */
export const PAYROLL_PARTS: readonly { readonly account: string; readonly share: number }[] = [
  { account: '6010', share: 0.012 },
  { account: '6015', share: 0.008 },
  { account: '6017', share: 0.025 },
  { account: '6019', share: 0.009 },
]
/** Takes what of payroll no other account takes. */
export const PAYROLL_REST = '6002'

const ofPayroll = (account: string, share: number, spread: number): AccountRule => ({
  account,
  of: 'payroll',
  share,
  spread,
})
const aMonth = (account: string, share: number, spread: number): AccountRule => ({
  account,
  of: 'month',
  share,
  spread,
})

/** Payroll taxes and benefits of a site: 19–26 % of payroll (domain.md 1.3). */
const burdenRules = ({ siteId }: DemoSite): AccountRule[] => [
  ofPayroll('6200', 0.089, 0.02),
  ofPayroll('6399', 0.065 + 0.045 * chance(siteId, 'health'), 0.04),
  ofPayroll('6500', 0.036 + 0.02 * chance(siteId, 'compensation'), 0.03),
]

/** Insurance at the rates of domain.md 8: on payroll by contract, and the vehicle policy by the cars parked. */
function insuranceRules(site: DemoSite): AccountRule[] {
  const rate = site.contractTypes.includes('ManagementAgreement') ? 0.0577 : 0.0445
  return [ofPayroll('7080', rate, 0.015), aMonth('7082', 120 + 9 * usualDay(site).valet, 0.02)]
}

/** What the site's twelve own accounts cost but for claims, and the accounts nobody types (domain.md 5.2, 5.3). */
function expenseRules(site: DemoSite): AccountRule[] {
  const { valet } = usualDay(site)
  const hasShuttle = site.pattern === 'medical' && site.totalRooms >= 270
  const taste = (account: string) => around(0.3, site.siteId, account, 'taste')
  return [
    ofPayroll('7045', 0.0025 * taste('7045'), 0.5),
    aMonth('7075', hasShuttle ? 1_450 * taste('7075') : 0, 0.2),
    aMonth('7113', 90 * taste('7113'), 0.4),
    ofPayroll('7115', 0.014 * taste('7115'), 0.2),
    aMonth('7170', parkingRent(site), 0),
    aMonth('7175', (140 + 0.9 * site.totalRooms) * taste('7175'), 0.4),
    aMonth('7178', hasShuttle ? 520 * taste('7178') : 0, 0.5),
    aMonth('7180', 60 * taste('7180'), 0.6),
    ofPayroll('7185', 0.009 * taste('7185'), 0.25),
    aMonth('7205', (60 + 2.2 * valet) * taste('7205'), 0.3),
    ofPayroll('7220', 0.006 * taste('7220'), 0.35),
    ...(banksCash(site) ? [{ account: '7011', of: 'receipts', share: 0.019, spread: 0.04 } as const] : []),
    aMonth('7017', 240 * taste('7017'), 0.08),
    aMonth('7040', 70 * taste('7040'), 0.5),
    aMonth('7090', 145, 0.03),
    ofPayroll('7120', 0.0045, 0.08),
    aMonth('7125', 110 * taste('7125'), 0.6),
    aMonth('7126', 4 + 0.5 * valet, 0.4),
    aMonth('7200', 165 * taste('7200'), 0.08),
    aMonth('7215', 95 * taste('7215'), 0.7),
    ...(site.pattern === 'hotel' ? [] : [aMonth('7225', 260 * taste('7225'), 0.15)]),
  ]
}

/** Some garages are rented by who shares their receipts or is paid a fee; dollars a month, 0 where the client owns it. */
function parkingRent({ siteId, contractTypes, totalRooms }: DemoSite): number {
  if (chance(siteId, 'rents') > 0.4) return 0
  const aRoom = contractTypes.includes('RevenueShare') ? 24 : contractTypes.includes('FixedFee') ? 11 : 0
  return Math.round((totalRooms * aRoom) / 50) * 50
}

/** Every account of a site but payroll and claims. */
export const accountRules = (site: DemoSite): readonly AccountRule[] => [
  ...burdenRules(site),
  ...insuranceRules(site),
  ...expenseRules(site),
]

/** Dollars a month that claims come to in the long run: cars that valets drive get scratched. */
export const usualClaims = (site: DemoSite): number => 40 + 3 * usualDay(site).valet
