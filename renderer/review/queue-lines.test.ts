import { expect, test } from 'vitest'
import { exceptionsOf, type QueueSite, unexplainedOf } from './queue-lines.ts'

type Row = QueueSite['material'][number]
const row = (code: Row['row'], amount: string, changed: Partial<Row> = {}): Row => ({
  row: code,
  amount,
  percent: null,
  verdict: 'unfavorable',
  materiality: 'material',
  state: 'missing',
  ...changed,
})
const site = (siteId: string, ...material: Row[]) => ({ siteId, material }) as unknown as QueueSite
const SITES = [
  site('0427', row('Payroll', '-1200.50'), row('FLC', '-5000'), row('Claims', '900', { materiality: 'notice' })),
  site('0431', row('OtherExpense', '4000', { state: 'given' }), row('Payroll', '1000', { state: 'stale' })),
]

test('what is unexplained is counted with its dollars; the contribution adds none, for it repeats the rows', () => {
  const { rows, dollars } = unexplainedOf(SITES)
  expect([rows, dollars.toFixed(2)]).toEqual([3, '2200.50'])
})

test('exceptions come by size, whichever way they go, and notices are none', () => {
  expect(exceptionsOf(SITES).map(({ site: { siteId }, row: { row: code } }) => `${siteId} ${code}`)).toEqual([
    '0427 FLC',
    '0431 OtherExpense',
    '0427 Payroll',
    '0431 Payroll',
  ])
})
