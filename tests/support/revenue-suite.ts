import { describe, expect, test } from 'vitest'
import type { ExternalRevenueDocument, InternalRevenueDocument } from '../../shared/contract/revenue.ts'
import { must } from '../../shared/core/bug.ts'
import { anOp } from './an-op.ts'
import type { InjectedApi } from './injected-api.ts'

type PlView = { rows: { code: string; months: { trend: number | null; kind: string }[] }[] }

/** External and internal revenue as they are told, and set by hand (domain.md 6, 7, 9.5, 15). */
export function revenueSuite(api: () => InjectedApi): void {
  const external = (month: string, site = '0427') =>
    api().ask<ExternalRevenueDocument>('GET', `/revenue/external/${site}/${month}`, { as: 'mara' })
  const internal = (month: string, site = '0427') =>
    api().ask<InternalRevenueDocument>('GET', `/revenue/internal/${site}/${month}`, { as: 'mara' })
  const set = async <T>(path: string, amount: number | null, reason = 'the garage is closed', as = 'ines') =>
    api().ask<T>('PUT', path, {
      as,
      body: { amount, reason },
      headers: { 'if-match': String((await api().ask('GET', path, { as: 'ines' })).headers['etag']) },
    })
  const trend = async (code: string, month: string, site = '0427') => {
    const { rows } = (await api().ask<PlView>('GET', `/pl-view/${site}/${month}`, { as: 'mara' })).data
    return must(
      rows.find((row) => row.code === code),
      code,
    ).months[0]
  }

  describe('revenue of a month', () => {
    test('external and internal revenue are what the P&L shows, in closed, current and coming months', async () => {
      for (const site of ['0427', '0431', '0612']) {
        for (const month of ['2026-03', '2026-04', '2026-06', '2026-11']) {
          expect([site, month, (await external(month, site)).data.net]).toEqual([
            site,
            month,
            (await trend('ExternalRevenue', month, site))?.trend,
          ])
          expect([site, month, (await internal(month, site)).data.total]).toEqual([
            site,
            month,
            (await trend('InternalRevenue', month, site))?.trend,
          ])
        }
      }
    })

    test('the eight categories are vehicles × rate, and with the actual to date they are the net', async () => {
      const { data } = await external('2026-04')
      const categories = must(data.categories, 'April is typed')
      expect(categories.map(({ category }) => category)).toEqual([
        'valetDaily',
        'valetOvernight',
        'valetMonthly',
        'valetAggregator',
        'selfDaily',
        'selfOvernight',
        'selfMonthly',
        'selfAggregator',
      ])
      for (const { statistic, rate, value } of categories) {
        expect(value ?? 0).toBeCloseTo((statistic ?? 0) * (rate ?? 0), 2)
      }
      expect(data.net).toBeCloseTo((data.gross ?? 0) - (data.adjustment ?? 0) + (data.actualToDate ?? 0), 2)
      expect(data.actualToDate).toBeGreaterThan(0)
    })

    test('the components of internal revenue add up to its total, each with the steps that led to it', async () => {
      for (const site of ['0427', '0431', '0612']) {
        const { breakdown, total } = (await internal('2026-06', site)).data
        const { calculatedTotalInternalRevenue, ...components } = must(breakdown, site)
        const parts = Object.values(components).filter((part) => part !== null)
        const sum = parts.reduce((all, part) => all + (part.total ?? 0), 0)
        expect(Math.abs(sum - (total ?? 0))).toBeLessThan(0.005 * parts.length + 1e-6)
        expect(calculatedTotalInternalRevenue).toBe(total)
        for (const { steps } of parts) expect(steps.length).toBeGreaterThan(0)
      }
      const hotel = (await internal('2026-06')).data.breakdown?.revenueShare
      expect(hotel?.tiers.reduce((all, { shareAmount }) => all + (shareAmount ?? 0), 0)).toBeCloseTo(
        hotel?.total ?? 0,
        1,
      )
    })

    test('the categories name eight, seven and six, with signs where one is forced', async () => {
      type Named = { id: string; sign: number | null; accounts: string[] }
      const { data } = await api().ask<Record<'external' | 'internal' | 'other', Named[]>>(
        'GET',
        '/revenue/categories',
        {
          as: 'reed',
        },
      )
      expect([data.external.length, data.internal.length, data.other.length]).toEqual([8, 7, 6])
      expect(data.other.map(({ id, sign }) => [id, sign])).toEqual([
        ['billableExpense', 1],
        ['clientPaidExpense', -1],
        ['gpoFees', -1],
        ['revenueValidation', 1],
        ['signingBonus', -1],
        ['miscellaneous', null],
      ])
      expect(data.external[0]).toMatchObject({ id: 'valetDaily', accounts: ['9411', '9510'] })
    })
  })

  describe('revenue set by hand', () => {
    const path = '/revenue/external/0427/2026-09'

    test('the P&L, the contract’s share and the rollup follow, and who and why is said', async () => {
      const share = (await internal('2026-09')).data.total
      const before = (await external('2026-09')).data
      const { data } = await set<ExternalRevenueDocument>(path, 12_345.67)
      expect([data.net, data.override, data.remark, data.categories]).toEqual([
        12_345.67,
        {
          amount: 12_345.67,
          reason: 'the garage is closed',
          by: 'Ines Moreau',
          at: new Date(api().clock.now).toISOString(),
        },
        'Overridden by Ines Moreau because the garage is closed.',
        before.categories,
      ])
      expect(await trend('ExternalRevenue', '2026-09')).toMatchObject({ trend: 12_345.67, kind: 'forecast' })
      expect((await internal('2026-09')).data.total).toBeLessThan(share ?? 0)
    })

    test('taken back, everything is as it was computed', async () => {
      await set(path, 12_345.67)
      expect((await set(path, null, 'the garage opens after all')).status).toBe(200)
      const now = (await external('2026-09')).data
      expect([now.override, now.net]).toEqual([null, (await trend('ExternalRevenue', '2026-09'))?.trend])
      expect(now.net).not.toBe(12_345.67)
    })

    test('internal revenue may be set below zero, and shows in the front line contribution', async () => {
      const of = '/revenue/internal/0612/2026-09'
      const flc = async () => (await trend('FLC', '2026-09', '0612'))?.trend ?? 0
      const before = (await internal('2026-09', '0612')).data.total ?? 0
      const contribution = await flc()
      const { data } = await set<InternalRevenueDocument>(of, -250.5, 'a credit is agreed')
      expect([data.total, data.remark, data.breakdown === null]).toEqual([
        -250.5,
        'Overridden by Ines Moreau because a credit is agreed.',
        false,
      ])
      expect((await flc()) - contribution).toBeCloseTo(-250.5 - before, 2)
      await set(of, null)
    })

    test('it has one audit row with its reason, which nobody can alter', async () => {
      const { db } = api().store
      await set(path, 5_000, 'the street is dug up')
      const last = await db
        .selectFrom('cell_audit')
        .innerJoin('change_reason', 'change_reason.seq', 'cell_audit.seq')
        .select(['line_id', 'period', 'after', 'sub', 'reason'])
        .orderBy('cell_audit.seq', 'desc')
        .limit(1)
        .execute()
      expect(last).toEqual([
        {
          line_id: 'override.externalRevenue',
          period: '2026-09',
          after: 500_000,
          sub: 'ines',
          reason: 'the street is dug up',
        },
      ])
      await expect(db.updateTable('change_reason').set({ reason: 'none' }).execute()).rejects.toThrow('append-only')
      await set(path, null)
    })

    test('only administrators set it, and only of months that are open, within limits, with a reason', async () => {
      const answers = [
        await set(path, 1, 'no reason of mine', 'dana'),
        await set('/revenue/external/0427/2026-03', 1),
        await set(path, -1),
        await set(path, 1.234),
        await set(path, 1, '  '),
      ]
      expect(answers.map(({ status, codes, body }) => [status, codes[0], body.errors[0]?.field])).toEqual([
        [403, 'INSUFFICIENT_PERMISSIONS', null],
        [422, 'PERIOD_LOCKED', 'period'],
        [400, 'INVALID_DATA_TYPE', 'amount'],
        [400, 'INVALID_DATA_TYPE', 'amount'],
        [400, 'INVALID_DATA_TYPE', 'reason'],
      ])
    })

    test('a laptop cannot send it as an edit', async () => {
      const op = anOp({ lineId: 'override.internalRevenue', period: '2026-09', value: 1 })
      type Pushed = { results: { status: string; message: string }[] }
      const { data } = await api().ask<Pushed>('POST', '/sync/push', { as: 'ines', body: { ops: [op] } })
      expect(data.results.map(({ status, message }) => [status, message])).toEqual([
        ['rejected', 'Internal revenue set by hand cannot be edited.'],
      ])
    })
  })
}
