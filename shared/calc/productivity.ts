import type { Decimal } from '../core/decimal.ts'
import { EARNING_COUNTS, type Figures, sumOf } from './day-figures.ts'
import { given, single, step } from './explain.ts'
import type { Explained, FigureUnit, Given } from './explained.ts'

/** What a site's productivity is measured from over one span of days; null is "not known". */
export type ProductivityInput = {
  /** The span's figures, added (domain.md 2.6). */
  readonly figures: Figures
  readonly hours: Decimal | null
  /** Payroll cost, in dollars. */
  readonly payroll: Decimal | null
  /** What the operator earns, in dollars. */
  readonly internalRevenue: Decimal | null
}

/** Measures of how much a site does with its labor. */
export type Productivity = {
  readonly vehiclesPerLaborHour: Explained
  /** PPIR: payroll in percent of internal revenue; 42 is 42 %. */
  readonly payrollPerInternalRevenue: Explained
  /** Net external revenue per hour worked, in dollars. */
  readonly revenuePerLaborHour: Explained
}

/** All vehicles that earn: the eight counts, comps left out (domain.md 2.2); null when none is known. */
export const vehiclesOf = (figures: Figures): Decimal | null => sumOf(EARNING_COUNTS.map((id) => figures[id]))

/**
 * Productivity of a site over a span of days (domain.md 15): vehicles per labor hour = Σ of the eight counts ÷ Σ hours;
 * PPIR = payroll ÷ internal revenue × 100; revenue per labor hour = net external revenue ÷ Σ hours. No hours, or no
 * internal revenue above 0, is no answer, and the remark says so.
 */
export function productivity({ figures, hours, payroll, internalRevenue }: ProductivityInput): Productivity {
  const worked = hours !== null && hours.greaterThan(0) ? hours : null
  const earned = internalRevenue !== null && internalRevenue.greaterThan(0) ? internalRevenue : null
  const noHours = worked === null ? 'No labor hours are known, or they are 0.' : null
  const noRevenue = earned === null ? 'Internal revenue is not known, or not above 0.' : null
  const byHours = given('hours', hours, 'hours', 'payroll')
  const vehicles = vehiclesOf(figures)
  const revenue = figures.externalRevenue
  return {
    vehiclesPerLaborHour: measure(
      'Vehicles per labor hour',
      perUnit(vehicles, worked),
      'count',
      [given('vehicles', vehicles, 'count', 'statistics'), byHours],
      noHours ?? (vehicles === null ? 'No vehicles are known.' : null),
    ),
    payrollPerInternalRevenue: measure(
      'Payroll per internal revenue (PPIR)',
      perUnit(payroll?.times(100) ?? null, earned),
      'count',
      [
        given('payroll', payroll, 'money', 'payroll'),
        given('internal revenue', internalRevenue, 'money', 'internal revenue'),
      ],
      noRevenue ?? (payroll === null ? 'No payroll is known.' : null),
    ),
    revenuePerLaborHour: measure(
      'Revenue per labor hour',
      perUnit(revenue, worked),
      'rate',
      [given('external revenue', revenue, 'money', 'statistics'), byHours],
      noHours ?? (revenue === null ? 'No external revenue is known.' : null),
    ),
  }
}

const perUnit = (amount: Decimal | null, unit: Decimal | null): Decimal | null =>
  amount === null || unit === null ? null : amount.div(unit)

const measure = (
  label: string,
  value: Decimal | null,
  unit: FigureUnit,
  from: readonly Given[],
  remark: string | null,
): Explained => single([step('15', label, value, unit, from)], remark)
