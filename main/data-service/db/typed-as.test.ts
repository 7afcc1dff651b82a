import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { A_KEY, aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { unlock } from './pragmas.ts'
import { unreadRecovery } from './recoveries.ts'
import { addTypedAs, readTypedAs } from './typed-as.ts'

let folder: ReturnType<typeof aFolder>
beforeEach(() => {
  folder = aFolder()
})
afterEach(() => folder.remove())

const opened = () => Laptop.open(folder.path, 'mara', new Model())
const A_CELL = { lineId: 'valetDaily', period: '2026-04-16', value: 1_260_000_000, text: '=1200*1.05' }

test('what a number was typed as is there after a restart: the newest of each number, of its own site', async () => {
  const laptop = await opened()
  addTypedAs(laptop.db, '0427', [
    { ...A_CELL, text: '=1260' },
    { ...A_CELL, value: 5_000_000, text: '=2+3' },
  ])
  addTypedAs(laptop.db, '0427', [A_CELL])
  addTypedAs(laptop.db, '0431', [{ ...A_CELL, text: '=630*2' }])
  await laptop.close()
  const again = await opened()
  expect(readTypedAs(again.db, '0427')).toEqual([{ ...A_CELL, value: 5_000_000, text: '=2+3' }, A_CELL])
  await again.close()
})

test('a store that is built anew after damage still holds it', async () => {
  const laptop = await opened()
  await laptop.sync()
  laptop.write('valetDaily', '2026-04-16', 5_000_000)
  addTypedAs(laptop.db, '0427', [A_CELL])
  await laptop.close()
  const beneath = unlock(new Sqlite(path.join(folder.path, 'store.db')), A_KEY)
  beneath.exec('UPDATE op SET value = 5000001')
  beneath.close()
  const again = await opened()
  expect(unreadRecovery(again.db)).toMatchObject({ damaged: 'store' })
  expect(readTypedAs(again.db, '0427')).toEqual([A_CELL])
  await again.close()
})
