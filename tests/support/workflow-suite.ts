import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { explainAll } from './an-act.ts'
import { anOp } from './an-op.ts'
import type { Answer, InjectedApi } from './injected-api.ts'

type Submission = { state: string; history: { state: string; comment: string | null; by: string; cells: unknown[] }[] }
type Comment = { id: string; text: string; by: string; answers: string | null; settles: boolean }
type Variance = {
  snapshot: string | null
  rows: { code: string; months: { value: number; baseline: number; amount: number }[] }[]
}

/** Forecasts of record, the states of a month's forecast, and comments over the API. */
export function workflowSuite(api: () => InjectedApi): void {
  const move = (action: string, as: string, more: object = {}, period = '2026-08') =>
    api().ask<Submission>('POST', `/submissions/0431/${period}`, { as, body: { action, ...more } })
  const faults = ({ status, body }: Answer) => [status, ...body.errors.map(({ code, field }) => `${field}: ${code}`)]

  describe('the states of a month', () => {
    test('submitted, returned with a question about a cell, submitted again, approved: all of it is kept', async () => {
      expect((await move('submit', 'mara')).data.state).toBe('submitted')
      expect(faults(await move('submit', 'mara'))).toEqual([409, 'action: VERSION_CONFLICT'])
      expect(faults(await move('approve', 'mara'))).toEqual([403, 'action: INSUFFICIENT_PERMISSIONS'])
      expect(faults(await move('return', 'dana'))).toEqual([400, 'comment: MISSING_REQUIRED_FIELD'])
      const cells = [{ lineId: 'account.7115', period: '2026-08' }]
      expect((await move('return', 'dana', { comment: 'Why so much?', cells })).data.state).toBe('returned')
      await move('submit', 'mara', { comment: 'Painted the booths.' })
      const { data } = await move('approve', 'dana')
      expect([data.state, data.history.map(({ state, comment, by }) => [state, comment, by])]).toEqual([
        'approved',
        [
          ['submitted', null, 'Mara Lindqvist'],
          ['returned', 'Why so much?', 'Dana Whitfield'],
          ['submitted', 'Painted the booths.', 'Mara Lindqvist'],
          ['approved', null, 'Dana Whitfield'],
        ],
      ])
      expect(data.history[1]?.cells).toEqual(cells)
      const queue = await api().ask<{ siteId: string; state: string }[]>('GET', '/submissions?period=2026-08', {
        as: 'dana',
      })
      expect(queue.data.map(({ siteId, state }) => [siteId, state])).toEqual([
        ['0427', 'draft'],
        ['0431', 'approved'],
        ['0612', 'draft'],
      ])
    })

    test('a month in which nothing has a value is not submitted, and says what is missing', async () => {
      const answer = await move('submit', 'mara', {}, '2027-03')
      expect([answer.status, answer.body.errors.length > 0]).toEqual([400, true])
      expect((await api().ask<Submission>('GET', '/submissions/0431/2027-03', { as: 'mara' })).data.state).toBe('draft')
    })

    test('a month whose contribution is far from its budget is submitted with a comment only', async () => {
      const submit = (more: object) =>
        api().ask<Submission>('POST', '/submissions/0612/2026-09', { as: 'mara', body: { action: 'submit', ...more } })
      const dear = anOp({ siteId: '0612', lineId: 'account.7115', period: '2026-09', value: 90_000_00 })
      await api().ask('POST', '/sync/push', { as: 'mara', body: { ops: [dear] } })
      expect(faults(await submit({}))).toEqual([
        400,
        'OtherExpense 2026-09: INVALID_DATA_TYPE',
        'FLC 2026-09: INVALID_DATA_TYPE',
      ])
      await explainAll(api(), '0612', '2026-09')
      expect(faults(await submit({}))).toEqual([400, 'comment: MISSING_REQUIRED_FIELD'])
      expect((await submit({ comment: 'The garage is painted.' })).data.state).toBe('submitted')
    })

    test('a state locks nothing: an approved month is still typed in', async () => {
      const [result] = (
        await api().ask<{ results: { status: string }[] }>('POST', '/sync/push', {
          as: 'mara',
          body: { ops: [anOp({ siteId: '0431', period: '2026-08-04' })] },
        })
      ).data.results
      expect(result?.status).toBe('applied')
    })
  })

  describe('forecasts of record', () => {
    test('what was frozen stays when the forecast moves on, and the variance tells the difference', async () => {
      const taken = await api().ask<{ id: string; name: string; sites: number }>('POST', '/snapshots', {
        as: 'ines',
        body: { firstMonth: '2026-07', siteIds: ['0427'] },
      })
      expect([taken.data.name, taken.data.sites]).toEqual(['2026-07 forecast of record', 1])
      const variance = async () =>
        (await api().ask<Variance>('GET', '/pl-view/0427/variance/forecast?year=2026', { as: 'mara' })).data
      const july = ({ rows }: Variance) => rows.find(({ code }) => code === 'ExternalRevenue')?.months[6]
      const before = await variance()
      expect([before.snapshot, july(before)?.amount]).toEqual([taken.data.id, 0])
      await api().ask('POST', '/sync/push', {
        as: 'mara',
        body: { ops: [anOp({ period: '2026-07-21', value: 777_000_000 })] },
      })
      const after = july(await variance())
      expect(after?.baseline).toBe(july(before)?.baseline)
      expect(after?.amount).toBeGreaterThan(0)
    })

    test('nothing of it can be altered, not even by hand', async () => {
      for (const table of ['snapshot', 'snapshot_cell', 'snapshot_year', 'submission'] as const)
        await expect(api().store.db.deleteFrom(table).execute()).rejects.toThrow('append-only')
    })

    test('a site that was never frozen and a snapshot nobody took are named', async () => {
      const ask = (path: string) => api().ask('GET', path, { as: 'mara' })
      expect(faults(await ask('/pl-view/0612/variance/forecast?year=2026'))).toEqual([
        404,
        'snapshot: PERIOD_NOT_AVAILABLE',
      ])
      expect(faults(await ask(`/pl-view/0427/variance/forecast?snapshot=${randomUUID()}`))).toEqual([
        404,
        'snapshot: PERIOD_NOT_AVAILABLE',
      ])
      expect(
        faults(
          await api().ask('POST', '/snapshots', { as: 'ines', body: { firstMonth: '2026-07', siteIds: ['9999'] } }),
        ),
      ).toEqual([404, 'siteIds: SITE_NOT_FOUND'])
    })
  })

  describe('comments', () => {
    test('one is made, answered and settled, in the order it was said', async () => {
      const at = { lineId: 'valetDaily', period: '2026-08-04' }
      const say = (as: string, text: string, more: object = {}) =>
        api().ask<Comment>('POST', '/comments/0431', { as, body: { ...at, text, ...more } })
      const question = await say('dana', 'A convention?')
      await say('mara', 'Yes, 220 rooms.', { answers: question.data.id, settles: true })
      const { data } = await api().ask<Comment[]>('GET', '/comments/0431?from=2026-08&to=2026-08', { as: 'mara' })
      expect(data.map(({ text, by, answers, settles }) => [text, by, answers === question.data.id, settles])).toEqual([
        ['A convention?', 'Dana Whitfield', false, false],
        ['Yes, 220 rooms.', 'Mara Lindqvist', true, true],
      ])
      expect(faults(await say('mara', 'To whom?', { answers: randomUUID() }))).toEqual([
        400,
        'answers: INVALID_DATA_TYPE',
      ])
      expect(faults(await say('mara', '   '))).toEqual([400, 'text: INVALID_DATA_TYPE'])
      expect((await say('owen', 'Hello')).codes).toEqual(['INSUFFICIENT_PERMISSIONS'])
    })
  })
}
