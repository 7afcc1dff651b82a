import { describe, expect, test } from 'vitest'
import { toldCell } from '../../../tests/support/told.ts'
import { Decimal } from '../../core/decimal.ts'
import { accountRow, claimsRow } from './account-rows.ts'
import type { AccountAmounts } from './account-use.ts'
import { computedCell } from './cell.ts'
import { type ComputedAmount, type Loaded, type MonthClass, NOTHING_LOADED } from './data-sets.ts'

const of = (amount: number | string | null | undefined) => (amount == null ? null : new Decimal(amount))
const loaded = (actual: number | null, budget: number | null): Loaded => ({
  ...NOTHING_LOADED,
  actual: of(actual),
  budget: of(budget),
})
const anAccount = (account: string, forecast: number | null, budget: number | null, actual: number | null) => ({
  account,
  title: `Account ${account}`,
  forecast: of(forecast),
  budget: of(budget),
  actual: of(actual),
})

describe('what account rows say about how they came about', () => {
  const accounts: readonly AccountAmounts[] = [
    anAccount('7075', 100, 90, 160),
    anAccount('7113', null, 300, 20),
    anAccount('7185', null, null, null),
  ]
  test('other expense names each account with what counts of it', () => {
    const months = ['past', 'current', 'future'] as const
    expect(months.map((month) => toldCell(accountRow('OtherExpense', month, accounts, loaded(null, null))))).toEqual([
      [
        'empty: forecast 400, trend unknown',
        'total unknown',
        'remark The month is closed and its actual is not loaded.',
        'opens {kind:accounts,accounts:[{account:7075,title:Account 7075,forecast:100,budget:90,actual:160,used:160,from:actual},{account:7113,title:Account 7113,forecast:null,budget:300,actual:20,used:20,from:actual},{account:7185,title:Account 7185,forecast:null,budget:null,actual:null,used:null,from:null}]}',
      ],
      [
        'mixed: forecast 400, trend 460',
        'total 460',
        'part 7075 Account 7075: 160',
        'part 7113 Account 7113: 300',
        'part 7185 Account 7185: unknown',
        '8 Account 7075: 160 money ← forecast 100 money forecast ← budget 90 money budget ← actual 160 money actual',
        '8 Account 7113: 300 money ← forecast unknown money forecast ← budget 300 money budget ← actual 20 money actual',
        '8 Account 7185: unknown money ← forecast unknown money forecast ← budget unknown money budget ← actual unknown money actual',
        'remark Already posted above the forecast in 1 of 3 accounts.',
        'opens {kind:accounts,accounts:[{account:7075,title:Account 7075,forecast:100,budget:90,actual:160,used:160,from:actual},{account:7113,title:Account 7113,forecast:null,budget:300,actual:20,used:300,from:budget},{account:7185,title:Account 7185,forecast:null,budget:null,actual:null,used:null,from:null}]}',
      ],
      [
        'forecast: forecast 400, trend 400',
        'total 400',
        'part 7075 Account 7075: 100',
        'part 7113 Account 7113: 300',
        'part 7185 Account 7185: unknown',
        '8 Account 7075: 100 money ← forecast 100 money forecast ← budget 90 money budget',
        '8 Account 7113: 300 money ← forecast unknown money forecast ← budget 300 money budget',
        '8 Account 7185: unknown money ← forecast unknown money forecast ← budget unknown money budget',
        'opens {kind:accounts,accounts:[{account:7075,title:Account 7075,forecast:100,budget:90,actual:160,used:100,from:forecast},{account:7113,title:Account 7113,forecast:null,budget:300,actual:20,used:300,from:budget},{account:7185,title:Account 7185,forecast:null,budget:null,actual:null,used:null,from:null}]}',
      ],
    ])
  })
  test('a month of one kind of account is of that kind', () => {
    const kinds = [accounts.slice(0, 1), accounts.slice(1, 2), accounts.slice(2)].map(
      (some) => accountRow('OtherExpense', 'future', some, NOTHING_LOADED).kind,
    )
    expect(kinds).toEqual(['forecast', 'budget', 'empty'])
    const posted = [anAccount('7075', 1, 1, 5), anAccount('7113', 9, 9, null)]
    expect(accountRow('OtherExpense', 'current', posted, NOTHING_LOADED).explained.remark).toBe(
      'Already posted above the forecast in 1 of 2 accounts.',
    )
    expect(accountRow('OtherExpense', 'current', posted.slice(1), NOTHING_LOADED).explained.remark).toBe(null)
  })

  const claims = [anAccount('7099', null, 4, 6), anAccount('7100', 70, 50, null)]
  const unentered = claims.map((account) => ({ ...account, forecast: null }))
  test('entered claims count, and the accounts show the same side', () => {
    expect(toldCell(claimsRow('future', claims, loaded(null, 54)))).toEqual([
      'forecast: forecast 70, trend 70',
      'total 70',
      'part forecast Entered claims: 70',
      'opens {kind:accounts,accounts:[{account:7099,title:Account 7099,forecast:null,budget:4,actual:6,used:null,from:null},{account:7100,title:Account 7100,forecast:70,budget:50,actual:null,used:70,from:forecast}]}',
    ])
  })
  test('without an entry the budget counts', () => {
    expect(toldCell(claimsRow('future', unentered, loaded(null, 54)))).toEqual([
      'budget: forecast 54, trend 54',
      'total 54',
      'part budget Budget: 54',
      'remark Nothing is forecast: the budget counts.',
      'opens {kind:accounts,accounts:[{account:7099,title:Account 7099,forecast:null,budget:4,actual:6,used:4,from:budget},{account:7100,title:Account 7100,forecast:null,budget:50,actual:null,used:50,from:budget}]}',
    ])
  })
  test('what the ledger shows to date counts in the current month', () => {
    expect(toldCell(claimsRow('current', claims, loaded(6, 54)))).toEqual([
      'mixed: forecast 70, trend 6',
      'total 6',
      'part actual Actual to date: 6',
      'remark Claims are posted already: they count.',
      'opens {kind:accounts,accounts:[{account:7099,title:Account 7099,forecast:null,budget:4,actual:6,used:6,from:actual},{account:7100,title:Account 7100,forecast:70,budget:50,actual:null,used:null,from:null}]}',
    ])
  })
  test('a closed month is the ledger', () => {
    expect(toldCell(claimsRow('past', unentered, loaded(6, 54)))).toEqual([
      'actual: forecast 54, trend 6',
      'total 6',
      'part actual Actual: 6',
      'opens {kind:accounts,accounts:[{account:7099,title:Account 7099,forecast:null,budget:4,actual:6,used:6,from:actual},{account:7100,title:Account 7100,forecast:null,budget:50,actual:null,used:null,from:null}]}',
    ])
  })
})

