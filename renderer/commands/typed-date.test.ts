import { expect, test } from 'vitest'
import { typedDate } from './typed-date.ts'

/** A Friday; the open month is in the year after. */
const read = (text: string) => typedDate(text, '2026-04-10', '2027-03')

test.each([
  ['today', { day: '2026-04-10' }],
  ['tomorrow', { day: '2026-04-11' }],
  ['yesterday', { day: '2026-04-09' }],
  ['next Friday', { day: '2026-04-17' }],
  ['in 2 weeks', { day: '2026-04-24' }],
  ['2026-12', { month: '2026-12' }],
  ['2026-12-24', { day: '2026-12-24' }],
  ['December 2026', { month: '2026-12' }],
  ['14 Dec 2025', { day: '2025-12-14' }],
])('“%s” is a date by itself', (text, date) => {
  expect(read(text)).toEqual(date)
})

test.each([
  ['14 Dec', { day: '2027-12-14' }],
  ['Dec 14', { day: '2027-12-14' }],
  ['12/14', { day: '2027-12-14' }],
  ['december', { month: '2027-12' }],
])('“%s” is in the year of the open month', (text, date) => {
  expect(read(text)).toEqual(date)
})

test.each(['0427', '5', 'sat', 'export', 'valet daily', '14 Dec export', '29 Feb', '2026-13', 'now', '5 pm', ''])(
  '“%s” is no date, or only a day of the week',
  (text) => {
    expect(read(text)).toEqual(text === 'sat' ? { day: '2026-04-11' } : null)
  },
)
