import { describe, expect, test } from 'vitest'
import { contractIssues } from '../../shared/calc/internal-revenue/contract-rules.ts'
import type { Contract as SiteContract } from '../../shared/calc/internal-revenue/contract.ts'
import { Contract } from '../../shared/contract/calculate/contract-blocks.ts'
import { SiteJobFacts, SiteMaster } from '../../shared/contract/reference.ts'
import { must } from '../../shared/core/bug.ts'
import { demoContract } from './contract.ts'
import { demoJobs } from './jobs.ts'
import { isOdd, ODD_SITES } from './odd-sites.ts'
import { roomsOnFile, siteMaster } from './site-master.ts'
import { siteReference } from './site-reference.ts'
import { type DemoSite, demoSites } from './sites.ts'

const sites = demoSites(40)
const contractOf = (site: DemoSite): SiteContract => Contract.parse(demoContract(site))
const contracts = sites.map(contractOf)

/** The blocks of a contract that make revenue, and deposits, as the short list of a site names them. */
const BLOCKS = {
  FixedFee: 'fixedFee',
  PerLaborHour: 'perLaborHour',
  PerOccupiedRoom: 'perOccupiedRoom',
  RevenueShare: 'revenueShare',
  ManagementAgreement: 'managementAgreement',
  BillingAccount: 'billableAccounts',
  DepositedRevenue: 'depositedRevenue',
} as const

describe('contracts, staff and master records of the demonstration sites', () => {
  test('every contract keeps the rules of contracts, and enables what the site’s list of types says', () => {
    for (const site of demoSites(120)) {
      const contract = contractOf(site)
      expect([site.siteId, contractIssues(contract)]).toEqual([site.siteId, []])
      const enabled = Object.entries(BLOCKS).flatMap(([type, block]) => (contract[block] === null ? [] : [type]))
      // An agreement cannot be without billable accounts, whether the list names them or not.
      const listed = site.contractTypes.includes('ManagementAgreement')
        ? [...site.contractTypes, 'BillingAccount']
        : site.contractTypes
      expect([site.siteId, enabled.sort()]).toEqual([site.siteId, [...new Set(listed)].sort()])
    }
  })

  test('among forty sites are all kinds of accumulation, fee, insurance, claims cap, PTEB, support and expenses', () => {
    const shares = contracts.flatMap(({ revenueShare }) => revenueShare?.thresholdStructures ?? [])
    const entries = contracts.flatMap(({ billableAccounts }) => billableAccounts ?? [])
    const agreements = contracts.flatMap(({ managementAgreement }) => managementAgreement ?? [])
    const kinds = (values: readonly (string | undefined)[]) =>
      [...new Set(values.flatMap((value) => value ?? []))].toSorted((a, b) => (a < b ? -1 : 1))
    expect({
      share: kinds(shares.map((one) => one.accumulationType)),
      profit: kinds(agreements.map((one) => one.profitShare?.accumulationType)),
      fee: kinds(agreements.map((one) => one.managementFee?.type)),
      insurance: kinds(agreements.map((one) => one.insurance?.type)),
      claims: kinds(agreements.map((one) => one.claims?.type)),
      nonGl: kinds(agreements.flatMap((one) => one.nonGlBillableExpenses.map(({ type }) => type))),
      pteb: kinds(entries.map((one) => (one.payrollTaxesEnabled ? one.payrollTaxesBillingType : undefined))),
      support: kinds(entries.map((one) => (one.payrollSupportEnabled ? one.payrollSupportBillingType : undefined))),
    }).toEqual({
      share: ['AnnualAnniversary', 'AnnualCalendar', 'Monthly'],
      profit: ['AnnualCalendar', 'Monthly'],
      fee: ['FixedFee', 'PerLaborHour', 'RevenuePercentage'],
      insurance: ['BasedOnBillableAccounts', 'FixedFee'],
      claims: ['AnnualAnniversary', 'AnnualCalendar', 'PerClaim'],
      nonGl: ['FixedAmount', 'Payroll', 'Revenue'],
      pteb: ['Actual', 'Percentage'],
      support: ['Fixed', 'Percentage'],
    })
  })

  test('among forty sites are increments, escalators, an overtime split, an advance, bell service and a price index', () => {
    const has = (holds: (contract: SiteContract) => boolean) => contracts.some(holds)
    expect({
      feeIncrement: has(({ fixedFee, incrementMonth }) => fixedFee !== null && incrementMonth !== null),
      ptebEscalator: has((one) => (one.billableAccounts ?? []).some((entry) => entry.payrollTaxesEscalator !== null)),
      tierEscalator: has((one) => one.revenueShare?.thresholdStructures[0]?.escalator != null),
      feeEscalator: has((one) => one.managementAgreement?.managementFee?.escalator != null),
      overtimeSplit: has((one) => one.perLaborHour?.useOvertimeSplit === true),
      priceIndex: has((one) => one.consumerPriceIndex),
      advance: has((one) => one.midMonthAdvance !== null),
      bell: has((one) => one.bellServiceFee),
    }).toEqual({
      feeIncrement: true,
      ptebEscalator: true,
      tierEscalator: true,
      feeEscalator: true,
      overtimeSplit: true,
      priceIndex: true,
      advance: true,
      bell: true,
    })
  })

  test('Harbor Grand Hotel has seven job codes, its two managers salaried', () => {
    const jobs = demoJobs(must(sites[0], 'there are sites'))
    expect(jobs.map(({ code, familyId, employees }) => [code, familyId, employees])).toEqual([
      ['VLT1', 'Valet', 12],
      ['VLT2', 'Valet', 3],
      ['BELL', 'Bell', 6],
      ['GSA1', 'GSA', 6],
      ['CASH', 'Cashier', 4],
      ['MGR', 'Salaried', 1],
      ['AMGR', 'Salaried', 1],
    ])
    expect(jobs.filter(({ annualSalary }) => annualSalary !== null).map(({ code }) => code)).toEqual(['MGR', 'AMGR'])
  })

  test('every site has three to seven jobs at a pay between 13 and 28 dollars, and a whole master record', () => {
    for (const site of demoSites(120)) {
      const jobs = demoJobs(site)
      expect(jobs.length >= 3 && jobs.length <= 7).toBe(true)
      for (const job of jobs) {
        expect(SiteJobFacts.safeParse(job).error).toBeUndefined()
        expect((job.averageRate === null) !== (job.annualSalary === null)).toBe(true)
        const rate = job.averageRate ?? 20
        expect(rate > 13 && rate < 28).toBe(true)
      }
      const master = SiteMaster.parse(siteMaster(site))
      expect(Object.entries(master).filter(([, value]) => value === null || value === '')).toEqual(
        isOdd(site, 'closing') ? [] : [['closeDate', null]],
      )
    }
  })

  test('the odd sites are odd in their one way, and the first three are not', () => {
    expect(sites.slice(0, 3).filter(({ siteId }) => Object.values<string>(ODD_SITES).includes(siteId))).toEqual([])
    const idsWhere = (holds: (site: DemoSite) => boolean) => sites.filter(holds).map(({ siteId }) => siteId)
    expect({
      withoutContract: idsWhere((site) => siteReference(site).contract === undefined),
      withoutRooms: idsWhere((site) => roomsOnFile(site) === 0),
      closing: idsWhere((site) => siteMaster(site).closeDate !== null),
      takenOver: idsWhere((site) => (siteMaster(site).startDate ?? '') >= '2026'),
    }).toEqual({ withoutContract: ['1143'], withoutRooms: ['1164'], closing: ['1220'], takenOver: ['1073'] })
  })
})
