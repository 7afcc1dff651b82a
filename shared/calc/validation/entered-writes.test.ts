import { describe, expect, test } from 'vitest'
import { doubleEntries, enteredWrites } from './entered-writes.ts'

const write = (lineId: string, period: string, value: number | null) => ({ lineId, period, value })

describe('what entering a value writes', () => {
  test('typing occupancy empties the rooms of that day, but only where they hold anything', () => {
    const entered = [write('occupancy', '2026-05-01', 8_000), write('occupancy', '2026-05-02', 8_100)]
    expect(enteredWrites(entered, ({ period }) => (period === '2026-05-01' ? 5 : null))).toEqual([
      write('occupancy', '2026-05-01', 8_000),
      write('occupiedRooms', '2026-05-01', null),
      write('occupancy', '2026-05-02', 8_100),
    ])
  })

  test('typing hours empties the cost; clearing hours leaves the cost alone; a rate has no twin', () => {
    const all = () => 7
    expect(enteredWrites([write('payroll.hours.VLT1', '2026-05-01', 800)], all)).toEqual([
      write('payroll.hours.VLT1', '2026-05-01', 800),
      write('payroll.cost.VLT1', '2026-05-01', null),
    ])
    expect(enteredWrites([write('payroll.hours.VLT1', '2026-05-01', null)], all)).toEqual([
      write('payroll.hours.VLT1', '2026-05-01', null),
    ])
    expect(enteredWrites([write('payroll.rate.VLT1', '2026-05-01', 2_100)], all)).toEqual([
      write('payroll.rate.VLT1', '2026-05-01', 2_100),
    ])
  })

  test('500 typed into GPO fees is −500, and −500 into billable expenses is 500; miscellaneous keeps its sign', () => {
    const entered = [
      write('revenue.gpoFees', '2026-05', 50_000),
      write('revenue.billableExpense', '2026-05', -50_000),
      write('revenue.miscellaneous', '2026-05', -70_000),
    ]
    expect(enteredWrites(entered, () => null).map(({ value }) => value)).toEqual([-50_000, 50_000, -70_000])
  })

  test('both ways at once are told, each by its place', () => {
    const entered = [
      write('occupancy', '2026-05-01', 8_000),
      write('occupiedRooms', '2026-05-01', 1),
      write('occupancy', '2026-05-02', 8_000),
      write('occupiedRooms', '2026-05-02', null),
    ]
    expect(doubleEntries(entered)).toEqual([0, 1])
  })
})
