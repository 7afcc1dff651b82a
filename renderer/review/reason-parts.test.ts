import { expect, test } from 'vitest'
import { amountOf, partsOf, remainder } from './reason-parts.ts'

const part = (amount: string, text = 'A convention.') => ({ code: 'event', text, amount })

test('an amount is read as in the grids: what is ambiguous is none, nothing typed is no amount', () => {
  expect(['1,234.5', '(12)', '', '1,23', 'abc'].map(amountOf)).toEqual([
    '1234.50',
    '-12.00',
    null,
    undefined,
    undefined,
  ])
})

test('a part says what happened; its amount may be left out', () => {
  expect(partsOf([part('', ' A convention. ')])).toEqual([{ code: 'event', text: 'A convention.', amount: null }])
  expect(partsOf([part('12', '  ')])).toBe('Say in a few words what happened.')
  expect(partsOf([part('1,23')])).toContain('1,23')
})

test('what the amounts leave of the variance is told to the cent, unless a part stands for the rest', () => {
  expect(remainder('1000.10', [part('400'), part('600.05')])?.toFixed(2)).toBe('0.05')
  expect(remainder('-1000', [part('-400'), part('-600')])?.toFixed(2)).toBe('0.00')
  expect(remainder('1000', [part('400'), part('')])).toBeNull()
})
