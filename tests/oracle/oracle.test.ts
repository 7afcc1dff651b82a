import { describe, expect, test } from 'vitest'
import { type InternalRevenue, internalRevenueOfSite } from '../../shared/calc/internal-revenue/internal-revenue.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { roundToCents } from '../../shared/core/money.ts'
import { aCase } from './a-case.ts'
import { type Fraction, fractionOf, hundredths, isLess, minus, size } from './fraction.ts'
import { type Answer, oracle } from './oracle.ts'

/** `ORACLE_CASES=100000` for the long run, `ORACLE_SEED` for the first case. */
const CASES = Number(process.env['ORACLE_CASES'] ?? 2_000)
const FIRST = Number(process.env['ORACLE_SEED'] ?? 1)
const TOLERANCE = fractionOf(`0.${'0'.repeat(19)}1`)

const exactly = (a: Decimal, b: Fraction) => !isLess(TOLERANCE, size(minus(fractionOf(a.toFixed()), b)))
/** Empty when both say the same; else what they say. */
function difference(what: string, found: Decimal | null | undefined, expected: Fraction | null | undefined): string[] {
  if (found == null && expected == null) return []
  if (found != null && expected != null) {
    const inCents = hundredths(expected)
    if (exactly(found, expected) && BigInt(roundToCents(found)) === inCents) return []
    return [`${what}: calculated ${found.toFixed()}, the oracle says ${inCents} cents`]
  }
  return [
    `${what}: calculated ${found?.toFixed() ?? 'nothing'}, the oracle says ${expected == null ? 'nothing' : hundredths(expected)}`,
  ]
}
function differences(found: InternalRevenue, expected: Answer): string[] {
  const { components } = found
  const partsOf = (
    parts: readonly { readonly id: string; readonly value: Decimal | null }[],
    answers: Answer['parts'],
    of: string,
  ) => {
    const ids = [...new Set([...parts.map(({ id }) => id), ...Object.keys(answers)])]
    return ids.flatMap((id) => difference(`${of}.${id}`, parts.find((part) => part.id === id)?.value, answers[id]))
  }
  return [
    ...(found.isForecast === expected.isForecast ? [] : [`isForecast ${found.isForecast}`]),
    ...((found.error !== null) === expected.isFailed ? [] : [`failed: ${found.error?.message ?? 'no'}`]),
    ...difference('total', found.total, expected.total),
    ...(expected.isForecast ? partsOf(found.parts, expected.parts, 'revenue') : []),
    ...partsOf(components?.billableAccounts?.parts ?? [], expected.billable, 'billable'),
    ...partsOf(components?.managementAgreement?.parts ?? [], expected.agreement, 'agreement'),
  ]
}

/** How often each thing came up, so that a run that proves nothing is noticed. */
const seen = new Map<string, number>()
const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
function noteWhatItHad(found: InternalRevenue): void {
  note('months')
  if (found.error !== null) note('failed')
  else if (!found.isForecast) note('budget')
  for (const { id, value } of found.parts) if (value !== null && !value.isZero()) note(id)
  const agreement = found.components?.managementAgreement
  for (const { id, value } of agreement?.parts ?? []) if (value !== null && !value.isZero()) note(id)
  if (found.components?.revenueShare?.structures.some(({ prior }) => !prior.isZero())) note('accumulated')
}

describe('an independent oracle', () => {
  test('always: a second implementation in whole numbers comes to the same cents, part by part', () => {
    let wrong: readonly string[] = []
    for (let seed = FIRST; seed < FIRST + CASES && wrong.length === 0; seed += 1) {
      const { contract, months, today } = aCase(seed)
      const expected = oracle(contract, months, today)
      const found = internalRevenueOfSite({ siteId: '0427', contract, months, today })
      wrong = expected.flatMap((answer, i) => {
        const month = found[i]
        if (month === undefined) return [`case ${seed}: month ${i + 1} is missing`]
        noteWhatItHad(month)
        return differences(month, answer).map((text) => `case ${seed}, ${month.month}: ${text}`)
      })
    }
    expect(wrong).toEqual([])
    console.log(`${CASES} contracts: ${[...seen].map(([what, count]) => `${what} ${count}`).join(', ')}`)
    const rare = [
      'fixedFee',
      'perOccupiedRoom',
      'perLaborHour',
      'revenueShare',
      'billableAccounts',
      'managementAgreement',
      'otherRevenue',
      'managementFee',
      'insurance',
      'claims',
      'nonGl',
      'profitShare',
      'accumulated',
      'failed',
      'budget',
    ]
    expect(rare.filter((what) => (seen.get(what) ?? 0) < CASES / 100)).toEqual([])
  }, 3_600_000)
})
