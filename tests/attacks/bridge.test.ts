import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { calls, type CallName, events } from '../../shared/contract/ipc.ts'
import { answer } from '../../shared/contract/answer.ts'
import { ERROR_CODES } from '../../shared/core/errors.ts'
import { fromSchema, HOSTILE, type Schema } from '../fuzz/from-schema.ts'
import { aFolder, aGesture, anOpening, type RunningService, startService } from '../support/data-service.ts'

const names = Object.keys(calls) as CallName[]
const schemaOf = (type: z.ZodType): Schema => z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema

const garbage = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, maxDepth: 3 }),
  fc.constantFrom<unknown>(...HOSTILE),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"admin":true}}'), { constructor: { prototype: {} } }),
)

describe('what a page that was taken over may send', () => {
  test('an object of a call takes no field it does not know', () => {
    const loose = names.filter((name) => {
      const schema = schemaOf(calls[name].input)
      return schema.type === 'object' && schema.additionalProperties !== false
    })
    expect(loose).toEqual([])
  })

  test('always: what is not of a call’s shape never reaches what answers it', async () => {
    let reached = 0
    for (const name of names) {
      const { input } = calls[name]
      await fc.assert(
        fc.asyncProperty(garbage, async (value) => {
          const isRight = input.safeParse(value).success
          const before = reached
          const reply = await answer(
            calls[name],
            () => {
              reached += 1
              throw new Error('reached')
            },
            value,
            () => {},
          )
          expect(reply.ok).toBe(false)
          expect(reached - before).toBe(isRight ? 1 : 0)
        }),
        { numRuns: 60 },
      )
    }
  })

  describe('over a real store', () => {
    const folder = aFolder()
    let service: RunningService
    beforeAll(async () => {
      service = await startService()
      await service.call('store.open', anOpening({ folder: folder.path, apiUrl: 'http://127.0.0.1:9' }))
    })
    afterAll(async () => {
      await service.stop()
      folder.remove()
    })
    /** All that the window sees of the store. */
    const state = async () =>
      JSON.stringify([
        await service.reply('sync.queue'),
        await service.reply('sites.list'),
        await service.reply('gesture.state'),
        await service.reply('backups.list'),
      ])

    test('always: no call breaks the data service, and what it refuses changes nothing', async () => {
      const before = await state()
      const data = names.filter((name) => calls[name].owner === 'data')
      for (const name of data) {
        await fc.assert(
          fc.asyncProperty(fc.oneof(garbage, fromSchema(schemaOf(calls[name].input))), async (value) => {
            const reply = await service.reply(name, cloneable(value))
            expect(['answered', ...Object.keys(ERROR_CODES)]).toContain(reply.ok ? 'answered' : reply.error.code)
          }),
          { numRuns: 40 },
        )
      }
      expect(await state()).toBe(before)
      expect(service.child.exitCode).toBeNull()
    })

    test('a call that is not in the table, and what only main may ask, is not there for the window', async () => {
      for (const name of ['no.such.call', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])
        expect(await service.reply(name)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
      const bridge = [...names, ...Object.keys(events)]
      expect(
        bridge.filter((name) => /^(store\.(open|close)|workbook\.write|unsent\.write|sync\.resume)$/.test(name)),
      ).toEqual([])
    })

    test('a gesture of a site nobody gave, a line nobody knows or a value out of reach is refused whole', async () => {
      const before = await state()
      for (const gesture of [
        aGesture({ siteId: '9999' }),
        aGesture({ writes: [{ lineId: '__proto__', period: '2026-04-16', value: 1 }] }),
        aGesture({ value: Number.NaN }),
        aGesture({ value: 2 ** 53 }),
        aGesture({ value: 1.5 }),
        { ...aGesture(), role: 'forecasting_admin' },
      ])
        expect((await service.reply('cells.write', gesture)).ok).toBe(false)
      expect(await state()).toBe(before)
    })
  })
})

test('the bridge is the table and nothing else: no way to the machine is handed over', () => {
  const preload = readFileSync(path.resolve(import.meta.dirname, '../../preload/index.ts'), 'utf8')
  expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1)
  expect(preload).toContain("exposeInMainWorld('frontline', { call, on } satisfies Bridge)")
  expect(preload.match(/ipcRenderer\.\w+/g)?.sort()).toEqual([
    'ipcRenderer.invoke',
    'ipcRenderer.on',
    'ipcRenderer.removeListener',
  ])
})

/** What can be sent to another process at all; the rest is refused by the channel itself. */
function cloneable(value: unknown): unknown {
  try {
    return structuredClone(value)
  } catch {
    return null
  }
}
