import { afterAll, beforeAll, expect, test } from 'vitest'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import { API_BASE } from '../../../shared/contract/api.ts'
import { type DrillKey, PlDrill } from '../../../shared/contract/pl-drill.ts'
import { monthsOf } from '../../../shared/core/calendar.ts'
import { must } from '../../../shared/core/bug.ts'
import { Decimal, ZERO } from '../../../shared/core/decimal.ts'
import { DEMO_TODAY } from '../../../shared/core/defaults.ts'
import { randomUUID } from 'node:crypto'
import { aFolder } from '../../../tests/support/data-service.ts'
import { runningServer, type RunningServer } from '../../../tests/support/running-server.ts'
import { emptyStore, syncWith } from '../../../tests/support/synced-store.ts'
import type { OpenStore } from '../db/open.ts'
import { writeGesture } from '../edit/write-gesture.ts'
import { readDrill } from './drill.ts'
import { computedYear } from './site-year.ts'

const YEAR = 2026
const SITE = '0427'
let folder: ReturnType<typeof aFolder>
let server: RunningServer
let store: OpenStore
let token: string
beforeAll(async () => {
  folder = aFolder()
  server = await runningServer({ demoSites: 3 })
  token = await server.tokenFor('ines')
  store = await emptyStore(folder.path)
  await syncWith(server.apiUrl, token, store, YEAR)
})
afterAll(async () => {
  store.close()
  await server.close()
  folder.remove()
})

const drill = (key: Pick<DrillKey, 'code' | 'month'> & Partial<DrillKey>) =>
  PlDrill.parse(
    readDrill(store.db, { siteId: SITE, year: YEAR, day: null, line: null, ...key }, DEMO_TODAY, 'Ines Moreau'),
  )
const sum = (amounts: readonly (string | null)[]): Decimal =>
  amounts.reduce((all, amount) => all.plus(amount ?? 0), ZERO)

test('always: the days of a month with what is beyond them come to the cell, and the lines of a day to the day', () => {
  const { result } = computedYear(store.db, { siteId: SITE, year: YEAR }, DEMO_TODAY)
  let days = 0
  for (const month of monthsOf(YEAR))
    for (const { code } of PL_ROWS) {
      const answer = drill({ code, month })
      const cell = result.year.rows[code].cells[Number(month.slice(5)) - 1]
      expect([code, month, answer.total]).toEqual([code, month, cell?.amounts.trend?.toFixed() ?? null])
      const parts = [...answer.days.map(({ amount }) => amount), answer.rest]
      const summed = answer.days.length > 0 ? sum(parts).toFixed(9) : sum([answer.total]).toFixed(9)
      expect([code, month, summed]).toEqual([code, month, sum([answer.total]).toFixed(9)])
      for (const { day, amount } of answer.days) {
        const below = drill({ code, month, day })
        expect([code, day, below.total]).toEqual([code, day, amount])
        expect([code, day, sum(below.lines.map((line) => line.amount)).toFixed()]).toEqual([code, day, amount ?? '0'])
        days += 1
      }
    }
  expect(days).toBeGreaterThan(300)
})

