// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { daysOf } from '../../shared/core/calendar.ts'
import { aSheet, paste } from '../../tests/support/paste-sheet.ts'
import type { Write } from './grid-sheet.ts'

const april = (stored: Readonly<Record<string, string>> = {}) => aSheet(30, stored)
const from = (day: number, col = 0) => ({ anchor: { row: day - 1, col } })

/** A month after the open one, with what was written into it and where it was shown. */
function aMonth(month: string, stored: Readonly<Record<string, string>> = {}) {
  const gestures: { label: string; writes: readonly Write[] }[] = []
  const shown: (Write | null)[] = []
  return {
    gestures,
    shown,
    values: () => gestures.map(({ writes }) => writes.map(({ period, value }) => [period, (value ?? 0) / 1e6])),
    other: {
      sheet: aSheet(daysOf(month).length, stored, 3, month),
      write: (label: string, writes: readonly Write[]) => void gestures.push({ label, writes }),
      show: (first: Write | null) => void shown.push(first),
    },
  }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

test('C4 block runs past the last row: what fits goes in, the rest goes on in the month after as a gesture of its own', async () => {
  const may = aMonth('2026-05')
  const { question, cells, written } = await paste(april(), { text: '1\n2\n3\n4' }, from(29), { '2026-05': may.other })
  const choice = question?.choices[0]
  expect([choice?.plan.clipped, choice?.rest?.month, choice?.rest?.texts]).toEqual([2, '2026-05', 2])
  choice?.take()
  choice?.rest?.goOn()
  await settled()
  expect([written.length, cells()]).toEqual([1, { 'jan 29': 1, 'jan 30': 2 }])
  expect(may.values()).toEqual([
    [
      ['2026-05-01', 3],
      ['2026-05-02', 4],
    ],
  ])
  expect(may.shown).toEqual([{ lineId: 'jan', period: '2026-05-01', value: 3_000_000 }])
})

test('C4 block runs past the last row: the same lines go on, and what lies past the last column stays out', async () => {
  const may = aMonth('2026-05')
  const { question } = await paste(april(), { text: '1\t2\t3\n4\t5\t6' }, from(30, 1), { '2026-05': may.other })
  const choice = question?.choices[0]
  expect([choice?.plan.clipped, choice?.rest?.texts]).toEqual([4, 2])
  choice?.rest?.goOn()
  await settled()
  expect(may.gestures[0]?.writes.map(({ lineId, period }) => `${lineId} ${period}`)).toEqual([
    'feb 2026-05-01',
    'mar 2026-05-01',
  ])
})

test('C4 block runs past the last row: past the end of that month too, it is asked about once more', async () => {
  const [may, june] = [aMonth('2026-05'), aMonth('2026-06')]
  const text = Array.from({ length: 33 }, (_, i) => String(i + 1)).join('\n')
  const months = { '2026-05': may.other, '2026-06': june.other }
  const { question, asked } = await paste(april(), { text }, from(30), months)
  question?.choices[0]?.rest?.goOn()
  await settled()
  const second = asked()
  expect([second?.month, second?.choices[0]?.plan.clipped, may.gestures]).toEqual(['2026-05', 1, []])
  second?.choices[0]?.take()
  second?.choices[0]?.rest?.goOn()
  await settled()
  expect([may.values()[0]?.length, june.values()]).toEqual([31, [[['2026-06-01', 33]]]])
})

test('C4 block runs past the last row: cells that are closed there are told with why, before anything is written', async () => {
  const may = aMonth('2026-05', { '2026-05-01 jan': 'locked' })
  const { question, asked } = await paste(april(), { text: '1\n2\n3' }, from(30), { '2026-05': may.other })
  question?.choices[0]?.rest?.goOn()
  await settled()
  const plan = asked()?.choices[0]?.plan
  expect([may.gestures, plan?.skips]).toEqual([[], [{ place: 'jan 01', text: '2', reason: 'Closed.' }]])
})

test('C4 block runs past the last row: where the month is not here it is said, and how much was left out', async () => {
  const { question, said } = await paste(april(), { text: '1\n2\n3' }, from(30))
  question?.choices[0]?.rest?.goOn()
  await settled()
  expect(said).toEqual(['2 numbers were left out: 2026-05 is not here.'])
})

test('C4 block runs past the last row: rows that are no days of a whole month have no month after', async () => {
  const { question } = await paste(aSheet(3), { text: '1\n2\n3\n4' })
  expect(question?.choices[0]?.rest).toBeNull()
})
