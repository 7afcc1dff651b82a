import { expect, test } from 'vitest'
import { aFolder, aGesture, anOpening, startService } from '../../tests/support/data-service.ts'
import { startFarEnd } from '../../tests/support/far-end.ts'
import { daysOf } from '../../shared/core/calendar.ts'

const DAYS = daysOf('2026-05')
const PAIRS = [
  ['valetDaily', 'selfDaily'],
  ['valetMonthly', 'selfMonthly'],
] as const

test('killed in the middle of typing, everything that was acknowledged is there, and whole', async () => {
  const folder = aFolder()
  const farEnd = await startFarEnd()
  farEnd.model.years = [2026]
  const said: (readonly [place: string, value: number])[] = []
  let round = 0
  let written = 0
  for (; round < 6; round += 1) {
    const service = await startService()
    await service.call('store.open', anOpening({ folder: folder.path, apiUrl: farEnd.url }))
    const isLoaded = async () =>
      (await service.call('sheet.read', { siteId: '0427', month: '2026-05' }).catch(() => undefined))?.loaded === true
    while (!(await isLoaded())) await service.until(() => service.events.length > 0)
    // Typing does not wait for the disk; the kill comes with gestures still on their way.
    const enough = said.length + 5 + round * 7
    let killed: Promise<void> | undefined
    const typing = Array.from({ length: 60 + round * 7 }, async () => {
      // Two lines of a day in one gesture: both or neither.
      const period = DAYS[written % DAYS.length]!
      const [one, two] = PAIRS[written % PAIRS.length]!
      written += 1
      const value = written * 1000
      const writes = [one, two].map((lineId) => ({ lineId, period, value }))
      const saved = await service.reply('cells.write', aGesture({ writes }))
      if (!saved.ok) return
      said.push([`${period}|${one}|${two}`, value])
      if (said.length >= enough) killed ??= service.kill()
    })
    await Promise.race([
      Promise.all(typing),
      new Promise<void>((resolve) => service.child.once('exit', () => resolve())),
    ])
    await killed
    expect(service.child.signalCode).toBe('SIGKILL')
  }
  const service = await startService()
  farEnd.fault = (_, response) => response.destroy() !== undefined // what is seen now comes from this laptop's disk
  await service.call('store.open', anOpening({ folder: folder.path, apiUrl: farEnd.url }))
  const { forecast } = await service.call('sheet.read', { siteId: '0427', month: '2026-05' })
  const newest = new Map(said)
  expect(newest.size).toBeGreaterThan(20)
  for (const [place, value] of newest) {
    const [period, one, two] = place.split('|') as [string, string, string]
    const at = DAYS.indexOf(period)
    // A later gesture may have been written and not acknowledged; never an older value than the acknowledged one.
    expect(forecast[one]?.[at]).toBeGreaterThanOrEqual(value)
    expect([place, forecast[two]?.[at]]).toEqual([place, forecast[one]?.[at]])
  }
  await service.stop()
  await farEnd.close()
  folder.remove()
})
