import { expect, test } from 'vitest'
import { combinedText } from './combined-text.ts'

test.each([
  ['add', '5', '100', '105'],
  ['subtract', '$1,234.5', '2000', '765.5'],
  ['add', '(5)', '100', '95'],
  ['add', '−7', '100', '93'],
  ['multiply', '1.03', '0.1', '0.103'],
  ['multiply', '110%', '200', '220'],
  ['divide', '3', '1', '0.33333333333333333333'],
  ['add', '5%', '70%', '75%'],
  ['add', '5', '70%', '75%'],
  ['multiply', '50%', '70%', '35%'],
] as const)('%s %s to %s is %s', (operation, pasted, existing, text) => {
  expect(combinedText(operation, pasted, existing)).toEqual({ ok: true, text })
})

test.each([
  ['add', '5%', '100', 'A percentage cannot be added'],
  ['divide', '0', '100', 'divided by 0'],
  ['divide', '0%', '100', 'divided by 0'],
  ['multiply', '1,5', '100', 'not a number to multiply with'],
  ['add', '', '100', 'not a number to add with'],
  ['add', '#REF!', '100', 'not a number to add with'],
] as const)('%s %s to %s is refused', (operation, pasted, existing, reason) => {
  const combined = combinedText(operation, pasted, existing)
  expect(combined.ok ? combined.text : combined.reason).toContain(reason)
})
