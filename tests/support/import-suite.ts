import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findFeed } from '../../server/import/feeds.ts'
import type { RawRow } from '../../server/import/check-rows.ts'
import { runImport } from '../../server/import/run-import.ts'
import { must } from '../../shared/core/bug.ts'
import type { ImportRun } from '../../shared/contract/imports.ts'
import type { InjectedApi } from './injected-api.ts'

type Rejected = {
  id: string
  feed: string
  line: number
  row: Record<string, unknown>
  issues: { field: string; message: string }[]
}

/** Data from files: what becomes of rows, good and bad, of files that stop half-way, and of those that come twice. */
export function importSuite(api: () => InjectedApi): void {
  const run = (feed: string, rows: readonly unknown[], as = 'ines') =>
    api().ask<ImportRun>('POST', `/imports/${feed}`, { as, body: { fileName: `${feed}.csv`, rows } })
  const cell = async (lineId: string, period: string, scenario: 'actual' | 'budget' | 'scheduled', siteId = '0612') => {
    const row = await api()
      .store.db.selectFrom('cell')
      .select(['value', 'ver'])
      .where('site_id', '=', siteId)
      .where('line_id', '=', lineId)
      .where('period', '=', period)
      .where('scenario', '=', scenario)
      .executeTakeFirst()
    return row?.value ?? null
  }
  const rejects = async (feed: string) =>
    (await api().ask<Rejected[]>('GET', `/imports/rejects?feed=${feed}`, { as: 'ines' })).data
  const day = (code: string, type: string, value: number | string, date = '2023-05-02') => ({
    site: '0612',
    date,
    code,
    type,
    value,
  })

  describe('imports', () => {
    test('a day of receipts becomes its counts, rooms and revenue, codes added up', async () => {
      const { status, data } = await run('daily-revenue', [
        day('VD1', 'Vehicles', 12),
        day('VD2', 'Vehicles', '3.5'),
        day('SO1', 'Vehicles', 7),
        day('VC1', 'Vehicles', 2),
        day('OCC', 'Other', 150),
        day('VD1', 'Revenue', '412.50'),
        day('ADJ', 'Revenue', '-12.05'),
      ])
      expect([status, data.state, data.report]).toEqual([
        200,
        'done',
        {
          rows: 7,
          accepted: 7,
          rejected: 0,
          duplicates: 0,
          cellsChanged: 5,
          cellsUnchanged: 0,
          completeness: 1,
          isComplete: true,
          asOf: '2023-05-02',
          unmapped: [],
          differences: [],
          resumedAfter: 0,
        },
      ])
      const lines = ['valetDaily', 'selfOvernight', 'valetComps', 'occupiedRooms', 'externalRevenue']
      expect(await Promise.all(lines.map((line) => cell(line, '2023-05-02', 'actual')))).toEqual([
        15_500_000, 7_000_000, 2_000_000, 150_000_000, 40_045,
      ])
    })

    test('grid-and-pnl.md D5: a loaded cell names the rows of the files it is added up from, and one that no file brought names none', async () => {
      type Told = { feed: string | null; rows: { fileName: string; line: number; code: string; value: string }[] }
      const behind = async (lineId: string, period: string) => {
        const query = `siteId=0612&lineId=${lineId}&period=${period}&scenario=actual`
        const { data } = await api().ask<Told>('GET', `/sync/imports?${query}`, { as: 'mara' })
        return data.rows.map(({ fileName, line, code, value }) => `${fileName} ${line} ${code} ${value}`)
      }
      const at = '2023-05-21'
      await run('daily-revenue', [
        day('SD1', 'Vehicles', 30, at),
        day('VD1', 'Vehicles', '12.5', at),
        day('VD2', 'Vehicles', 4, at),
        day('VD1', 'Revenue', '412.50', at),
      ])
      expect(await behind('valetDaily', at)).toEqual(['daily-revenue.csv 2 VD1 12.5', 'daily-revenue.csv 3 VD2 4'])
      expect(await behind('externalRevenue', at)).toEqual(['daily-revenue.csv 4 VD1 412.5'])
      // A later file brought another number for one of them; the clock of the tests stands still.
      await run('daily-revenue', [day('VD1', 'Vehicles', '13', at)])
      expect((await behind('valetDaily', at)).toSorted()).toEqual([
        'daily-revenue.csv 1 VD1 13',
        'daily-revenue.csv 3 VD2 4',
      ])
      expect(await behind('valetDaily', '2026-03-02')).toEqual([])
    })

    test('a correction of one code corrects the sum, and the same file again changes nothing', async () => {
      await run('daily-revenue', [day('SD1', 'Vehicles', 10, '2023-05-03'), day('SD2', 'Vehicles', 4, '2023-05-03')])
      const correction = [day('SD2', 'Vehicles', 6, '2023-05-03')]
      expect((await run('daily-revenue', correction)).data.report).toMatchObject({ cellsChanged: 1, cellsUnchanged: 0 })
      expect(await cell('selfDaily', '2023-05-03', 'actual')).toBe(16_000_000)
      expect((await run('daily-revenue', correction)).data.report).toMatchObject({ cellsChanged: 0, cellsUnchanged: 1 })
    })

    test('a row twice in a file counts once, the later one', async () => {
      const rows = [day('VM1', 'Vehicles', 1, '2023-05-04'), day('VM1', 'Vehicles', 9, '2023-05-04')]
      expect((await run('daily-revenue', rows)).data.report).toMatchObject({ accepted: 2, duplicates: 1 })
      expect(await cell('valetMonthly', '2023-05-04', 'actual')).toBe(9_000_000)
    })

    test('bad rows are set aside with every field that is wrong, and the good ones are in', async () => {
      const { data } = await run('daily-revenue', [
        day('SM1', 'Vehicles', 5, '2023-05-05'),
        { site: '0612', date: '2023-02-30', code: 'VD1', type: 'Cars', value: 'NaN' },
        { ...day('VD1', 'Vehicles', 1, '2023-05-05'), site: '9999' },
        { site: '0612', code: 'VD1', type: 'Vehicles', value: '1' },
      ])
      expect(data.report).toMatchObject({ rows: 4, accepted: 1, rejected: 3, completeness: 0.75, isComplete: false })
      expect(await cell('selfMonthly', '2023-05-05', 'actual')).toBe(5_000_000)
      const said = (await rejects('daily-revenue')).map(({ line, issues }) => [
        line,
        issues.map(({ field, message }) => `${field}: ${message}`),
      ])
      expect(said).toEqual([
        [
          2,
          [
            'date: A date looks like 2025-04-16.',
            'type: A type is Revenue, Vehicles or Other.',
            'value: Enter a plain number like -1234.50.',
          ],
        ],
        [3, ['site: Site not found.']],
        [4, ['date: This field is required.']],
      ])
    })

    test('a corrected row is taken in the place of the refused one; wrong again, the old one still waits', async () => {
      await run('ledger', [{ site: '0612', period: '202304', account: '7115', amount: 'twelve' }])
      const [reject] = await rejects('ledger')
      const replay = (body: unknown) => api().ask('POST', `/imports/rejects/${reject?.id}`, { as: 'ines', body })
      const wrong = await replay({
        action: 'replay',
        row: { site: '0612', period: '202304', account: '71', amount: '12' },
      })
      expect([wrong.status, wrong.body.errors.map(({ field, message }) => [field, message])]).toEqual([
        400,
        [['row.account', 'An account has four digits.']],
      ])
      expect(await rejects('ledger')).toHaveLength(1)
      const right = { site: '0612', period: '202304', account: '7115', amount: '12.34' }
      expect((await replay({ action: 'replay', row: right })).status).toBe(200)
      expect([await cell('account.7115', '2023-04', 'actual'), await rejects('ledger')]).toEqual([1234, []])
      expect((await replay({ action: 'drop' })).codes).toEqual(['NOT_FOUND'])
    })

    test('a ledger month gives accounts, rows in their own sign, and leaves entity 06 out', async () => {
      const at = (account: string, amount: string, entity = '02') => ({
        site: '0612',
        period: '202303',
        account,
        amount,
        entity,
      })
      const { data } = await run('ledger', [
        at('4711', '-27966.38'),
        at('4711', '-1000', '06'),
        at('7115', '250'),
        at('7170', '1000.10'),
        at('6200', '-80'),
        at('7082', '-5'),
        at('9410', '90000'),
        at('9999', '1'),
      ])
      expect([data.report.unmapped, data.report.rejected]).toEqual([['9999'], 0])
      const rows = [
        'pl.internalRevenue',
        'pl.otherExpense',
        'pl.parkingRents',
        'pl.pteb',
        'pl.insurance',
        'pl.externalRevenue',
        'account.6200',
      ]
      expect(await Promise.all(rows.map((line) => cell(line, '2023-03', 'actual')))).toEqual([
        2_796_638, 25_000, 100_010, 8_000, 500, 9_000_000, -8_000,
      ])
    })

    test('a budget gives rates as revenue ÷ vehicles, and the month’s counts', async () => {
      const at = (account: string, amount: string) => ({ site: '0612', period: '2023-06', account, amount })
      await run('budget', [at('9411', '28054.08'), at('9510', '573'), at('9440', '3900')])
      expect(
        await Promise.all(
          ['rate.valetDaily', 'valetDaily', 'occupiedRooms', 'pl.externalRevenue'].map((line) =>
            cell(line, '2023-06', 'budget'),
          ),
        ),
      ).toEqual([4896, 573_000_000, 3_900_000_000, 2_805_408])
    })

    test('worked hours leave differentials out, dollars take every pay type; shifts less their breaks', async () => {
      const work = (payType: string, hours: string, dollars: string) => ({
        site: '0612',
        date: '2023-05-02',
        code: 'vlt1',
        payType,
        hours,
        dollars,
      })
      await run('payroll-actual', [
        work('Regular', '8', '120'),
        work('Differential', '8', '6.40'),
        work('Overtime', '1.25', '28.13'),
      ])
      const shift = (name: string, status: string, minutes: number, deleted = 'N') => ({
        site: '0612',
        date: '2023-05-09',
        code: 'VLT1',
        shift: name,
        status,
        deleted,
        minutes,
        unpaidBreakMinutes: 30,
      })
      await run('payroll-schedule', [
        shift('a', 'Scheduled', 510),
        shift('b', 'draft', 480),
        shift('c', 'CONFIRMED', 480, 'Y'),
      ])
      expect(
        await Promise.all([
          cell('payroll.hours.VLT1', '2023-05-02', 'actual'),
          cell('payroll.cost.VLT1', '2023-05-02', 'actual'),
          cell('payroll.hours.VLT1', '2023-05-09', 'scheduled'),
        ]),
      ).toEqual([925, 15_453, 800])
    })

    test('receipts and ledger that differ by more than a cent are told', async () => {
      await run('daily-revenue', [day('VD1', 'Revenue', '100.00', '2023-08-01')])
      const ledger = (amount: string) => run('ledger', [{ site: '0612', period: '202308', account: '9410', amount }])
      expect((await ledger('100.01')).data.report.differences).toEqual([])
      expect((await ledger('100.02')).data.report.differences).toEqual([
        { siteId: '0612', month: '2023-08', daily: 100, ledger: 100.02 },
      ])
    })

    test('sites, staff and people’s sites come in as whole records', async () => {
      const site = {
        site: 'TP001',
        name: 'Test Plaza',
        district: '99',
        districtName: 'District 99',
        region: 'east',
        regionName: 'East',
        rooms: '120',
        contractTypes: 'FixedFee; PerLaborHour',
        startDate: '2024-02-01',
        closeDate: '2023-02-01',
      }
      expect((await run('sites', [site])).data.report).toMatchObject({ rejected: 1 })
      expect((await run('sites', [{ ...site, closeDate: '' }])).data.report).toMatchObject({ accepted: 1 })
      await run('site-jobs', [
        {
          site: 'TP001',
          code: 'VLT1',
          title: 'Valet',
          family: 'Valet',
          employees: 3,
          averageRate: 17.123456,
          annualSalary: '',
        },
      ])
      await run('contracts', [
        {
          site: 'TP001',
          terms: {
            startDate: '2024-02-01',
            fixedFee: { serviceRates: [{ name: 'Fee', fee: 1200, startDate: '2024-02-01' }] },
          },
        },
      ])
      const bad = await run('contracts', [
        { site: 'TP001', terms: { fixedFee: { serviceRates: [{ name: 'Fee', fee: -5, startDate: '2024-02-01' }] } } },
      ])
      expect(bad.data.report.rejected).toBe(1)
      const told = await api().ask<{ contract: { fixedFee: unknown }; jobs: unknown[] }>(
        'GET',
        '/sync/reference?site=TP001',
        { as: 'ines' },
      )
      expect(told.data).toMatchObject({
        jobs: [{ code: 'VLT1', averageRate: 17.123456, employees: 3, annualSalary: null }],
        contract: { fixedFee: { serviceRates: [{ fee: 1200 }] } },
      })
    })

    test('a person whose token tells no site has the imported ones; a token that tells some is believed', async () => {
      const seen = async (site_access: string[]) => {
        const token = await api().tokenOf('owen', { site_access })
        return (await api().ask<{ siteAccess: string[] }>('GET', '/me', { token })).data.siteAccess
      }
      expect(await seen([])).toEqual([])
      await run('user-sites', [
        { user: 'owen', site: '0431' },
        { user: 'owen', site: '0612' },
      ])
      expect([await seen([]), await seen(['0427'])]).toEqual([['0431', '0612'], ['0427']])
    })

    test('a file that stopped half-way goes on after the last batch that is in', async () => {
      const feed = must(findFeed('daily-revenue'), 'it is there')
      const rows = Array.from({ length: 2500 }, (_, i): RawRow => ({
        line: i + 1,
        row: day('SO1', 'Vehicles', 1, new Date(Date.UTC(2015, 0, 1 + i)).toISOString().slice(0, 10)),
      }))
      const options = {
        db: api().store.db,
        feed,
        fileName: 'long.csv',
        fileHash: 'the same file',
        author: { sub: 'system', name: 'System', deviceId: null },
        now: () => api().clock.now,
        newId: randomUUID,
      }
      function* breaking() {
        yield* rows.slice(0, 2200)
        throw new Error('the disk is gone')
      }
      await expect(runImport({ ...options, rows: breaking() })).rejects.toThrow('the disk is gone')
      api().clock.now += 1000
      const again = await runImport({ ...options, rows })
      expect([again.state, again.report.resumedAfter, again.report.rows, again.report.cellsChanged]).toEqual([
        'done',
        2000,
        500,
        500,
      ])
    })

    test('only administrators import, an unknown feed is named, and a row of no object is refused', async () => {
      expect((await run('ledger', [{}], 'dana')).codes).toEqual(['INSUFFICIENT_PERMISSIONS'])
      const unknown = await run('weather', [{}])
      expect([unknown.status, unknown.body.errors[0]?.field]).toEqual([404, 'feed'])
      expect((await run('ledger', ['x'])).status).toBe(400)
    })

    test('what can be imported says how fresh it is', async () => {
      const { data } = await api().ask<{ feed: string; freshness: string | null; asOf: string | null }[]>(
        'GET',
        '/imports/feeds',
        { as: 'ines' },
      )
      expect(data.map(({ feed }) => feed)).toEqual([
        'sites',
        'contracts',
        'site-jobs',
        'user-sites',
        'budget',
        'ledger',
        'daily-revenue',
        'payroll-actual',
        'payroll-schedule',
        'payroll-budget',
      ])
      expect(data.find(({ feed }) => feed === 'payroll-schedule')).toMatchObject({
        asOf: '2023-05-09',
        freshness: 'fresh',
      })
      expect(data.find(({ feed }) => feed === 'payroll-budget')?.freshness).toBeNull()
    })
  })
}
