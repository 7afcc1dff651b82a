import type {
  BillableAccounts,
  Contract,
  EscalationSchedule,
  ManagementFee,
  Tier,
  ValidationThreshold,
} from '../../shared/calc/internal-revenue/contract.ts'
import type { JobHours, MonthInput, MonthRevenue } from '../../shared/calc/internal-revenue/month-input.ts'
import {
  type Fraction,
  fractionOf,
  isLess,
  larger,
  minus,
  NOUGHT,
  over,
  percentOf,
  plus,
  size,
  smaller,
  times,
  toTwoDecimals,
  whole,
} from './fraction.ts'

// Domain.md 6 a second time, in native whole numbers and in the order of the document. It shares the words of the
// contract with the product, and nothing else: no calculator, no calendar, no ledger list, no decimal library.

type Known = Fraction | null
type Text = { toFixed(): string }
/** The contract cannot be computed in this month. */
export class Incomputable extends Error {}

const exact = (value: Text): Fraction => fractionOf(value.toFixed())
const maybe = (value: Text | null | undefined): Known => (value == null ? null : exact(value))
const orNought = (value: Known | undefined): Fraction => value ?? NOUGHT
const total = (values: readonly (Known | undefined)[]): Known => {
  const known = values.filter((value) => value != null)
  return known.length === 0 ? null : known.reduce(plus, NOUGHT)
}

/** 20260501 for a day, or for the first of a month. */
const dayNumber = (day: string): number => Number(day.replaceAll('-', '').padEnd(8, '01').slice(0, 8))
const yearIn = (period: string): number => Number(period.slice(0, 4))
const firstOf = (year: number, month: number): number => year * 10_000 + month * 100 + 1
/** Months since year 0. */
const ordinal = (month: string): number => yearIn(month) * 12 + Number(month.slice(5, 7)) - 1
const counts = (month: string, from: string | null, to: string | null): boolean =>
  (from === null || dayNumber(from) <= dayNumber(month)) && (to === null || dayNumber(to) >= dayNumber(month))

// 6.1
function increments(contract: Contract, month: string, start: string | null): number {
  const { incrementMonth, incrementAmount, ratesAlreadyEscalatedThrough: through } = contract
  if (incrementMonth === null || incrementAmount === null || incrementAmount.isZero()) return 0
  const begin = start ?? through
  if (begin === null) return 0
  let steps = 0
  for (
    let year = Math.min(yearIn(begin), through === null ? 9999 : yearIn(through));
    year <= yearIn(month);
    year += 1
  ) {
    const at = firstOf(year, incrementMonth)
    if (at > dayNumber(month)) continue
    if (start !== null && dayNumber(start) > at) continue
    if (through !== null && at <= dayNumber(through)) continue
    steps += 1
  }
  return steps
}
const raised = (amount: Fraction, contract: Contract, steps: number): Fraction => {
  const factor = plus(whole(1), over(orNought(maybe(contract.incrementAmount)), whole(100)))
  return Array.from({ length: steps }).reduce<Fraction>((value) => times(value, factor), amount)
}
function fixedFee(contract: Contract, month: string): Known {
  if (contract.fixedFee === null) return null
  return contract.fixedFee.serviceRates
    .filter((fee) => counts(month, fee.startDate, fee.endDate))
    .map((fee) => raised(exact(fee.fee), contract, increments(contract, month, fee.startDate)))
    .reduce(plus, NOUGHT)
}

// 6.2
function rooms(contract: Contract, input: MonthInput): Known {
  if (contract.perOccupiedRoom === null) return null
  const forecast = maybe(input.occupiedRooms.forecast)
  const budget = maybe(input.occupiedRooms.budget)
  const used = forecast === null || forecast.top === 0n ? (budget ?? forecast) : forecast
  return used && times(exact(contract.perOccupiedRoom.roomRate), used)
}

