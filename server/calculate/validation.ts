import type { Explained } from '../../shared/calc/explained.ts'
import { given, part, step } from '../../shared/calc/explain.ts'
import { checkWrites } from '../../shared/calc/validation/check-write.ts'
import { type Finding, isSubmittable } from '../../shared/calc/validation/finding.ts'
import { allocationFinding, reasonFindings } from '../../shared/calc/validation/reasonableness.ts'
import { findLine } from '../../shared/categories/index.ts'
import type { InputsOf } from '../../shared/contract/calculate.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { toScaled } from '../../shared/core/scaled.ts'
import { refuse } from './refuse.ts'
import type { Runners } from './runner.ts'
import { toWire } from './to-wire.ts'

const LEVELS = { error: 'Errors', confirm: 'To be confirmed', warning: 'Warnings' } as const

export const validationRunners: Runners<'validation'> = {
  validation: (inputs) => {
    const findings = findingsOf(inputs)
    return {
      ...toWire(explainFindings(findings), 'count'),
      canBeSubmitted: isSubmittable(findings),
      findings,
    }
  },
}

function findingsOf(inputs: InputsOf<'validation'>): Finding[] {
  const { totalRooms, employees, rateReferences, cells, month, allocations } = inputs
  const writes = cells.map(({ lineId, period, value }, i) => ({ lineId, period, value: stored(lineId, value, i) }))
  const cents = (rate: Decimal | null | undefined) => (rate == null ? null : toScaled(rate, 2))
  const found = checkWrites(writes, {
    totalRooms,
    employees: (code) => employees[code] ?? null,
    rateReference: (lineId) => ({
      actual: cents(rateReferences[lineId]?.actual),
      budget: cents(rateReferences[lineId]?.budget),
    }),
  })
  return [
    ...found,
    ...(month === null ? [] : reasonFindings(month)),
    ...allocations.flatMap(({ name, percentages }) => allocationFinding(percentages, name) ?? []),
  ]
}

/** A value as its line stores it; one with more decimals than the line has is refused, not rounded. */
function stored(lineId: string, value: Decimal | null, index: number): number | null {
  if (value === null) return null
  const scale = findLine(lineId)?.scale ?? 2
  if (value.decimalPlaces() > scale)
    refuse(`cells.${index}.value`, 'This line holds fewer decimals.', `at most ${scale} decimals`, value.toNumber())
  return toScaled(value, scale)
}

function explainFindings(findings: readonly Finding[]): Explained {
  const count = (level: Finding['level']) => new Decimal(findings.filter((finding) => finding.level === level).length)
  return {
    total: new Decimal(findings.length),
    parts: (['error', 'confirm', 'warning'] as const).map((level) => part(level, LEVELS[level], count(level))),
    steps: findings.map(({ message, lineId, period, rule }) =>
      step('10.1', message, null, 'count', [
        given('rule', rule, 'text', 'validation'),
        given('line', lineId, 'text', 'inputs'),
        given('period', period, 'text', 'inputs'),
      ]),
    ),
    remark: findings.length === 0 ? 'Nothing to say: all is well.' : null,
  }
}
