import { describe, expect, test } from 'vitest'
import { d } from '../../../tests/support/a-contract.ts'
import { toldCell } from '../../../tests/support/told.ts'
import { computedCell } from './cell.ts'
import type { ComputedAmount } from './data-sets.ts'
import { overridden } from './override.ts'

describe('an amount set by hand (domain.md 15)', () => {
  const onBudget: ComputedAmount = {
    total: d(900),
    isForecast: false,
    kind: 'budget',
    parts: [{ id: 'budget', label: 'Budget', value: d(900) }],
    remark: 'Nothing is forecast: the budget counts.',
    error: { message: 'No rate.' },
  }
  const set = { amount: d(700), note: 'by Ines because of roadworks' }
  const loaded = { actual: null, budget: d(900), priorYear: null }

  test('counts in place of what only repeats the budget, and what was computed stays beside it', () => {
    expect(toldCell(computedCell('future', loaded, overridden(onBudget, set)))).toEqual([
      'forecast: forecast 700, trend 700',
      'total 700',
      'part override Set by hand: 700',
      '15 Set by hand: 700 money ← computed 900 money calculation',
      'remark Overridden by Ines because of roadworks.',
      'opens {kind:none}',
    ])
    expect([overridden(onBudget, set).isForecast, overridden(onBudget, set).error]).toEqual([true, null])
  })

  test('without one the amount is what was computed', () => {
    expect(overridden(onBudget, undefined)).toBe(onBudget)
  })
})
