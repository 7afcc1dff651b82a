import { payrollLineId, payrollLineOf } from '../categories/payroll.ts'

/**
 * The other of two ways to say one thing, which typing clears in the same gesture (domain.md 2.3, 3.7): occupancy and
 * occupied rooms, hours and cost of a job code. Null for every other line.
 */
export function twinLineOf(lineId: string): string | null {
  if (lineId === 'occupancy') return 'occupiedRooms'
  if (lineId === 'occupiedRooms') return 'occupancy'
  const payroll = payrollLineOf(lineId)
  if (payroll === null || payroll.metric === 'rate') return null
  return payrollLineId(payroll.metric === 'hours' ? 'cost' : 'hours', payroll.code)
}
