import type { BillableAccountsResult } from '../../shared/calc/internal-revenue/billable-accounts.ts'
import type { Contract } from '../../shared/calc/internal-revenue/contract.ts'
import type { InternalRevenue } from '../../shared/calc/internal-revenue/internal-revenue.ts'
import type { Explained } from '../../shared/calc/explained.ts'
import { sumOf } from '../../shared/calc/day-figures.ts'
import type { RevenueBreakdown } from '../../shared/contract/revenue.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { toWire } from '../calculate/to-wire.ts'
import { cents } from '../documents/month-document.ts'
import { rounded } from '../documents/rounded.ts'

/** What of the month the components look at, for showing beside them. */
export type BreakdownBases = { readonly external: Decimal | null; readonly payroll: Decimal | null }

/** The components of a month's internal revenue in the fields of domain.md 9.5; null when the budget stands in. */
export function internalBreakdown(
  { components }: Pick<InternalRevenue, 'components'>,
  contract: Contract,
  { external, payroll }: BreakdownBases,
): RevenueBreakdown | null {
  if (components === null) return null
  const { fixedFee, perOccupiedRoom, perLaborHour, revenueShare, billableAccounts, managementAgreement } = components
  return {
    fixedFee: fixedFee && {
      ...explainedOut(fixedFee),
      // The first step adds the fees up, each other one is an increment.
      baseAmount: cents(fixedFee.steps[0]?.value ?? null),
      escalators: fixedFee.steps.slice(1).map(({ label, value, given }) => ({
        description: label,
        amount: cents(difference(value, given[0]?.value ?? null)),
        isApplied: true,
      })),
    },
    perOccupiedRoom: perOccupiedRoom && {
      ...explainedOut(perOccupiedRoom),
      feePerRoom: cents(contract.perOccupiedRoom?.roomRate ?? null),
      forecastedRooms: rounded(perOccupiedRoom.forecastRooms, 2),
      budgetRooms: rounded(perOccupiedRoom.budgetRooms, 2),
      baseRevenue: cents(perOccupiedRoom.total),
    },
    perLaborHour: perLaborHour && {
      ...explainedOut(perLaborHour),
      jobs: perLaborHour.parts.map(({ id, label, value }) => ({ jobCode: id, name: label, total: cents(value) })),
    },
    revenueShare: revenueShare && {
      ...explainedOut(revenueShare),
      forecastedExternalRevenue: cents(sumOf(revenueShare.structures.map(({ revenue }) => revenue))),
      tiers: revenueShare.structures.flatMap(({ revenueCodes, bands }) =>
        bands.map(({ from, to, percent, inTier, share }) => ({
          revenueCodes: [...revenueCodes],
          thresholdStart: cents(from),
          thresholdEnd: cents(to),
          percentage: percent.toNumber(),
          revenueInTier: cents(inTier),
          shareAmount: cents(share),
        })),
      ),
    },
    billableAccounts: billableAccounts && billableOut(billableAccounts, contract),
    managementAgreement: managementAgreement && {
      ...explainedOut(managementAgreement),
      components: managementAgreement.parts.map(({ label, value }) => ({ name: label, value: cents(value) })),
      calculatedInsurance: cents(managementAgreement.lines.insurance?.total ?? null),
      forecastedExternalRevenue: cents(external),
      forecastedPayroll: cents(payroll),
      otherExpensesForecast: cents(billableAccounts?.amounts.expenses ?? null),
      profit: cents(managementAgreement.profit),
    },
    otherRevenue: components.otherRevenue && explainedOut(components.otherRevenue),
    calculatedTotalInternalRevenue: cents(sumOf(Object.values(components).map((found) => found?.total ?? null))),
  }
}

function billableOut(billable: BillableAccountsResult, contract: Contract): RevenueBreakdown['billableAccounts'] {
  const { amounts, lines } = billable
  const taxed = (contract.billableAccounts ?? []).filter(({ payrollTaxesEnabled }) => payrollTaxesEnabled)
  const type = taxed[0]?.payrollTaxesBillingType ?? null
  const percents = lines.pteb.steps.flatMap(({ given }) => given.filter(({ name }) => name === 'percent'))
  const percent = percents.length === 1 ? (percents[0]?.value ?? null) : null
  return {
    ...explainedOut(billable),
    additionalPayrollAmount: cents(amounts.additionalPayroll),
    billablePayroll: cents(amounts.payroll),
    pteb: {
      calculationType: type,
      baseAmount: type === 'Percentage' ? cents(amounts.payroll) : null,
      appliedPercentage: percent instanceof Decimal ? percent.toNumber() : null,
      total: cents(amounts.pteb),
    },
    supportServices: { total: cents(amounts.support) },
    expenseAccounts: { total: cents(amounts.expenses) },
  }
}

const explainedOut = (explained: Explained) => {
  const { total, steps, remark } = toWire(explained)
  return { total, steps, remark }
}

const difference = (after: Decimal | null, before: Decimal | string | null): Decimal | null =>
  after === null || !(before instanceof Decimal) ? null : after.minus(before)