describe('what a computed row says about how it came about', () => {
  const computed = (changed: Partial<ComputedAmount> = {}): ComputedAmount => ({
    total: of(120),
    isForecast: true,
    parts: [{ id: 'fee', label: 'Fee', value: of(120) }],
    ...changed,
  })
  test('it is a forecast or mixed, and only the budget where nothing was forecast', () => {
    const cases: readonly [string, MonthClass, Partial<ComputedAmount>][] = [
      ['ahead it is a forecast', 'future', {}],
      ['in the current month it is mixed', 'current', {}],
      [
        'the calculator may know the kind better, and its forecast without actuals',
        'current',
        { kind: 'actual', forecast: of(80) },
      ],
      ['what only repeats the budget is the budget', 'future', { isForecast: false }],
      ['its remark stays where the budget counts', 'future', { isForecast: false, remark: 'Not computed.' }],
      ['without an answer the budget counts', 'future', { total: null }],
    ]
    expect(
      cases.map(([why, month, changed]) => [why, toldCell(computedCell(month, loaded(null, 99), computed(changed)))]),
    ).toEqual([
      [
        'ahead it is a forecast',
        ['forecast: forecast 120, trend 120', 'total 120', 'part fee Fee: 120', 'opens {kind:none}'],
      ],
      [
        'in the current month it is mixed',
        ['mixed: forecast 120, trend 120', 'total 120', 'part fee Fee: 120', 'opens {kind:none}'],
      ],
      [
        'the calculator may know the kind better, and its forecast without actuals',
        ['actual: forecast 80, trend 120', 'total 120', 'part fee Fee: 120', 'opens {kind:none}'],
      ],
      [
        'what only repeats the budget is the budget',
        [
          'budget: forecast 120, trend 99',
          'total 99',
          'part budget Budget: 99',
          'remark Nothing is forecast: the budget counts.',
          'opens {kind:none}',
        ],
      ],
      [
        'its remark stays where the budget counts',
        [
          'budget: forecast 120, trend 99',
          'total 99',
          'part budget Budget: 99',
          'remark Not computed.',
          'opens {kind:none}',
        ],
      ],
      [
        'without an answer the budget counts',
        [
          'budget: forecast 99, trend 99',
          'total 99',
          'part budget Budget: 99',
          'remark Nothing is forecast: the budget counts.',
          'opens {kind:none}',
        ],
      ],
    ])
  })
  test('without a budget the amount counts though nothing is forecast', () => {
    expect(toldCell(computedCell('future', NOTHING_LOADED, computed({ isForecast: false })))).toEqual([
      'budget: forecast 120, trend 120',
      'total 120',
      'part fee Fee: 120',
      'remark Nothing is forecast: the budget counts.',
      'opens {kind:none}',
    ])
  })
  test('a closed month is its actual, or says that it is not loaded', () => {
    expect(
      [loaded(7, 9), loaded(null, 9)].map((amounts) => toldCell(computedCell('past', amounts, computed()))),
    ).toEqual([
      ['actual: forecast 120, trend 7', 'total 7', 'part actual Actual: 7', 'opens {kind:none}'],
      [
        'empty: forecast 120, trend unknown',
        'total unknown',
        'remark The month is closed and its actual is not loaded.',
        'opens {kind:none}',
      ],
    ])
  })
  test('nothing at all is empty', () => {
    expect(toldCell(computedCell('future', NOTHING_LOADED, computed({ total: null, parts: [] })))).toEqual([
      'empty: forecast unknown, trend unknown',
      'total unknown',
      'remark Nothing is forecast: the budget counts.',
      'opens {kind:none}',
    ])
  })
})
