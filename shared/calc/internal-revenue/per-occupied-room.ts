import type { Decimal } from '../../core/decimal.ts'
import type { Explained } from '../explained.ts'
import type { Contract } from './contract.ts'
import { given, part, step, sumOfParts } from '../explain.ts'
import type { MonthInput } from './month-input.ts'

export type RoomRevenue = Explained & {
  /** Exactly one of the two is set: the rooms that were used (domain.md 9.5). */
  readonly forecastRooms: Decimal | null
  readonly budgetRooms: Decimal | null
}

/**
 * Room rate × occupied rooms, in dollars (domain.md 6.2): the month's forecast (actual on loaded days), or the
 * budget's rooms where that is 0 or not known. No escalator. Null when the block is not enabled.
 */
export function perOccupiedRoom(
  contract: Pick<Contract, 'perOccupiedRoom'>,
  input: Pick<MonthInput, 'occupiedRooms'>,
): RoomRevenue | null {
  if (contract.perOccupiedRoom === null) return null
  const { forecast, budget } = input.occupiedRooms
  const usesForecast = forecast !== null && !forecast.isZero()
  const rooms = usesForecast ? forecast : (budget ?? forecast)
  const { roomRate } = contract.perOccupiedRoom
  const value = rooms?.times(roomRate) ?? null
  const steps = [
    step('6.2', 'Room rate × occupied rooms', value, 'money', [
      given('room rate', roomRate, 'rate', 'contract'),
      given('occupied rooms', rooms, 'count', usesForecast || budget === null ? 'forecast' : 'budget'),
    ]),
  ]
  return {
    ...sumOfParts(
      [part('rooms', 'Occupied rooms', value)],
      steps,
      value === null ? 'No occupied rooms are known, neither forecast nor budget.' : null,
    ),
    forecastRooms: usesForecast || budget === null ? forecast : null,
    budgetRooms: usesForecast ? null : budget,
  }
}
