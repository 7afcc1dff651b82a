import { daysOf, monthsOf } from '../../shared/core/calendar.ts'
import { Model, startFarEnd } from '../support/far-end.ts'
import { isDrained, openRealLaptop, type RealLaptopOptions } from './real-laptop.ts'

/** A good answer that would empty the laptop: the server has lost its cells, or tells each as removed. */
export const EMPTYINGS = ['the snapshot holds nothing', 'the feed removes every line'] as const
type Emptying = (typeof EMPTYINGS)[number]

const DAYS = monthsOf(2026).flatMap(daysOf).slice(65)
const TYPED = { lineId: 'selfDaily', period: '2026-05-04', value: 77_000_000 }

/** How many of the laptop's cells went without a person's word, and whether a person is asked (sync.md 3.5). */
export async function emptiedServer(
  how: Emptying,
  options: Partial<RealLaptopOptions> = {},
): Promise<{ readonly gone: number; readonly isAsked: boolean; readonly isEditKept: boolean }> {
  const model = new Model()
  model.years = [2026]
  const days = DAYS.map((period) => ({ lineId: 'valetDaily', period, scenario: 'forecast' as const }))
  for (const day of days) model.write({ ...day, value: 5_000_000 })
  const farEnd = await startFarEnd(model)
  const laptop = openRealLaptop({ url: farEnd.url, sub: 'mara', token: async () => 'token', ...options })
  const shown = (): number =>
    days.filter((day) => laptop.store.baseOf({ siteId: '0427', ...day }).value !== null).length
  const removal = (): number => laptop.store.scopes()[0]?.removal ?? 0
  try {
    laptop.runner.tell({ type: 'asked' })
    await laptop.until(() => shown() === days.length, 10_000)
    if (how === 'the feed removes every line') {
      for (const day of days) {
        const cell = model.write({ ...day, value: null })
        model.cells.set(model.keyOf(cell), { ...cell, deleted: true })
      }
    } else {
      model.cells.clear()
      model.log.length = 0
      model.minCursor = model.seq + 1
      model.seq += 2
    }
    laptop.type('0427', [TYPED])
    await laptop.until(() => removal() > 0 || shown() === 0, 10_000)
    await laptop.until(() => isDrained(laptop), 5000)
    laptop.runner.tell({ type: 'asked' }) // one more round: it stays as it is
    await laptop.until(() => isDrained(laptop), 5000)
    const isEditKept = model.find(TYPED.lineId, TYPED.period)?.value === TYPED.value
    return { gone: days.length - shown(), isAsked: removal() > 0, isEditKept }
  } finally {
    await laptop.close()
    await farEnd.close()
  }
}
