import { describe, expect, test } from 'vitest'
import { type Action, MOVES, moveProblem, type State } from './submission.ts'

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
