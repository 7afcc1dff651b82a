import { expect, test } from 'vitest'
import { addDays } from '../core/calendar.ts'
import { fourWeekShape, weekdayShape } from './spread-shapes.ts'

const week = (first: string) => Array.from({ length: 7 }, (_, i) => addDays(first, i))

test('four weeks: each day weighs the mean of its weekday in the 28 days before, over the end of a month', () => {
  // Sunday 1 March 2026 is looked at from 1 to 28 February: Sundays the 1st, 8th, 15th and 22nd.
  const valueOn = (day: string) => (day.startsWith('2026-02') ? Number(day.slice(8)) * 100 : 9999)
  expect(fourWeekShape(week('2026-03-01'), valueOn)).toEqual([1150, 1250, 1350, 1450, 1550, 1650, 1750])
})

test('four weeks: what is not known is left out of the mean, and a weekday nobody knows has no weight', () => {
  const known: Record<string, number> = { '2026-04-05': 10, '2026-04-12': 31, '2026-03-16': 7 }
  const shape = fourWeekShape(['2026-04-19', '2026-04-20'], (day) => known[day] ?? null)
  expect(shape).toEqual([21, null]) // 16 March is 35 days before
})

test('a second week of the days that are spread over weighs as the first', () => {
  const days = [...week('2026-04-05'), ...week('2026-04-12')]
  const shape = fourWeekShape(days, (day) => Number(day.slice(8)))
  expect(shape.slice(7)).toEqual(shape.slice(0, 7))
})

test('weekdays: a week of means, whatever the dates', () => {
  const known = [...week('2026-04-05'), ...week('2026-04-12')]
  const valueOn = (day: string) => (day === '2026-04-11' ? null : Number(day.slice(8)))
  expect(weekdayShape(week('2026-05-03'), known, valueOn)).toEqual([9, 10, 11, 12, 13, 14, 18])
})
