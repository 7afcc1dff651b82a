import type { z } from 'zod'
import { sumOf, totalFigures } from '../../shared/calc/day-figures.ts'
import type { PayrollMonth } from '../../shared/calc/payroll/payroll-month.ts'
import { productivity, type ProductivityInput, vehiclesOf } from '../../shared/calc/productivity.ts'
import type { PayrollAmount } from '../../shared/calc/recompute/site-calculators.ts'
import type { StatisticsMonth } from '../../shared/calc/statistics-month.ts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { statisticsMeasuresApi } from '../../shared/contract/statistics-measures.ts'
import { toWire } from '../calculate/to-wire.ts'
import { monthsIn } from '../profit-and-loss/pl-view.ts'
import type { ComputedYear } from '../site-year/site-years.ts'
import type { Site } from '../store/sites.ts'

type View = z.input<(typeof statisticsMeasuresApi)['productivity']['data']>
type Measures = ReturnType<typeof productivity>

/**
 * A site's productivity of a month or a year on the wire (domain.md 15): vehicles and hours that count, and the trend of
 * the P&L's payroll, internal and external revenue, so that it agrees with what the P&L shows.
 */
export function productivityView(site: Site, computed: ComputedYear, period: string): View {
  const months = monthsIn(period).map((month) => ({ month, input: inputOf(computed, month, site.totalRooms) }))
  return {
    siteId: site.siteId,
    siteName: site.name,
    period,
    error: computed.result.error,
    months: months.map(({ month, input }) => {
      const { vehiclesPerLaborHour, payrollPerInternalRevenue, revenuePerLaborHour } = told(productivity(input))
      return {
        month,
        vehiclesPerLaborHour: vehiclesPerLaborHour.total,
        payrollPerInternalRevenue: payrollPerInternalRevenue.total,
        revenuePerLaborHour: revenuePerLaborHour.total,
      }
    }),
    total: told(
      productivity(
        together(
          months.map(({ input }) => input),
          site.totalRooms,
        ),
      ),
    ),
  }
}

function inputOf({ sheet, result }: ComputedYear, month: string, totalRooms: number): ProductivityInput {
  const place = result.year.months.indexOf(month)
  const trend = (code: PlRowCode) => result.year.rows[code].cells[place]?.amounts.trend ?? null
  // They are what the sheet's calculators gave; a sheet that failed has neither statistics nor hours.
  const statistics = sheet?.values.get('statisticsMonth')?.[place] as StatisticsMonth | null | undefined
  const payroll = sheet?.values.get('payrollCost')?.[place] as PayrollAmount | undefined
  const figures = statistics?.total ?? totalFigures([], totalRooms)
  return {
    figures: { ...figures, externalRevenue: trend('ExternalRevenue') },
    hours: payroll ? hoursOf(payroll.days) : null,
    payroll: trend('Payroll'),
    internalRevenue: trend('InternalRevenue'),
  }
}

const hoursOf = ({ days }: PayrollMonth) =>
  sumOf(days.flatMap(({ byCode }) => Object.values(byCode).map(({ hours }) => hours)))

/** Several months as one: a month that lacks one side of a measure is on neither, or the ratio would be of two spans. */
function together(months: readonly ProductivityInput[], totalRooms: number): ProductivityInput {
  const worked = months.filter(({ figures, hours }) => hours !== null && vehiclesOf(figures) !== null)
  const earned = months.filter(({ payroll, internalRevenue }) => payroll !== null && internalRevenue !== null)
  return {
    figures: totalFigures(
      worked.map(({ figures }) => figures),
      totalRooms,
    ),
    hours: sumOf(worked.map(({ hours }) => hours)),
    payroll: sumOf(earned.map(({ payroll }) => payroll)),
    internalRevenue: sumOf(earned.map(({ internalRevenue }) => internalRevenue)),
  }
}

const told = ({ vehiclesPerLaborHour, payrollPerInternalRevenue, revenuePerLaborHour }: Measures) => ({
  vehiclesPerLaborHour: toWire(vehiclesPerLaborHour, 'count'),
  payrollPerInternalRevenue: toWire(payrollPerInternalRevenue, 'count'),
  revenuePerLaborHour: toWire(revenuePerLaborHour, 'rate'),
})
