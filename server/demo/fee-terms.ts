import type { ContractTerms } from '../store/reference.ts'
import { demoJobs } from './jobs.ts'
import type { DemoSite } from './sites.ts'
import type { UsualYear } from './usual-year.ts'

const INCREMENT = 2.5
const SERVICES = {
  valet: { name: 'Valet service', code: '4700' },
  shuttle: { name: 'Shuttle service', code: '4705' },
  management: { name: 'Management', code: '4715' },
} as const

/**
 * Fixed fees of so many dollars a year (domain.md 6.1), in one of three ways: a row a contract year, an increment each
 * July, or two services without a step.
 */
export function feeTerms(site: DemoSite, dollarsAYear: number, way: number): ContractTerms {
  const fee = nearest(50, dollarsAYear / 12)
  switch (way % 3) {
    case 0: {
      const row = (year: number, endDate: string | null) => ({
        ...SERVICES.valet,
        fee: nearest(50, fee * 1.03 ** (year - 2026)),
        startDate: `${year}-01-01`,
        endDate,
      })
      const rows = [row(2024, '2024-12-31'), row(2025, '2025-12-31'), row(2026, null)]
      return { fixedFee: { serviceRates: rows } }
    }
    case 1:
      return {
        incrementMonth: 7,
        incrementAmount: 3,
        fixedFee: {
          serviceRates: [{ ...SERVICES.valet, fee: nearest(50, fee / 1.03 ** 2), startDate: '2024-01-01' }],
        },
      }
    default: {
      const second = site.pattern === 'medical' ? SERVICES.shuttle : SERVICES.management
      const part = nearest(50, fee * 0.2)
      return {
        fixedFee: {
          serviceRates: [
            { ...SERVICES.valet, fee: fee - part, startDate: '2023-01-01' },
            { ...second, fee: part, startDate: '2023-01-01' },
          ],
        },
      }
    }
  }
}

/**
 * Hours paid at so many times the wage (domain.md 6.3). One contract in four splits overtime at an overtime rate of its
 * own; the rates of the others hold every increment up to the end of 2025 already, and one is tied to a price index.
 */
export function laborTerms(site: DemoSite, markup: number, way: number): ContractTerms {
  const useOvertimeSplit = way % 4 === 2
  const before = markup / (1 + INCREMENT / 100)
  const jobRates = demoJobs(site)
    .filter(({ annualSalary }) => annualSalary === null)
    .map(({ code, title, averageRate }) => {
      const rate = cents((averageRate ?? 0) * before)
      return { jobCode: code, name: title, rate, overtimeRate: useOvertimeSplit ? cents(rate * 1.06) : null }
    })
  return {
    incrementMonth: 1 + ((way * 3) % 12),
    incrementAmount: INCREMENT,
    ratesAlreadyEscalatedThrough: '2025-12-31',
    consumerPriceIndex: way % 4 === 1,
    perLaborHour: { useOvertimeSplit, jobRates },
  }
}

/** A rate for each occupied room that brings so many dollars a year (domain.md 6.2). */
export const roomTerms = (dollarsAYear: number, { rooms }: UsualYear): ContractTerms => ({
  perOccupiedRoom: { roomRate: cents(dollarsAYear / rooms) },
})

/** What the hours of a usual year cost at so many times the wage. */
export const laborRevenue = ({ hourlyPayroll }: UsualYear, markup: number): number => hourlyPayroll * markup

/** To the nearest step, without the dust of a float. */
export const nearest = (step: number, amount: number): number => cents(Math.round(amount / step) * step)
const cents = (dollars: number): number => Math.round(dollars * 100) / 100