test('the days of external revenue are the days the API tells', async () => {
  for (const month of ['2026-02', '2026-04', '2026-06']) {
    const answer = await fetch(`${server.apiUrl}${API_BASE}/statistics/${SITE}/${month}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { data } = (await answer.json()) as { data: { days: { date: string; value: { externalRevenue: number } }[] } }
    const here = drill({ code: 'ExternalRevenue', month }).days
    expect(here.map(({ day, amount }) => [day, new Decimal(amount ?? 0).toDecimalPlaces(2).toNumber()])).toEqual(
      data.days.map(({ date, value }) => [date, value.externalRevenue]),
    )
  }
})

test('a day leads to the cell that was typed, with who typed it and that it waits', () => {
  const day = '2026-05-14'
  const saved = writeGesture(
    store.db,
    {
      gestureId: randomUUID(),
      siteId: SITE,
      label: 'Paste',
      source: 'paste',
      writes: [{ lineId: 'valetDaily', period: day, value: 71_000_000 }],
    },
    {
      roles: ['account_manager'],
      today: DEMO_TODAY,
      now: Date.parse('2026-04-10T15:00:00Z'),
      newId: randomUUID,
      log: store.log,
    },
  )
  expect(saved).toBeDefined()
  const line = drill({ code: 'ExternalRevenue', month: '2026-05', day }).lines.find(({ id }) => id === 'valetDaily')
  expect(line).toMatchObject({ quantity: '71', way: 'typed' })
  expect(new Decimal(line?.rate ?? 0).times(71).toFixed()).toBe(line?.amount)
  expect(line?.cells[0]).toEqual({
    lineId: 'valetDaily',
    period: day,
    scenario: 'forecast',
    value: 71_000_000,
    origin: { kind: 'typed', by: 'Ines Moreau', at: '2026-04-10T15:00:00.000Z', source: 'paste', isWaiting: true },
  })
  expect(line?.cells[1]?.lineId).toBe('rate.valetDaily')
})

test('a loaded day names the batch, a budgeted day the month that was spread over it', () => {
  const loaded = drill({ code: 'ExternalRevenue', month: '2026-02', day: '2026-02-03' }).lines
  expect(loaded.map(({ way }) => way)).toEqual(['loaded'])
  expect(loaded[0]?.cells[0]).toMatchObject({ scenario: 'actual', origin: { kind: 'loaded', source: null } })
  expect(loaded[0]?.cells[0]?.origin.by).not.toBe('')
  const spread = drill({ code: 'ExternalRevenue', month: '2026-05' }).days.flatMap(
    ({ day }) => drill({ code: 'ExternalRevenue', month: '2026-05', day }).lines,
  )
  const budgeted = must(
    spread.find(({ way }) => way === 'spread'),
    'a line of May that nobody typed',
  )
  expect(budgeted.cells.map(({ period, scenario }) => [period, scenario])).toContainEqual(['2026-05', 'budget'])
})

test('one part of a month has its own days: a rate category, a job family', () => {
  const { result, sheet } = computedYear(store.db, { siteId: SITE, year: YEAR }, DEMO_TODAY)
  expect(result.error).toBeNull()
  expect(sheet).not.toBeNull()
  const valet = drill({ code: 'ExternalRevenue', month: '2026-05', line: 'valetDaily' })
  expect(sum(valet.days.map(({ amount }) => amount)).toFixed()).toBe(valet.total)
  const [first] = drill({ code: 'Payroll', month: '2026-05', day: '2026-05-04' }).lines
  const family = first?.id.split('.')[0] ?? ''
  const jobs = drill({ code: 'Payroll', month: '2026-05', day: '2026-05-04', line: family }).lines
  expect(jobs.length).toBeGreaterThan(0)
  expect(jobs.every(({ id }) => id.startsWith(`${family}.`))).toBe(true)
})

test('a row without days leads to its accounts, and a computed one to the rows it is computed from', () => {
  const accounts = drill({ code: 'OtherExpense', month: '2026-05' })
  expect(accounts.days).toEqual([])
  expect(accounts.lines.length).toBeGreaterThan(1)
  expect(sum(accounts.lines.map(({ amount }) => amount)).toFixed()).toBe(accounts.total)
  expect(accounts.lines.flatMap(({ cells }) => cells).length).toBeGreaterThan(1)
  expect(drill({ code: 'FLC', month: '2026-05' }).follows).toContain('OtherExpense')
  expect(drill({ code: 'Pteb', month: '2026-05' }).follows).toEqual(['Payroll'])
})

test('a day outside its month is refused in words', () => {
  expect(() => drill({ code: 'Payroll', month: '2026-05', day: '2026-06-01' })).toThrow('does not lie in 2026-05')
})
