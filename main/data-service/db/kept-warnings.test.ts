import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KeepWarning } from '../../../shared/contract/kept-warning.ts'
import { A_KEY, aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { addKeptWarning, readKeptWarnings } from './kept-warnings.ts'
import { unlock } from './pragmas.ts'
import { unreadRecovery } from './recoveries.ts'

let folder: ReturnType<typeof aFolder>
beforeEach(() => {
  folder = aFolder()
})
afterEach(() => folder.remove())

const opened = () => Laptop.open(folder.path, 'mara', new Model())
const warning = (changed: Partial<KeepWarning> = {}): KeepWarning => ({
  siteId: '0427',
  lineId: 'rate.valetDaily',
  period: '2026-06',
  rule: 'rate-jump',
  value: 6000,
  reason: 'New tariff',
  ...changed,
})
const AT = '2026-04-10T14:42:00.000Z'
const { siteId: _site, ...KEPT } = { ...warning(), at: AT }

test('a kept warning is still there after a restart; the newest word of a cell counts, other sites are left alone', async () => {
  const laptop = await opened()
  addKeptWarning(laptop.db, warning({ reason: 'first thought', value: 5900 }), AT)
  addKeptWarning(laptop.db, warning(), AT)
  addKeptWarning(laptop.db, warning({ siteId: '0431', reason: 'elsewhere' }), AT)
  await laptop.close()
  const again = await opened()
  expect(readKeptWarnings(again.db, '0427')).toEqual([KEPT])
  await again.close()
})

test('a store that is built anew after damage still holds them', async () => {
  const laptop = await opened()
  await laptop.sync()
  laptop.write('valetDaily', '2026-04-16', 5_000_000)
  addKeptWarning(laptop.db, warning(), AT)
  await laptop.close()
  const beneath = unlock(new Sqlite(path.join(folder.path, 'store.db')), A_KEY)
  beneath.exec('UPDATE op SET value = 5000001')
  beneath.close()
  const again = await opened()
  expect(unreadRecovery(again.db)).toMatchObject({ damaged: 'store' })
  expect(readKeptWarnings(again.db, '0427')).toEqual([KEPT])
  await again.close()
})

test('without a reason nothing is kept', () => {
  expect(KeepWarning.safeParse(warning({ reason: '  ' })).success).toBe(false)
})
