import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { syncWords } from '../../../renderer/text/words/sync-words.ts'
import type { QueueItem, SyncStatus } from '../../../shared/contract/ipc.ts'
import { DEVICE_HEADER, type SyncOp } from '../../../shared/contract/sync.ts'
import { aFolder, aGesture, anOpening } from '../../../tests/support/data-service.ts'
import { type FarEnd, refuseWith, startFarEnd } from '../../../tests/support/far-end.ts'
import { AT, STATUS_ROWS, toPush } from '../../../tests/support/status-rows.ts'
import { buildService, type Service } from '../service.ts'

let stop: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of stop.toReversed()) await end()
  stop = []
})

type Laptop = {
  readonly service: Service
  readonly farEnd: FarEnd
  /** Everything the window was told, as it says it. */
  readonly told: string[]
  readonly reports: string[]
  readonly until: (isTrue: (sync: SyncStatus) => boolean) => Promise<SyncStatus>
  readonly queue: () => Promise<QueueItem[]>
  /** A wait that is on is over. */
  readonly passTime: () => void
}

async function aLaptop(): Promise<Laptop> {
  const folder = aFolder()
  const farEnd = await startFarEnd()
  farEnd.model.years = [2026]
  const told: string[] = []
  const reports: string[] = []
  let waits: (() => void)[] = []
  let tokens = 0
  const service = buildService({
    now: () => Date.parse(AT),
    random: () => 0.5,
    newId: randomUUID,
    later: (ms, work) => {
      const isRetry = ms < 60_000
      if (isRetry) waits.push(work)
      return () => void (waits = waits.filter((other) => other !== work))
    },
    token: () => Promise.resolve({ ok: true, value: `token-${(tokens += 1)}` }),
    emit: (name, payload) => {
      if (name === 'sync.changed') told.push(said(payload as SyncStatus))
    },
    report: (thrown) => void reports.push(String(thrown)),
  })
  stop = [async () => folder.remove(), () => farEnd.close(), () => service.close()]
  const call = async <T>(...ask: Parameters<Service['call']>): Promise<T> => {
    const reply = await service.call(...ask)
    if (!reply.ok) throw new Error(reply.error.message)
    return reply.value as T
  }
  const until: Laptop['until'] = async (isTrue) => {
    for (;;) {
      const sync = await call<SyncStatus>('sync.status', undefined)
      if (isTrue(sync)) return sync
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  await call('store.open', anOpening({ folder: folder.path, apiUrl: farEnd.url }))
  await until(atRest)
  const passTime = (): void => waits.splice(0).forEach((work) => work())
  return { service, farEnd, told, reports, until, queue: () => call('sync.queue', undefined), passTime }
}

const atRest = ({ state }: SyncStatus): boolean => !['starting', 'syncing', 'refreshing'].includes(state)

const said = (sync: SyncStatus): string => `${syncWords.pill(sync)}. ${syncWords.explain(sync)}`

const pushesOf = ({ asked }: FarEnd): SyncOp[][] =>
  asked.flatMap(({ path, body, headers }) =>
    path === '/sync/push' && headers[DEVICE_HEADER] !== undefined ? [(body as { ops: SyncOp[] }).ops] : [],
  )

test.each(STATUS_ROWS.map((row) => [row.row, row] as const))(
  '%s',
  async (_, { meanwhile, fault, cells = 1, ...wanted }) => {
    const row = { passing: [], reported: [], ...wanted }
    const laptop = await aLaptop()
    const { service, farEnd, told } = laptop
    meanwhile?.(farEnd.model)
    if (fault) farEnd.fault = fault
    told.length = 0
    const writes = Array.from({ length: cells }, (_, i) => ({
      lineId: 'valetDaily',
      period: `2026-04-${16 + i}`,
      value: 96_000_000,
    }))
    await service.call('cells.write', aGesture({ writes }))
    const sync = await laptop.until(atRest)
    const queue = await laptop.queue()
    expect({
      pill: syncWords.pill(sync),
      says: syncWords.explain(sync),
      marks: queue.map(({ mark }) => `${mark.kind}: ${mark.message}`),
      pushes: pushesOf(farEnd).map((ops) => ops.length),
      passing: row.passing.flatMap((wanted) => told.find((one) => wanted.test(one)) ?? []),
      triesAgain: sync.nextAttemptAt !== null,
      reported: laptop.reports,
    }).toEqual({
      pill: expect.stringMatching(row.pill) as string,
      says: expect.stringMatching(row.says) as string,
      marks: row.marks.map((mark) => expect.stringMatching(mark) as string),
      pushes: row.pushes,
      passing: row.passing.map((one) => expect.stringMatching(one) as string),
      triesAgain: row.triesAgain,
      reported: row.reported.map((one) => expect.stringMatching(one) as string),
    })

    // Typing goes on whatever the answer was, and with a server that is well again everything finds its place.
    expect(await service.call('cells.write', aGesture({ writes: [LATER] }))).toMatchObject({ ok: true })
    const before = pushesOf(farEnd).flat()
    farEnd.fault = () => false
    farEnd.model.refuse = () => undefined
    laptop.passTime()
    await service.call('sync.resume', undefined)
    await service.call('sync.now', undefined)
    await laptop.until(({ state }) => state === 'idle')
    const held = new Set((await laptop.queue()).map(({ opId }) => opId))
    const ours = writes.filter(({ lineId, period }) => farEnd.model.find(lineId, period)?.value !== undefined)
    expect({
      stored: ours.length,
      held: held.size,
      later: farEnd.model.find(LATER.lineId, LATER.period)?.value,
    }).toEqual({
      ...row.end,
      later: LATER.value,
    })
    // What was on its way is asked for again under its own id, never as something new.
    const ids = new Set([...before, ...pushesOf(farEnd).flat()].map(({ opId }) => opId))
    expect(ids.size).toBe(cells + 1)
  },
)

const LATER = { lineId: 'selfDaily', period: '2026-04-24', value: 3_000_000 }

test('a poison operation is found after five failures of the server and put aside; the others go on', async () => {
  const laptop = await aLaptop()
  const { service, farEnd } = laptop
  const poison = '2026-04-18'
  farEnd.fault = toPush(
    (response, ops) => ops.some(({ period }) => period === poison) && refuseWith(response, 500, 'CALCULATION_ERROR'),
  )
  const days = ['2026-04-16', '2026-04-17', poison, '2026-04-19']
  await service.call(
    'cells.write',
    aGesture({ writes: days.map((period) => ({ lineId: 'valetDaily', period, value: 96_000_000 })) }),
  )
  let sync = await laptop.until(atRest)
  expect([syncWords.pill(sync), sync.nextAttemptAt !== null]).toEqual([
    'Will try again soon · 4 changes waiting to be sent',
    true,
  ])
  for (let tries = 0; sync.waiting > 0 && tries < 20; tries += 1) {
    const before = pushesOf(farEnd).length
    laptop.passTime()
    sync = await laptop.until(
      ({ nextAttemptAt, state }) => state === 'idle' || (nextAttemptAt !== null && pushesOf(farEnd).length > before),
    )
  }
  expect({
    pill: syncWords.pill(sync),
    stored: days.filter((period) => farEnd.model.find('valetDaily', period)?.value === 96_000_000),
    marks: (await laptop.queue()).map(({ mark }) => [mark.kind, mark.period]),
    pushes: pushesOf(farEnd).map((ops) => ops.length),
  }).toEqual({
    pill: '1 change not accepted',
    stored: ['2026-04-16', '2026-04-17', '2026-04-19'],
    marks: [['rejected', poison]],
    pushes: [4, 4, 4, 4, 4, 2, 2, 1, 1],
  })
})
