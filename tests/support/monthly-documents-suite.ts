import { describe, expect, test } from 'vitest'
import type { OtherExpensesDocument } from '../../shared/contract/other-expenses.ts'
import type { OtherRevenueDocument } from '../../shared/contract/other-revenue.ts'
import type { ParkingRatesDocument } from '../../shared/contract/parking-rates.ts'
import { must } from '../../shared/core/bug.ts'
import type { InjectedApi } from './injected-api.ts'

type Warned<Document> = Document & { warnings: { field: string; message: string }[] }

/** Parking rates, other revenue and other expenses over the API (domain.md 4, 5). */
export function monthlyDocumentsSuite(api: () => InjectedApi): void {
  const read = <T>(path: string) => api().ask<T>('GET', path, { as: 'mara' })
  const write = async <T>(path: string, body: unknown) =>
    api().ask<Warned<T>>('PUT', path, {
      as: 'mara',
      body,
      headers: { 'if-match': String((await read(path)).headers['etag']) },
    })
  const monthOf = <Row extends { month: string }>(rows: readonly Row[], month: string) =>
    must(
      rows.find((row) => row.month === month),
      month,
    )

  describe('parking rates', () => {
    const path = '/parking-rates/0612/2026'

    test('a year is 96 cells; closed months are locked, and the rate in force is the forecast, else the budget', async () => {
      const { cells } = (await read<ParkingRatesDocument>(path)).data
      expect([cells.length, new Set(cells.map(({ month, category }) => `${month} ${category}`)).size]).toEqual([96, 96])
      expect([...new Set(cells.flatMap(({ month, locked }) => (locked ? [month] : [])))]).toEqual([
        '2026-01',
        '2026-02',
        '2026-03',
      ])
      for (const { rate, forecast, budget } of cells) expect(rate).toBe(forecast ?? budget)
    })

    test('a rate more than 10 % away from its reference is stored, and both numbers are told', async () => {
      const { cells } = (await read<ParkingRatesDocument>(path)).data
      const cell = must(
        cells.find(({ month, category }) => month === '2026-11' && category === 'selfDaily'),
        'the cell',
      )
      const [reference, near, far] = [cell.budget ?? 0, 1.09, 1.2]
      const put = (forecast: number) =>
        write<ParkingRatesDocument>(path, { cells: [{ month: '2026-11', category: 'selfDaily', forecast }] })
      expect((await put(Math.round(reference * near * 100) / 100)).data.warnings).toEqual([])
      const rate = Math.round(reference * far * 100) / 100
      const { warnings } = (await put(rate)).data
      expect(warnings).toEqual([
        {
          field: 'cells.0.forecast',
          message: expect.stringContaining(`away from ${reference.toFixed(2)} (budget). Keep it?`) as string,
        },
      ])
    })

    test('every fault is named at once: limits, decimals, a closed month, another year, a cell given twice', async () => {
      const before = (await read(path)).data
      const answer = await write(path, {
        cells: [
          { month: '2026-11', category: 'valetDaily', forecast: 1000 },
          { month: '2026-11', category: 'valetMonthly', forecast: 1.234 },
          { month: '2026-03', category: 'valetDaily', forecast: 30 },
          { month: '2027-01', category: 'valetDaily', forecast: 31 },
          { month: '2026-12', category: 'valetDaily', forecast: 32 },
          { month: '2026-12', category: 'valetDaily', forecast: 33 },
        ],
      })
      expect(answer.body.errors.map(({ code, field, message }) => [code, field, message])).toEqual([
        ['INVALID_DATA_TYPE', 'cells.0.forecast', 'Enter 0.00 to 999.99.'],
        ['INVALID_DATA_TYPE', 'cells.1.forecast', 'Valet monthly rate has too many decimals.'],
        ['PERIOD_LOCKED', 'cells.2.forecast', 'This month is closed.'],
        ['INVALID_PERIOD', 'cells.3.month', 'This month is not in the year.'],
        ['INVALID_DATA_TYPE', 'cells.5.forecast', 'This is given twice.'],
      ])
      expect((await read(path)).data).toEqual(before)
    })

    test('a year that is none is refused with its right form', async () => {
      const answer = await read('/parking-rates/0612/2026-04')
      expect(answer.body.errors).toMatchObject([
        { code: 'INVALID_PERIOD', field: 'year', details: { expectedFormat: 'YYYY' } },
      ])
    })
  })

  describe('other revenue', () => {
    const path = '/revenue/other/0612/2026-04'

    test('a row takes its own sign, and the net adds what counts', async () => {
      const written = await write<OtherRevenueDocument>(path, {
        months: [
          {
            month: '2026-10',
            billableExpense: -1500.25,
            clientPaidExpense: 0,
            gpoFees: 500,
            revenueValidation: 120,
            signingBonus: 40,
            miscellaneous: -70,
          },
        ],
      })
      const { values, forecast, net } = monthOf(written.data.months, '2026-10')
      expect([forecast, net]).toEqual([
        {
          billableExpense: 1500.25,
          clientPaidExpense: 0,
          gpoFees: -500,
          revenueValidation: 120,
          signingBonus: -40,
          miscellaneous: -70,
        },
        1010.25,
      ])
      expect(values).toEqual(forecast)
    })

    test('a cleared row counts as budgeted again, which is not zero', async () => {
      const written = await write<OtherRevenueDocument>(path, { months: [{ month: '2026-10', gpoFees: null }] })
      const month = monthOf(written.data.months, '2026-10')
      expect([month.forecast.gpoFees, month.values.gpoFees]).toEqual([null, month.budget.gpoFees])
    })

    test('twelve rolling months, of which the closed ones are locked', async () => {
      const { months } = (await read<OtherRevenueDocument>('/revenue/other/0612/2026-02')).data
      expect([months.length, months[0]?.month, months.at(-1)?.month]).toEqual([12, '2026-02', '2027-01'])
      expect(months.flatMap(({ month, locked }) => (locked ? [month] : []))).toEqual(['2026-02', '2026-03'])
    })

    test('the net cannot be sent, nor a month outside the document', async () => {
      const net = await write(path, { months: [{ month: '2026-10', net: 5 }] })
      expect(net.body.errors.map(({ field, message }) => [field, message])).toEqual([
        ['months.0.net', 'Net other revenue is computed and cannot be typed.'],
      ])
      const outside = await write(path, { months: [{ month: '2027-04', gpoFees: 5 }] })
      expect(outside.body.errors.map(({ code, field }) => [code, field])).toEqual([
        ['INVALID_PERIOD', 'months.0.month'],
      ])
    })
  })

  describe('other expenses', () => {
    const path = '/other-expenses/0612/2026-03'

    test('the total is the twelve and the others; a closed month shows the ledger', async () => {
      const { months } = (await read<OtherExpensesDocument>(path)).data
      for (const { values, misc, total } of months) {
        const cents = [...Object.values(values), misc].reduce<number>(
          (sum, one) => sum + Math.round((one ?? 0) * 100),
          0,
        )
        expect(Math.round((total ?? 0) * 100)).toBe(cents)
      }
      const march = monthOf(months, '2026-03')
      expect([march.locked, march.values, march.total]).toEqual([true, march.actual?.values, march.actual?.total])
      expect(months.some(({ misc }) => (misc ?? 0) > 0)).toBe(true)
    })

    test('what is typed counts and moves the total by the difference to the budget', async () => {
      const before = monthOf((await read<OtherExpensesDocument>(path)).data.months, '2026-12')
      const written = await write<OtherExpensesDocument>(path, { months: [{ month: '2026-12', 7115: 1234.56 }] })
      const after = monthOf(written.data.months, '2026-12')
      expect([after.values['7115'], after.budget]).toEqual([1234.56, before.budget])
      expect(after.total).toBeCloseTo((before.total ?? 0) - (before.values['7115'] ?? 0) + 1234.56, 2)
    })

    test('negative amounts, accounts of the ledger and computed rows are refused by name', async () => {
      const negative = await write(path, { months: [{ month: '2026-12', 7220: -1 }] })
      const others = await write(path, { months: [{ month: '2026-12', 7005: 10, misc: 3, total: 4 }] })
      expect([negative, others].map(({ body }) => body.errors.map(({ field, message }) => [field, message]))).toEqual([
        [['months.0.7220', 'Expenses cannot be negative.']],
        [
          ['months.0.7005', '7005 Bad debt cannot be edited.'],
          ['months.0.misc', 'Miscellaneous other expenses is computed and cannot be typed.'],
          ['months.0.total', 'Total other expense is computed and cannot be typed.'],
        ],
      ])
    })

    test('a month the ledger has posted ahead takes no write', async () => {
      await api()
        .store.db.insertInto('cell')
        .values({
          site_id: '0431',
          period: '2026-09',
          line_id: 'account.7115',
          scenario: 'actual',
          year: 2026,
          value: 100,
          ver: 1,
          seq: 0,
          by_sub: 'ledger',
          by_name: 'Ledger',
          op_id: null,
          deleted: false,
          at: new Date(api().clock.now),
        })
        .execute()
      const answer = await write('/other-expenses/0431/2026-04', { months: [{ month: '2026-09', 7113: 10 }] })
      expect([answer.status, answer.codes]).toEqual([422, ['PERIOD_LOCKED']])
    })
  })
}
