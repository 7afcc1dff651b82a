import { describe, expect, test } from 'vitest'
import { Decimal } from '../../core/decimal.ts'
import { type Action, MOVES, moveProblem, needsReviewComment, type State } from './submission.ts'

const STATES: readonly State[] = ['draft', 'submitted', 'returned', 'approved', 'finalised']
const ACTIONS = Object.keys(MOVES) as Action[]
const possible = (role: Parameters<typeof moveProblem>[2][number]) =>
  STATES.map((state) => [
    state,
    ACTIONS.filter((action) => moveProblem(action, state, [role], 'why') === null).join(' '),
  ])

describe('the states of a forecast', () => {
  test('an account manager submits, and submits again what was returned', () => {
    expect(possible('account_manager')).toEqual([
      ['draft', 'submit'],
      ['submitted', ''],
      ['returned', 'submit'],
      ['approved', ''],
      ['finalised', ''],
    ])
  })

  test('a district manager approves or returns what was submitted, and returns what was approved', () => {
    expect(possible('district_manager')).toEqual([
      ['draft', 'submit'],
      ['submitted', 'return approve'],
      ['returned', 'submit'],
      ['approved', 'return'],
      ['finalised', ''],
    ])
  })

  test('a regional vice president moves nothing; an administrator finalises and reopens', () => {
    expect(possible('regional_vp').map(([, moves]) => moves)).toEqual(['', '', '', '', ''])
    expect(possible('forecasting_admin')).toEqual([
      ['draft', 'submit'],
      ['submitted', 'return approve reopen'],
      ['returned', 'submit reopen'],
      ['approved', 'return finalise reopen'],
      ['finalised', 'reopen'],
    ])
  })

  test('a return says why', () => {
    expect([
      moveProblem('return', 'submitted', ['district_manager'], ' '),
      moveProblem('approve', 'submitted', ['district_manager'], null),
    ]).toEqual(['comment', null])
    expect(moveProblem('return', 'submitted', ['district_manager'], null)).toBe('comment')
  })

  test('one role that may is enough, whatever other roles a person has', () => {
    expect(moveProblem('submit', 'draft', ['regional_vp', 'account_manager'], null)).toBe(null)
  })
})

describe('a contribution off budget needs a comment', () => {
  const d = (amount: number | null) => (amount === null ? null : new Decimal(amount))
  const needs = (
    flc: number | null,
    budget: number | null,
    amount: number | null = 5_000,
    percent: number | null = 25,
  ) => needsReviewComment(d(flc), d(budget), { amount: d(amount), percent: d(percent) })

  test('beyond the amount or beyond the percent, in either direction', () => {
    expect([needs(105_000, 100_000), needs(105_000.01, 100_000), needs(94_999.99, 100_000)]).toEqual([
      false,
      true,
      true,
    ])
    expect([needs(1_250, 1_000), needs(1_250.01, 1_000), needs(749, 1_000)]).toEqual([false, true, true])
  })

  test('a limit that is off asks nothing, nor does a side that is not known', () => {
    expect([needs(900_000, 100_000, null, null), needs(1_300, 1_000, 5_000, null)]).toEqual([false, false])
    expect([needs(null, 100_000), needs(100_000, null)]).toEqual([false, false])
    // Of a budget of 0 there is no percent: the amount decides.
    expect([needs(4_000, 0), needs(6_000, 0)]).toEqual([false, true])
  })
})
