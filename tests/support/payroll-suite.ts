import { describe, expect, test } from 'vitest'
import type { PayrollDocument } from '../../shared/contract/payroll.ts'
import { must } from '../../shared/core/bug.ts'
import type { InjectedApi } from './injected-api.ts'

type Row = PayrollDocument['rows'][number]

/** Payroll of a site over the API (domain.md 3). */
export function payrollSuite(api: () => InjectedApi): void {
  const path = (month: string, by: 'family' | 'code', site = '0427') => `/payroll/${site}/${month}?by=${by}`
  const read = (of: string) => api().ask<PayrollDocument>('GET', of, { as: 'mara' })
  const write = async (of: string, body: unknown) =>
    api().ask<PayrollDocument>('PUT', of, {
      as: 'mara',
      body,
      headers: { 'if-match': String((await read(of)).headers['etag']) },
    })
  const rowOf = (rows: readonly Row[], date: string, id: string) =>
    must(
      rows.find((row) => row.date === date && (row.code ?? row.familyId) === id),
      `${date} ${id}`,
    )
  const hoursOf = (rows: readonly Row[], date: string, ...codes: string[]) =>
    codes.map((code) => rowOf(rows, date, code).forecast.hours)

  describe('the payroll document', () => {
    test('families are their codes added, scheduled, actual, forecast and budget alike', async () => {
      for (const month of ['2026-03', '2026-04', '2026-05']) {
        const [families, codes] = [(await read(path(month, 'family'))).data, (await read(path(month, 'code'))).data]
        for (const family of families.rows) {
          const own = codes.rows.filter((row) => row.date === family.date && row.familyId === family.familyId)
          for (const set of ['value', 'scheduled', 'actual', 'forecast', 'budget'] as const) {
            const sum = own.reduce((total, row) => total + (row[set].cost ?? 0), 0)
            expect(Math.abs((family[set].cost ?? 0) - sum)).toBeLessThan(0.005 * own.length + 1e-6)
          }
        }
        expect([families.total, families.rowVersion]).toEqual([codes.total, codes.rowVersion])
      }
    })

    test('the month adds up to the payroll the P&L shows', async () => {
      const { total } = (await read(path('2026-06', 'code', '0612'))).data
      type PlView = { rows: { code: string; months: { trend: number | null }[] }[] }
      const { rows } = (await api().ask<PlView>('GET', '/pl-view/0612/2026-06', { as: 'mara' })).data
      expect(rows.find(({ code }) => code === 'Payroll')?.months[0]?.trend).toBe(total.value.cost)
    })

    test('a day that is over is locked and shows its actual; a coming one shows forecast, else budget', async () => {
      const { rows, lastActualDate } = (await read(path('2026-04', 'code'))).data
      expect(lastActualDate).toBe('2026-04-09')
      const attendants = rows.filter(({ code }) => code === 'VLT1')
      const isOver = ({ date }: Row) => date < '2026-04-10'
      expect(attendants.filter(({ locked }) => locked)).toEqual(attendants.filter(isOver))
      for (const row of attendants) {
        const planned = row.forecast.typed === null ? row.budget : row.forecast
        expect(isOver(row) ? row.actual : planned).toMatchObject(row.value)
      }
    })

    test('of salaried codes only the cost is told, and no answer holds a salary', async () => {
      const site = await api()
        .store.db.selectFrom('site_job')
        .select(['code', 'annual_salary as salary'])
        .where('site_id', '=', '0427')
        .where('annual_salary', 'is not', null)
        .execute()
      expect(site.length).toBeGreaterThan(0)
      const answers = [
        await read(path('2026-06', 'code')),
        await api().ask('GET', '/payroll/0427/job-codes', { as: 'ines' }),
      ]
      for (const { body } of answers) {
        const text = JSON.stringify(body.data)
        const told = site.filter(({ salary }) => text.includes(String(Number(salary))))
        expect([told, text.includes('annualSalary')]).toEqual([[], false])
      }
      const salaried = answers[0]?.data as PayrollDocument
      const row = rowOf(salaried.rows, '2026-06-01', 'MGR')
      expect([row.effective, row.locked, row.value.hours, row.budget.hours]).toEqual(['salary', true, null, null])
      expect(row.value.cost).toBeGreaterThan(0)
      const manager = salaried.families.flatMap(({ codes }) => codes).find(({ code }) => code === 'MGR')
      expect(manager).toMatchObject({ salaried: true, rate: null })
    })
  })

  describe('entering payroll', () => {
    test('typing hours of a code clears its cost, and the cost follows from the rate', async () => {
      const of = path('2026-10', 'code')
      await write(of, { rows: [{ date: '2026-10-05', code: 'VLT1', cost: 500 }] })
      const written = await write(of, { rows: [{ date: '2026-10-05', code: 'VLT1', hours: 40, rateOverride: 20.5 }] })
      expect(rowOf(written.data.rows, '2026-10-05', 'VLT1').forecast).toEqual({
        hours: 40,
        cost: 820,
        rateOverride: 20.5,
        typed: 'hours',
      })
    })

    test('a family’s hours go to its codes as they are forecast, to the last hundredth', async () => {
      const of = path('2026-10', 'code')
      await write(of, {
        rows: [
          { date: '2026-10-06', code: 'VLT1', hours: 30 },
          { date: '2026-10-06', code: 'VLT2', hours: 10 },
        ],
      })
      const written = await write(of, { rows: [{ date: '2026-10-06', familyId: 'Valet', hours: 50.01 }] })
      expect(hoursOf(written.data.rows, '2026-10-06', 'VLT1', 'VLT2')).toEqual([37.51, 12.5])
    })

    test('without a forecast they go by employees', async () => {
      const of = path('2026-10', 'code')
      const { families } = (await read(of)).data
      const valet = must(
        families.find(({ id }) => id === 'Valet'),
        'Valet',
      ).codes
      const people = valet.reduce((sum, { employees }) => sum + employees, 0)
      const written = await write(of, { rows: [{ date: '2026-10-07', familyId: 'Valet', hours: people }] })
      expect(hoursOf(written.data.rows, '2026-10-07', ...valet.map(({ code }) => code))).toEqual(
        valet.map(({ employees }) => employees),
      )
    })

    test('always: putting a family’s own hours back changes none of its codes', async () => {
      const of = path('2026-10', 'family')
      await write(of, {
        rows: [
          { date: '2026-10-20', code: 'VLT1', hours: 21.25 },
          { date: '2026-10-20', code: 'VLT2', hours: null },
          { date: '2026-10-21', code: 'BELL', hours: 9 },
        ],
      })
      const before = await read(of)
      const rows = before.data.rows.flatMap(({ date, familyId, forecast, locked }) =>
        locked || forecast.typed !== 'hours' ? [] : [{ date, familyId, hours: forecast.hours }],
      )
      expect(rows.length).toBeGreaterThan(1)
      expect((await write(of, { rows })).headers['etag']).toBe(before.headers['etag'])
    })

    test('a week’s total goes to its open days by their pattern; days that are over keep what they hold', async () => {
      const of = path('2026-04', 'code')
      const before = (await read(of)).data.rows
      const week = ['2026-04-05', '2026-04-06', '2026-04-07', '2026-04-08', '2026-04-09', '2026-04-10', '2026-04-11']
      const held = week.slice(0, 5).reduce((sum, day) => sum + (rowOf(before, day, 'VLT1').value.hours ?? 0), 0)
      const total = Math.round((held + 90) * 100) / 100
      const written = await write(of, { weeks: [{ first: '2026-04-05', code: 'VLT1', hours: total }] })
      expect(written.body.errors).toEqual([])
      const sum = week.reduce((all, day) => all + (rowOf(written.data.rows, day, 'VLT1').value.hours ?? 0), 0)
      expect(sum).toBeCloseTo(total, 6)
      const little = await write(of, { weeks: [{ first: '2026-04-05', code: 'VLT1', hours: 1 }] })
      expect(little.body.errors.map(({ field, message }) => [field, message])).toEqual([
        ['weeks.0.hours', 'The locked days already hold more than that.'],
      ])
    })

    test('every fault is named: no such code, two targets, hours and cost, a salaried code, a day that is over', async () => {
      const answer = await write(path('2026-04', 'code'), {
        rows: [
          { date: '2026-04-20', code: 'SHUTL3', hours: 1 },
          { date: '2026-04-20', code: 'VLT1', familyId: 'Valet', hours: 2 },
          { date: '2026-04-21', code: 'VLT1', hours: 3, cost: 4 },
          { date: '2026-04-22', code: 'MGR', hours: 5 },
          { date: '2026-04-09', familyId: 'Valet', hours: 6 },
          { date: '2026-05-01', code: 'VLT1', hours: 7 },
          { date: '2026-04-23', code: 'VLT1', hours: -1 },
        ],
        weeks: [{ first: '2026-04-06', code: 'VLT1', hours: 8 }],
      })
      expect(answer.body.errors.map(({ code, field }) => [code, field])).toEqual([
        ['INVALID_DATA_TYPE', 'rows.0.code'],
        ['MISSING_REQUIRED_FIELD', 'rows.1.code'],
        ['INVALID_DATA_TYPE', 'rows.2.hours'],
        ['INVALID_DATA_TYPE', 'rows.2.cost'],
        ['PERIOD_LOCKED', 'rows.3.hours'],
        ['PERIOD_LOCKED', 'rows.4.hours'],
        ['INVALID_PERIOD', 'rows.5.date'],
        ['INVALID_DATA_TYPE', 'rows.6.hours'],
        ['INVALID_PERIOD', 'weeks.0.first'],
      ])
    })

    test('more hours than the people of a code can work are stored and told as a warning', async () => {
      const written = await write(path('2026-10', 'code'), {
        rows: [{ date: '2026-10-09', code: 'VLT1', hours: 11_000 }],
      })
      expect((written.data as unknown as { warnings: { field: string }[] }).warnings.map(({ field }) => field)).toEqual(
        ['rows.0.hours'],
      )
    })
  })

  describe('what given hours cost and earn', () => {
    type Calculated = {
      codes: {
        code: string
        regularHours: number
        overtimeHours: number
        cost: number
        revenue: number
        billable: boolean
      }[]
      totals: { hours: number; cost: number; revenue: number }
    }
    const calculate = (body: unknown, site = '0427') =>
      api().ask<Calculated>('POST', `/payroll/${site}/calculate`, { as: 'ines', body })

    test('the 41st hour of a Saturday–Friday week is overtime, and nothing is stored', async () => {
      const before = (await read(path('2026-10', 'code'))).data
      const week = ['2026-10-10', '2026-10-11', '2026-10-12', '2026-10-13', '2026-10-14', '2026-10-16']
      const days = Object.fromEntries(week.map((day) => [day, 8]))
      const { data } = await calculate({
        hoursByCodeAndDate: { VLT1: { ...days, '2026-10-17': 8 } },
        rates: { VLT1: 20 },
      })
      expect(data.codes).toMatchObject([{ code: 'VLT1', regularHours: 48, overtimeHours: 8, cost: 1120 }])
      expect(data.totals).toMatchObject({ hours: 56, cost: 1120 })
      expect((await read(path('2026-10', 'code'))).data).toEqual(before)
    })

    test('a contract that pays by the hour pays regular and overtime; other codes earn nothing', async () => {
      const { db } = api().store
      const row = await db
        .selectFrom('contract')
        .select('terms')
        .where('site_id', '=', '0612')
        .executeTakeFirstOrThrow()
      const [{ code: paid }, { code: unpaid }] = (
        await db
          .selectFrom('site_job')
          .select('code')
          .where('site_id', '=', '0612')
          .where('annual_salary', 'is', null)
          .orderBy('code')
          .execute()
      ).slice(0, 2) as [{ code: string }, { code: string }]
      const job = { jobCode: paid, name: 'Attendant', rate: 25.03, overtimeRate: 37.55, startDate: null, endDate: null }
      const terms = { ...(row.terms as object), incrementMonth: null, perLaborHour: { jobRates: [job] } }
      await db
        .updateTable('contract')
        .set({ terms: JSON.stringify(terms) })
        .where('site_id', '=', '0612')
        .execute()
      const hours = { '2026-10-12': 40, '2026-10-13': 6 }
      const { data } = await calculate({ hoursByCodeAndDate: { [paid]: hours, [unpaid]: hours } }, '0612')
      await db
        .updateTable('contract')
        .set({ terms: JSON.stringify(row.terms) })
        .where('site_id', '=', '0612')
        .execute()
      expect(data.codes.map(({ code, revenue, billable }) => [code, revenue, billable])).toEqual([
        [paid, 1226.5, true], // domain.md 6.3: 46 h at 25.03 / 37.55
        [unpaid, 0, false],
      ])
      expect(data.totals.revenue).toBe(1226.5)
    })

    test('codes of no one here and salaried ones are each named', async () => {
      const answer = await calculate({ hoursByCodeAndDate: { SHUTL3: {}, MGR: {} }, rates: { ZZ1: 1 } })
      expect(answer.body.errors.map(({ field }) => field)).toEqual([
        'hoursByCodeAndDate.SHUTL3',
        'hoursByCodeAndDate.MGR',
        'rates.ZZ1',
      ])
    })
  })
}
