import { otherRevenue } from '../../shared/calc/other-revenue.ts'
import { given, part, step, sumOfParts } from '../../shared/calc/explain.ts'
import type { Explained } from '../../shared/calc/explained.ts'
import { billableAccounts } from '../../shared/calc/internal-revenue/billable-accounts.ts'
import type { Contract } from '../../shared/calc/internal-revenue/contract.ts'
import { NO_CONTRACT } from '../../shared/calc/internal-revenue/contract.ts'
import { contractIssues } from '../../shared/calc/internal-revenue/contract-rules.ts'
import { blockDates, escalatedRate } from '../../shared/calc/internal-revenue/escalation.ts'
import { fixedFee } from '../../shared/calc/internal-revenue/fixed-fee.ts'
import { internalRevenue } from '../../shared/calc/internal-revenue/internal-revenue.ts'
import { managementAgreement } from '../../shared/calc/internal-revenue/management-agreement.ts'
import { perLaborHour } from '../../shared/calc/internal-revenue/per-labor-hour.ts'
import { perOccupiedRoom } from '../../shared/calc/internal-revenue/per-occupied-room.ts'
import { revenueShare } from '../../shared/calc/internal-revenue/revenue-share.ts'
import type { InputsOf } from '../../shared/contract/calculate.ts'
import { must } from '../../shared/core/bug.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { toScaled } from '../../shared/core/scaled.ts'
import { inputError } from './refuse.ts'
import type { Runners } from './runner.ts'
import { rounded, toWire } from './to-wire.ts'

const ENABLED = 'the block is in the inputs'

/** The contract of the inputs in full, when it breaks no rule of domain.md 1.3. */
export function soundContract(given: Partial<Contract>): Contract {
  const contract = { ...NO_CONTRACT, ...given }
  const issues = contractIssues(contract)
  if (issues.length > 0) throw inputError(must(issues[0], 'an issue').message, issues, 'contract.')
  return contract
}

export const internalRevenueRunners: Runners<
  | 'fixedFee'
  | 'perOccupiedRoom'
  | 'perLaborHour'
  | 'revenueShare'
  | 'otherRevenue'
  | 'internalRevenue'
  | 'managementAgreement'
  | 'escalate'
> = {
  fixedFee: ({ contract, month }) => toWire(must(fixedFee(soundContract(contract), month), ENABLED)),

  perOccupiedRoom: ({ contract, occupiedRooms }) =>
    toWire(must(perOccupiedRoom(soundContract(contract), { occupiedRooms }), ENABLED)),

  perLaborHour: ({ contract, month, hours }) =>
    toWire(must(perLaborHour(soundContract(contract), month, hours), ENABLED)),

  revenueShare: ({ contract, month, revenue, earlier, today }) =>
    toWire(must(revenueShare(soundContract(contract), month, revenue, earlier, today), ENABLED)),

  otherRevenue: ({ rows }) => {
    const cents = (amount: Decimal | null) => (amount === null ? null : toScaled(amount, 2))
    const stored = Object.entries(rows).map(([id, row]) => [
      id,
      { forecast: cents(row?.forecast ?? null), budget: cents(row?.budget ?? null) },
    ])
    return toWire(otherRevenue(Object.fromEntries(stored)))
  },

  internalRevenue: ({ contract, month, history, today }) => {
    const revenue = internalRevenue(soundContract(contract), month, history, today)
    const components =
      revenue.components === null
        ? null
        : Object.fromEntries(
            Object.entries(revenue.components).map(([id, found]) => [id, found === null ? null : toWire(found)]),
          )
    return { ...toWire(revenue), isForecast: revenue.isForecast, components }
  },

  managementAgreement: ({ contract, month, history, today }) => {
    const sound = soundContract(contract)
    const billable = billableAccounts(sound, month, today)
    const agreement = must(managementAgreement(sound, month, billable?.amounts ?? null, history, today), ENABLED)
    return { ...toWire(agreement), profit: rounded(agreement.profit) }
  },

  escalate: (inputs) => toWire(escalated(inputs), 'rate'),
}

function escalated({ stored, escalator, month, activeFrom, today }: InputsOf<'escalate'>): Explained {
  const dates = blockDates(escalator, month, today, activeFrom)
  let value = stored
  const steps = dates.map((date) => {
    const before = value
    value = escalatedRate(before, escalator, escalator.value, [date])
    return step('6.10', `Step of ${date}`, value, 'rate', [
      given('before', before, 'rate', 'contract'),
      given(escalator.type === 'Percentage' ? 'percent' : 'amount', escalator.value, 'count', 'contract'),
    ])
  })
  const remark = dates.length === 0 ? 'No step is due: the stored value counts.' : null
  return sumOfParts([part('value', 'Value in the month', value)], steps, remark)
}
