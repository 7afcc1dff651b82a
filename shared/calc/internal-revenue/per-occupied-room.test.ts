import { expect, test } from 'vitest'
import { aContract, d, text } from '../../../tests/support/a-contract.ts'
import { perOccupiedRoom } from './per-occupied-room.ts'

const rooms = (forecast: number | null, budget: number | null) => {
  const of = (value: number | null) => (value === null ? null : d(value))
  const contract = aContract({ perOccupiedRoom: { roomRate: d('4.25') } })
  const found = perOccupiedRoom(contract, { occupiedRooms: { forecast: of(forecast), budget: of(budget) } })
  return [text(found?.total), text(found?.forecastRooms), text(found?.budgetRooms)]
}

test('6.2: 4.25 × 5,400 forecast rooms is 22,950.00', () => {
  expect(rooms(5_400, 6_000)).toEqual(['22950', '5400', null])
})

test('a forecast of 0 rooms or none gives way to the budget', () => {
  expect(rooms(0, 6_000)).toEqual(['25500', null, '6000'])
  expect(rooms(null, 800)).toEqual(['3400', null, '800'])
})

test('without any rooms there is no answer, which is not the 0 of a known zero', () => {
  expect(rooms(null, null)).toEqual([null, null, null])
  expect(rooms(0, null)).toEqual(['0', '0', null])
  expect(rooms(0, 0)).toEqual(['0', null, '0'])
})

test('without the block there is no answer', () => {
  expect(perOccupiedRoom(aContract(), { occupiedRooms: { forecast: d(7), budget: null } })).toBeNull()
})