// 6.3: of a Saturday–Friday week the hours above 40 are overtime; a month has those that come in it
type Hours = { regular: Fraction; overtime: Fraction }
function hoursIn(hours: JobHours | undefined, month: string, isSplit: boolean): Hours | null {
  if (!hours) return null
  if (!hours.days) return hours.budget === null ? null : { regular: exact(hours.budget), overtime: NOUGHT }
  const weeks = new Map<number, { before: Fraction; within: Fraction }>()
  for (const { day, hours: amount } of hours.days) {
    const daysSince1970 = Date.UTC(yearIn(day), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000
    const week = Math.floor((daysSince1970 - 2) / 7) // 3 January 1970 was a Saturday
    const entry = weeks.get(week) ?? { before: NOUGHT, within: NOUGHT }
    if (day.slice(0, 7) < month) entry.before = plus(entry.before, exact(amount))
    if (day.slice(0, 7) === month) entry.within = plus(entry.within, exact(amount))
    weeks.set(week, entry)
  }
  const above = (amount: Fraction) => larger(NOUGHT, minus(amount, whole(40)))
  let [all, overtime] = [NOUGHT, NOUGHT]
  for (const { before, within } of weeks.values()) {
    all = plus(all, within)
    if (isSplit) overtime = plus(overtime, minus(above(plus(before, within)), above(before)))
  }
  return { regular: minus(all, overtime), overtime }
}
const timeAndAHalf = (rate: Fraction) => toTwoDecimals(times(rate, fractionOf('1.5')))
const paid = (hours: Hours, rate: Fraction, overtimeRate: Fraction) =>
  plus(times(hours.regular, rate), times(hours.overtime, overtimeRate))
function labor(contract: Contract, input: MonthInput): Known {
  if (contract.perLaborHour === null) return null
  const { jobRates, useOvertimeSplit } = contract.perLaborHour
  const jobs = jobRates.filter((job) => counts(input.month, job.startDate, job.endDate))
  if (jobs.length === 0) return NOUGHT
  return total(
    jobs.map((job) => {
      const hours = hoursIn(input.hours[job.jobCode], input.month, useOvertimeSplit)
      if (!hours) return null
      const rate = exact(job.rate)
      const steps = increments(contract, input.month, job.startDate ?? contract.startDate)
      return raised(paid(hours, rate, maybe(job.overtimeRate) ?? timeAndAHalf(rate)), contract, steps)
    }),
  )
}

// 6.10
function stepped(
  stored: Fraction,
  schedule: EscalationSchedule | null,
  by: Known,
  month: string,
  today: string,
  from: string | null,
): Fraction {
  if (!schedule?.enabled || by === null || by.top === 0n) return stored
  const asOf = schedule.asOf === null ? firstOf(yearIn(today) - 1, 12) + 30 : dayNumber(schedule.asOf)
  let value = stored
  for (let year = Math.floor(asOf / 10_000); year <= yearIn(month); year += 1) {
    const at = firstOf(year, schedule.month)
    if (at <= asOf || at > dayNumber(month) || (from !== null && at < dayNumber(from))) continue
    const next = schedule.type === 'Percentage' ? plus(value, percentOf(by, value)) : plus(value, by)
    value = toTwoDecimals(larger(NOUGHT, next))
  }
  return value
}

// 6.4
type Band = { lower: Fraction; upper: Known; percent: Fraction }
function bands(tiers: readonly Tier[], schedule: EscalationSchedule | null, month: string, today: string): Band[] {
  const limit = (tier: Tier) => (tier.limit === null || tier.limit.isZero() ? null : exact(tier.limit))
  const inEffect = tiers.filter((tier) => counts(month, tier.effectiveFrom, tier.effectiveTo))
  const finite = inEffect
    .filter((tier) => limit(tier) !== null)
    .sort((a, b) => Number(isLess(exact(b.limit!), exact(a.limit!))) - Number(isLess(exact(a.limit!), exact(b.limit!))))
  const ascending = [...finite, ...inEffect.filter((tier) => limit(tier) === null)]
  let lower = NOUGHT
  return ascending.map((tier, i) => {
    const upper = i === ascending.length - 1 ? null : orNought(limit(tier))
    const percent = stepped(
      exact(tier.sharePercentage),
      schedule,
      maybe(tier.escalatorValue),
      month,
      today,
      tier.effectiveFrom,
    )
    const band = { lower, upper, percent }
    lower = upper ?? lower
    return band
  })
}
function progressive(of: readonly Band[], prior: Fraction, amount: Fraction): Known {
  const end = plus(prior, amount)
  return total(
    of.map(({ lower, upper, percent }) => {
      const inTier = minus(upper === null ? end : smaller(end, upper), larger(prior, lower))
      return percentOf(percent, larger(NOUGHT, inTier))
    }),
  )
}
function monthsOfPeriod(type: string, month: string, start: string | null): number[] {
  if (type === 'Monthly' || type === 'PerClaim') return []
  if (type === 'AnnualAnniversary' && start === null) throw new Incomputable('no anniversary')
  const restart = type === 'AnnualCalendar' ? 0 : Number((start ?? '').slice(5, 7)) - 1
  const now = ordinal(month)
  const into = (((now - restart) % 12) + 12) % 12
  return Array.from({ length: into }, (_, i) => now - into + i)
}

const SIDES = {
  SD: ['selfDaily', 'selfAggregator'],
  SO: ['selfOvernight'],
  SM: ['selfMonthly'],
  VD: ['valetDaily', 'valetAggregator'],
  VO: ['valetOvernight'],
  VM: ['valetMonthly'],
} as const
function revenuesOf(contract: Contract, revenue: MonthRevenue | undefined): Known[] {
  const structures = contract.revenueShare?.thresholdStructures ?? []
  const isBell = (code: string) => contract.bellServiceFee && (code === 'OR1' || code === 'OR2')
  const lists = structures.map((structure) => structure.revenueCodes.filter((code) => !isBell(code)))
  const unknown = lists.map(() => null)
  if (!revenue) return unknown
  const { byCode, byCategory, net } = revenue
  if (byCode) return lists.map((codes) => orNought(total(codes.map((code) => maybe(byCode[code])))))
  if (byCategory) {
    const ofPrefix = (codes: readonly string[], prefix: string) =>
      codes.filter((code) => code.startsWith(prefix)).length
    return lists.map((codes) =>
      total(
        Object.entries(SIDES).map(([prefix, categories]) => {
          const mine = ofPrefix(codes, prefix)
          const amount = total(categories.map((category) => maybe(byCategory[category])))
          return mine === 0 || amount === null
            ? null
            : times(amount, over(whole(mine), whole(ofPrefix(lists.flat(), prefix))))
        }),
      ),
    )
  }
  if (net === null || structures.length === 0) return unknown
  if (structures.length !== 1) throw new Incomputable('several structures share one total')
  return [exact(net)]
}
const netRevenue = (revenue: MonthRevenue | null): Known =>
  revenue === null
    ? null
    : (maybe(revenue.net) ?? total(Object.values(revenue.byCode ?? revenue.byCategory ?? {}).map(maybe)))

function excess(threshold: ValidationThreshold, validations: Known, net: Known): Known {
  if (validations === null) return null
  if (threshold.type === 'VehicleCount') return validations
  if (threshold.type === 'RevenuePercentage' && net === null) return null
  const base =
    threshold.type === 'RevenuePercentage' ? percentOf(exact(threshold.amount), orNought(net)) : exact(threshold.amount)
  return larger(NOUGHT, minus(validations, base))
}
function share(contract: Contract, input: MonthInput, months: readonly MonthInput[], today: string): Known {
  if (contract.revenueShare === null) return null
  const structures = contract.revenueShare.thresholdStructures
  const now = revenuesOf(contract, input.revenue ?? undefined)
  const priors = structures.map((structure, i) =>
    monthsOfPeriod(structure.accumulationType, input.month, contract.startDate)
      .map((at) => months.find((other) => ordinal(other.month) === at)?.revenue ?? undefined)
      .map((revenue) => orNought(revenuesOf(contract, revenue)[i]))
      .reduce(plus, NOUGHT),
  )
  const all = structures.map((structure) => bands(structure.tiers, structure.escalator, input.month, today))
  const shares = structures.map((_, i) =>
    now[i] == null ? null : progressive(all[i] ?? [], priors[i] ?? NOUGHT, now[i]),
  )
  const threshold = structures.find(({ validationThreshold }) => validationThreshold)?.validationThreshold
  let fee: Known = null
  if (threshold) {
    fee = excess(threshold, maybe(input.revenue?.validations), netRevenue(input.revenue))
    const first = all[0]?.[0]
    if (threshold.type !== 'VehicleCount') {
      const reached = plus(orNought(priors[0]), orNought(now[0]))
      const isOpen = first !== undefined && (first.upper === null || isLess(reached, first.upper))
      if (fee !== null) fee = first === undefined ? null : isOpen ? percentOf(first.percent, fee) : NOUGHT
    }
  }
  return total([...shares, fee])
}

// 6.5
const PTEB = ['6200', '6399', '6500']
const TWELVE = ['7045', '7075', '7100', '7113', '7115', '7170', '7175', '7178', '7180', '7185', '7205', '7220']
const LEDGER_PAYROLL = [
  '6000',
  '6002',
  '6003',
  '6004',
  '6005',
  '6007',
  '6010',
  '6012',
  '6013',
  '6014',
  '6015',
  '6016',
  '6017',
  '6019',
  '6030',
  '6035',
  '6100',
  '6101',
  '6110',
  '6115',
]
const NEVER = new Set(['6010', '6014', '7005', '7016'])

/** Index of the entry that bills an account, -1 for none. */
function billedBy(entries: readonly BillableAccounts[], code: string): number {
  let isMentioned = false
  for (const [i, entry] of entries.entries()) {
    const list = code.startsWith('7') ? entry.expenseAccounts : entry.payrollAccounts
    const found = list.find((account) => account.code === code)
    if (found?.isEnabled) return i
    isMentioned ||= found !== undefined
  }
  return isMentioned || NEVER.has(code) || entries.length === 0 ? -1 : 0
}
type Scenario = 'actual' | 'forecast' | 'budget'
const inAccount = (input: MonthInput, code: string, scenario: Scenario): Known =>
  maybe(input.accounts[code]?.[scenario])
const accountsAmong = (input: MonthInput, first: '6' | '7'): string[] =>
  Object.keys(input.accounts).filter((code) => code.startsWith(first) && !PTEB.includes(code))

function payrolls(entries: readonly BillableAccounts[], input: MonthInput): Known[] {
  const codes = accountsAmong(input, '6')
  const mine = entries.map((_, i) => codes.filter((code) => billedBy(entries, code) === i))
  const billed = mine.flat()
  const has = (scenario: Scenario) => billed.some((code) => inAccount(input, code, scenario) !== null)
  const per = (amount: (code: string) => Known) =>
    mine.map((own) => (own.length === 0 && codes.length > 0 ? NOUGHT : total(own.map(amount))))
  if (input.kind === 'past' && has('actual')) return per((code) => inAccount(input, code, 'actual'))
  if (has('forecast')) return per((code) => inAccount(input, code, 'forecast') ?? inAccount(input, code, 'budget'))
  const tab = maybe(input.payrollForecast)
  if (tab === null) return per((code) => inAccount(input, code, 'budget'))
  const budget = (some: readonly string[]) => orNought(total(some.map((code) => inAccount(input, code, 'budget'))))
  const base = budget(codes.filter((code) => billed.includes(code) || !NEVER.has(code)))
  if (base.top !== 0n) return mine.map((own) => times(tab, over(budget(own), base)))
  const payer = Math.min(...LEDGER_PAYROLL.map((code) => billedBy(entries, code)).filter((i) => i >= 0))
  return entries.map((_, i) => (i === payer ? tab : NOUGHT))
}

export type Billable = Record<
  'additionalPayroll' | 'billablePayroll' | 'pteb' | 'supportServices' | 'expenseAccounts',
  Known
>
function billable(contract: Contract, input: MonthInput, today: string): Billable | null {
  const entries = contract.billableAccounts
  if (entries === null) return null
  const payroll = payrolls(entries, input)
  const ptebCodes = PTEB.filter((code) => code in input.accounts && billedBy(entries, code) >= 0)
  const isLoaded = input.kind === 'past' && ptebCodes.some((code) => inAccount(input, code, 'actual') !== null)
  const payer = entries.findIndex((entry) => entry.payrollTaxesEnabled && entry.payrollTaxesBillingType === 'Actual')
  const pteb = entries.map((entry, i): Known => {
    if (!entry.payrollTaxesEnabled) return null
    if (entry.payrollTaxesBillingType === 'Actual') {
      const sum =
        i === payer ? total(ptebCodes.map((code) => inAccount(input, code, isLoaded ? 'actual' : 'budget'))) : null
      return sum && size(sum)
    }
    const escalator = entry.payrollTaxesEscalator
    const percent = stepped(
      orNought(maybe(entry.payrollTaxesPercentage)),
      escalator,
      maybe(escalator?.value),
      input.month,
      today,
      null,
    )
    return payroll[i] == null ? null : percentOf(percent, payroll[i])
  })
  const support = entries.map((entry, i): Known => {
    if (!entry.payrollSupportEnabled) return null
    const amount = orNought(maybe(entry.payrollSupportAmount))
    if (entry.payrollSupportBillingType === 'Fixed') return amount
    if (payroll[i] == null) return null
    return percentOf(
      amount,
      entry.payrollSupportPayrollType === 'Total' ? plus(payroll[i], orNought(pteb[i])) : payroll[i],
    )
  })
  return {
    additionalPayroll: orNought(total(entries.map((entry) => maybe(entry.additionalPayrollAmount)))),
    billablePayroll: total(payroll),
    pteb: total(pteb),
    supportServices: total(support),
    expenseAccounts: entries.length === 0 ? null : expenses(contract, entries, input),
  }
}
function expenses(contract: Contract, entries: readonly BillableAccounts[], input: MonthInput): Known {
  const agreement = contract.managementAgreement
  const apart = [
    ...(agreement?.claims ? ['7099', '7100', '7101', '7102'] : []),
    ...(agreement?.insurance ? ['7080', '7082', '7085'] : []),
  ]
  const isBilled = (code: string) => billedBy(entries, code) >= 0 && !apart.includes(code)
  const totals = input.expenseTotals
  if (totals) {
    const saved = totals.record && orNought(total(TWELVE.filter(isBilled).map((code) => maybe(totals.record?.[code]))))
    return total([maybe(totals.otherAccountsBudget), saved ?? maybe(totals.enteredAccountsBudget)])
  }
  const known = accountsAmong(input, '7')
  const codes = known.filter(isBilled)
  if (codes.length === 0) return known.length > 0 ? NOUGHT : null
  if (input.kind === 'past' && codes.some((code) => inAccount(input, code, 'actual') !== null)) {
    return total(codes.map((code) => inAccount(input, code, 'actual')))
  }
  const planned = (code: string) =>
    (TWELVE.includes(code) ? inAccount(input, code, 'forecast') : null) ?? inAccount(input, code, 'budget')
  return total(codes.map(planned))
}

// 6.6
function managementFee(fee: ManagementFee, input: MonthInput, net: Known, today: string): Known {
  const { month } = input
  if (fee.type === 'PerLaborHour') {
    return total(
      fee.jobs.map((job) => {
        const hours = hoursIn(input.hours[job.code], month, fee.useOvertimeSplit)
        const step = (rate: Fraction, by: Text | null) => stepped(rate, fee.escalator, maybe(by), month, today, null)
        const rate = step(exact(job.standardRate), job.standardRateEscalatorValue)
        const agreed = maybe(job.overtimeRate)
        return hours && paid(hours, rate, agreed ? step(agreed, job.overtimeRateEscalatorValue) : timeAndAHalf(rate))
      }),
    )
  }
  const rows = fee.type === 'FixedFee' ? fee.amounts : fee.percentages
  const value = rows
    .filter((row) => counts(month, row.from, row.to))
    .map((row) => stepped(exact(row.amount), fee.escalator, maybe(fee.escalator?.value), month, today, row.from))
    .reduce(plus, NOUGHT)
  if (fee.type === 'FixedFee') return value
  return net && percentOf(value, net)
}
function insurance(contract: Contract, input: MonthInput, payroll: Known): Known {
  const terms = contract.managementAgreement?.insurance
  if (!terms) return null
  if (terms.type === 'FixedFee') return orNought(maybe(terms.fixedFeeAmount))
  const entries = contract.billableAccounts ?? []
  const enabled = ['7080', '7082', '7085'].filter((code) => entries.length === 0 || billedBy(entries, code) >= 0)
  const ledger = input.kind === 'past' ? total(enabled.map((code) => inAccount(input, code, 'actual'))) : null
  const vehicle = inAccount(input, '7082', 'budget')
  const base = ledger
    ? size(ledger)
    : total([payroll && percentOf(exact(terms.payrollPercentage), payroll), vehicle && size(vehicle)])
  return base && plus(base, percentOf(orNought(maybe(terms.additionalPercentage)), base))
}
function incurredClaims(contract: Contract, input: MonthInput): Fraction {
  const entries = contract.billableAccounts ?? []
  const codes = ['7099', '7100', '7101', '7102'].filter((code) => entries.length === 0 || billedBy(entries, code) >= 0)
  const ledger = total(codes.map((code) => inAccount(input, code, 'actual')))
  if (input.kind === 'past' && ledger) return ledger
  const entered = codes.includes('7100') ? inAccount(input, '7100', 'forecast') : null
  return entered ?? orNought(total(codes.map((code) => inAccount(input, code, 'budget'))))
}

export type Answer = {
  readonly total: Known
  readonly isForecast: boolean
  readonly isFailed: boolean
  readonly parts: Readonly<Record<string, Known>>
  readonly billable: Readonly<Record<string, Known>>
  readonly agreement: Readonly<Record<string, Known>>
}

/** Internal revenue of a site over its months in order, with all parts (domain.md 6.0). */
export function oracle(contract: Contract, months: readonly MonthInput[], today: string): Answer[] {
  const claimed = new Map<number, Fraction>()
  const earned = new Map<number, Fraction>()
  return months.map((input, index) => {
    const budget = {
      total: maybe(input.budgetInternalRevenue),
      isForecast: false,
      parts: {},
      billable: {},
      agreement: {},
    }
    try {
      const bill = billable(contract, input, today)
      const agreement: Record<string, Known> = {}
      const terms = contract.managementAgreement
      const parts: Record<string, Known> = {}
      const put = (id: string, isEnabled: boolean, value: Known) => {
        if (isEnabled) parts[id] = value
      }
      put('fixedFee', contract.fixedFee !== null, fixedFee(contract, input.month))
      put('perOccupiedRoom', contract.perOccupiedRoom !== null, rooms(contract, input))
      put('perLaborHour', contract.perLaborHour !== null, labor(contract, input))
      put('revenueShare', contract.revenueShare !== null, share(contract, input, months.slice(0, index), today))
      put('billableAccounts', bill !== null, bill && total(Object.values(bill)))
      let profit: Known = null
      if (terms !== null) {
        const net = netRevenue(input.revenue)
        const payroll = bill?.billablePayroll ?? null
        if (terms.managementFee) agreement['managementFee'] = managementFee(terms.managementFee, input, net, today)
        if (terms.insurance) agreement['insurance'] = insurance(contract, input, payroll)
        const claims = incurredClaims(contract, input)
        if (terms.claims) {
          const { type, capAmount } = terms.claims
          const cap = type === 'PerClaim' ? null : maybe(capAmount)
          const within = (claim: Fraction, prior: Fraction, limit: Fraction) =>
            isLess(limit, plus(prior, claim)) ? larger(NOUGHT, minus(limit, prior)) : claim
          if (cap === null) agreement['claims'] = claims
          else {
            let prior = NOUGHT
            for (const at of monthsOfPeriod(type, input.month, contract.startDate)) {
              prior = plus(prior, within(claimed.get(at) ?? NOUGHT, prior, cap))
            }
            agreement['claims'] = within(claims, prior, cap)
          }
        }
        if (terms.nonGlBillableExpenses.length > 0) {
          const due = terms.nonGlBillableExpenses.filter(
            (e) => e.finalPeriodBilled === null || ordinal(e.finalPeriodBilled) >= ordinal(input.month),
          )
          const amounts = due.map((entry): Known => {
            const amount = orNought(maybe(entry.amount))
            if (entry.type === 'FixedAmount') return amount
            if (entry.type === 'Revenue') return net && percentOf(amount, net)
            return (
              payroll &&
              percentOf(amount, entry.payrollType === 'Total' ? plus(payroll, orNought(bill?.pteb)) : payroll)
            )
          })
          agreement['nonGl'] = due.length === 0 ? NOUGHT : total(amounts)
        }
        if (net !== null) {
          const extra =
            terms.validationThreshold && excess(terms.validationThreshold, maybe(input.revenue?.validations), net)
          const deductions = [...Object.values(bill ?? {}), ...Object.values(agreement)]
          profit = minus(plus(net, orNought(extra)), orNought(total(deductions)))
        }
        if (terms.profitShare) {
          const { tiers, escalator, accumulationType } = terms.profitShare
          const before = monthsOfPeriod(accumulationType, input.month, contract.startDate)
          const prior = before.map((at) => larger(NOUGHT, earned.get(at) ?? NOUGHT)).reduce(plus, NOUGHT)
          const inEffect = bands(tiers, escalator, input.month, today)
          agreement['profitShare'] = profit && progressive(inEffect, prior, larger(NOUGHT, profit))
        }
        parts['managementAgreement'] = total(Object.values(agreement))
        claimed.set(ordinal(input.month), claims)
        if (profit) earned.set(ordinal(input.month), profit)
      }
      put('otherRevenue', input.otherRevenue !== null, maybe(input.otherRevenue))
      const sum = total(Object.values(parts))
      if (sum === null) return { ...budget, isFailed: false }
      return { total: sum, isForecast: true, isFailed: false, parts, billable: { ...bill }, agreement }
    } catch (thrown) {
      if (thrown instanceof Incomputable) return { ...budget, isFailed: true }
      throw thrown
    }
  })
}
