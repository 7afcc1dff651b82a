import { describe, expect, test } from 'vitest'
import type { ForecastEvent } from '../../server/events/forecast-event.ts'
import { toMessage } from '../../server/events/kafka-bus.ts'
import { must } from '../../shared/core/bug.ts'
import { anOp } from './an-op.ts'
import type { InjectedApi } from './injected-api.ts'

/** What the outside hears of changes. */
export function eventsSuite(api: () => InjectedApi): void {
  const push = (changed: Parameters<typeof anOp>[0]) =>
    api().ask('POST', '/sync/push', { as: 'mara', body: { ops: [anOp(changed)] } })
  const waiting = async () =>
    (await api().store.db.selectFrom('event').select('id').where('delivered_at', 'is', null).execute()).length
  const quiet = async () => {
    await expect.poll(waiting).toBe(0)
  }
  /** All at once, so that no delivery sees only some of them. */
  const store = async (events: readonly (readonly [ForecastEvent['type'], string[]])[]) =>
    api()
      .store.db.insertInto('event')
      .values(
        events.map(([type, months]) => ({
          id: crypto.randomUUID(),
          type,
          site_id: '0612',
          year: 2026,
          months: JSON.stringify(months),
          at: new Date(api().clock.now),
        })),
      )
      .execute()

  describe('events', () => {
    test('an edit is told after it is in: what was typed, and that the P&L moved', async () => {
      await quiet()
      const count = async (type: ForecastEvent['type']) =>
        (
          await api()
            .store.db.selectFrom('event')
            .select('months')
            .where('type', '=', type)
            .where('site_id', '=', '0612')
            .orderBy('place')
            .execute()
        ).map(({ months }) => months.join())
      const [statistics, payroll] = [await count('StatisticsUpdated'), await count('PayrollCalculated')]
      await push({ siteId: '0612', period: '2026-10-03' })
      await push({ siteId: '0612', period: '2026-10-04', lineId: 'payroll.hours.GSA1', value: 800 })
      expect(await count('StatisticsUpdated')).toEqual([...statistics, '2026-10'])
      expect(await count('PayrollCalculated')).toEqual([...payroll, '2026-10'])
      await quiet()
    })

    test('an edit that was refused tells nothing', async () => {
      const all = async () => (await api().store.db.selectFrom('event').select('id').execute()).length
      const before = await all()
      await push({ siteId: '0612', period: '2026-01-03' })
      expect(await all()).toBe(before)
    })

    test('a bus that is down loses nothing: the same events come again, in their order', async () => {
      await quiet()
      const { bus } = api()
      bus.published.length = 0
      bus.isDown = true
      await store([
        ['StatisticsUpdated', ['2026-05']],
        ['StatisticsUpdated', ['2026-06']],
        ['PLViewRefreshed', ['2026-05', '2026-06']],
      ])
      await push({ siteId: '0612', period: '2026-01-03' }) // refused: tells nothing itself
      await expect.poll(() => bus.published.length).toBeGreaterThan(0)
      expect(await waiting()).toBe(3)
      bus.isDown = false
      await push({ siteId: '0612', period: '2026-01-03' }) // refused: tells nothing itself
      await quiet()
      expect(bus.published.at(-1)).toEqual(bus.published[0])
      expect(bus.published.at(-1)?.map(({ type, months }) => [type, months.join()])).toEqual([
        ['StatisticsUpdated', '2026-05'],
        ['StatisticsUpdated', '2026-06'],
        ['PLViewRefreshed', '2026-05,2026-06'],
      ])
      const { data } = await api().ask<{ flc: number; budgetFlc: number }>('GET', '/flc/0612/2026', { as: 'mara' })
      const told = must(bus.published.at(-1)?.at(-1), 'nothing was told')
      expect(told.flc).toBe(data.flc)
      expect(told.flcToBudget).toBeCloseTo(data.flc - data.budgetFlc, 2)
    })

    test('a message of the bus is keyed by its site and names its kind and id', () => {
      const event: ForecastEvent = {
        id: 'one',
        type: 'PLViewRefreshed',
        siteId: '0427',
        year: 2026,
        months: ['2026-05'],
        at: '2026-04-10T15:00:00.000Z',
        flc: 12.5,
        flcToBudget: -3,
      }
      expect(toMessage(event)).toEqual({
        topic: 'forecasting.pl-view-refreshed',
        key: '0427',
        value: JSON.stringify(event),
        headers: { id: 'one', type: 'PLViewRefreshed' },
      })
    })
  })
}
