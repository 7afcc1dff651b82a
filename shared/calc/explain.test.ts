import { expect, test } from 'vitest'
import { Decimal } from '../core/decimal.ts'
import { part, step, sumOfParts } from './explain.ts'

const value = new Decimal('12.5')

test('steps are made when they are first read, once, and look like any others', () => {
  let made = 0
  const steps = () => {
    made += 1
    return [step('6.1', 'Fee', value, 'money')]
  }
  const figure = sumOfParts([part('fee', 'Fee', value)], steps)
  expect([figure.total, made]).toEqual([value, 0])
  const told = sumOfParts([part('fee', 'Fee', value)], [step('6.1', 'Fee', value, 'money')])
  expect(Object.keys(figure).toSorted()).toEqual(Object.keys(told).toSorted())
  expect({ ...figure }).toEqual(told)
  expect(figure.steps).toBe(figure.steps)
  expect(made).toBe(1)
})
