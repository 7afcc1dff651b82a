import { expect, test } from 'vitest'
import type { KeptWarning } from '../../shared/contract/kept-warning.ts'
import { checksOf, isOpen } from './open-findings.ts'
import type { CellFinding } from './sheet-findings.ts'

const CELL = { lineId: 'rate.valetDaily', period: '2026-08', rule: 'rate-jump', value: 6000 } as const
const aFinding = (changed: Partial<CellFinding> = {}): CellFinding => ({
  ...CELL,
  level: 'warning',
  code: null,
  message: 'Far from its budget.',
  ...changed,
})
const aReason = (changed: Partial<KeptWarning> = {}): KeptWarning => ({
  id: '00000000-0000-4000-8000-000000000001',
  ...CELL,
  reason: 'New tariff.',
  by: 'Mara',
  at: '2026-04-10T10:00:00.000Z',
  state: 'sent',
  message: null,
  ...changed,
})
const openAfter = (reason: KeptWarning, finding = aFinding(), siteId = '0427') =>
  checksOf([finding], { siteId: '0427', list: [reason] }, siteId).map(isOpen)

test('a reason keeps the one warning it is about', () => {
  expect(openAfter(aReason())).toEqual([false])
})

test.each<[string, Partial<KeptWarning>]>([
  ['cell', { lineId: 'rate.selfDaily' }],
  ['month', { period: '2026-09' }],
  ['rule', { rule: 'value' }],
  ['value', { value: 6100 }],
])('a reason for another %s keeps it not', (_what, changed) => {
  expect(openAfter(aReason(changed))).toEqual([true])
})

test('an error is kept by nothing, nor is a warning of another site, nor by what was refused', () => {
  expect(openAfter(aReason(), aFinding({ level: 'error' }))).toEqual([true])
  expect(openAfter(aReason(), aFinding(), '0431')).toEqual([true])
  const refused = checksOf([aFinding()], { siteId: '0427', list: [aReason({ state: 'refused' })] }, '0427')
  expect(refused.map((one) => [isOpen(one), one.refused?.reason])).toEqual([[true, 'New tariff.']])
})
