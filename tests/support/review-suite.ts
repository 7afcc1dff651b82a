import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ActResult, ReviewAct, SiteReview } from '../../shared/contract/review.ts'
import { aCarry, aComment, aFreeze, aKept, aMove, aReason, offBudget } from './an-act.ts'
import { anOp } from './an-op.ts'
import type { InjectedApi } from './injected-api.ts'

/** Steps of a review as laptops send them: each once, each answered, and all of it told to the others. */
export function reviewSuite(api: () => InjectedApi): void {
  const send = async (as: string, ...acts: ReviewAct[]) =>
    (await api().ask<{ results: ActResult[] }>('POST', '/sync/acts', { as, body: { acts } })).data.results
  const toldOf = (results: readonly ActResult[]) =>
    results.map((result) => (result.status === 'accepted' ? 'accepted' : `${result.code}: ${result.message}`))
  const told = async (as: string, ...acts: ReviewAct[]) => toldOf(await send(as, ...acts))
  const review = async (siteId: string, as = 'ines') =>
    (await api().ask<SiteReview>('GET', `/sync/review?site=${siteId}`, { as })).data
  const push = async (as: string, changed: Parameters<typeof anOp>[0]) =>
    api().ask<{ results: { status: string; seq?: number }[] }>('POST', '/sync/push', {
      as,
      body: { ops: [anOp(changed)] },
    })

  describe('comments as laptops send them', () => {
    const said = async (id: string) => (await review('0431')).comments.filter((one) => one.id === id)

    test('each once under its own id, told to everybody with whose it is, and the site is asked for again', async () => {
      const before = (await review('0431')).reviewVer
      const act = aComment({ text: '<b>A convention?</b>' })
      const first = await send('dana', act)
      expect(await send('dana', act, act)).toEqual([first[0], first[0]])
      expect(await said(act.actId)).toEqual([
        {
          id: act.actId,
          lineId: 'valetDaily',
          period: '2026-08-04',
          text: '<b>A convention?</b>',
          answers: null,
          settles: false,
          by: 'Dana Whitfield',
          bySub: 'dana',
          at: expect.any(String),
        },
      ])
      expect((await review('0431', 'mara')).reviewVer).toBe(before + 1)
    })

    test('other words under its id are refused, and so is an id that is another person’s', async () => {
      const act = aComment()
      expect(await told('dana', act)).toEqual(['accepted'])
      expect(await told('dana', { ...act, text: 'Altered.' })).toEqual([
        'IDEMPOTENCY_KEY_REUSED: This step was sent before with other words. Make it again.',
      ])
      expect(await told('mara', { ...act, text: 'Altered.' })).toEqual([
        'VERSION_CONFLICT: This comment is there already. Make it again.',
      ])
      expect((await said(act.actId)).map(({ text, by }) => [text, by])).toEqual([['A convention?', 'Dana Whitfield']])
    })

    test('an answer settles what was said about the same cell, never about another', async () => {
      const asked = aComment()
      await send('dana', asked)
      const answer = { answers: asked.actId, settles: true, text: 'Yes.' }
      expect(await told('mara', aComment(answer), aComment({ ...answer, period: '2026-08-05' }))).toEqual([
        'accepted',
        'INVALID_DATA_TYPE: What it answers was not said about this cell.',
      ])
    })

    test('who only reads may comment, and do nothing else; of a site they do not see nobody may', async () => {
      const mine = aComment()
      expect(await told('reed', mine, aReason({ period: '2027-12' }))).toEqual([
        'accepted',
        'INSUFFICIENT_PERMISSIONS: Your role can read this forecast but not move it.',
      ])
      expect((await said(mine.actId)).map(({ bySub }) => bySub)).toEqual(['reed'])
      expect(await told('owen', aComment())).toEqual(['INSUFFICIENT_PERMISSIONS: You do not have access to this site.'])
    })

    test('no line nobody knows, no empty or endless text, no control characters', async () => {
      expect(await told('mara', aComment({ lineId: 'noSuchLine' }))).toEqual([
        'INVALID_DATA_TYPE: There is no line noSuchLine.',
      ])
      const status = async (text: string) =>
        (await api().ask('POST', '/sync/acts', { as: 'mara', body: { acts: [aComment({ text })] } })).status
      const texts = ['  ', 'x'.repeat(2001), 'a\u0000b', 'a\u001b[2Jb', 'a\u0085b']
      expect(await Promise.all(texts.map(status))).toEqual([400, 400, 400, 400, 400])
      expect(await Promise.all(['x'.repeat(2000), 'two\nlines\tand a 🚗'].map(status))).toEqual([200, 200])
    })
  })

  describe('C4 cut → paste: comments that go along with moved numbers', () => {
    const [MONDAY, TUESDAY] = ['2026-08-04', '2026-08-05']
    const standsAt = async (...ids: string[]) => {
      const { comments } = await review('0431')
      return ids.map((id) => comments.find((one) => one.id === id)?.period)
    }

    test('a whole thread stands at its new cell for everybody, and the site is asked for again', async () => {
      const asked = aComment()
      await send('dana', asked)
      const answer = aComment({ answers: asked.actId, text: 'Yes.' })
      const carry = aCarry([asked.actId, answer.actId])
      expect(await told('mara', answer)).toEqual(['accepted'])
      const before = (await review('0431')).reviewVer
      const first = await send('mara', carry)
      expect(await send('mara', carry)).toEqual(first)
      expect(await standsAt(asked.actId, answer.actId)).toEqual([TUESDAY, TUESDAY])
      expect((await review('0431')).reviewVer).toBe(before + 2)
      type Said = { id: string; by: string }[]
      const path = `/comments/0431?from=${TUESDAY}&to=${TUESDAY}`
      const { data } = await api().ask<Said>('GET', path, { as: 'dana' })
      expect(data.find(({ id }) => id === asked.actId)?.by).toBe('Dana Whitfield')
    })

    test('an undone move takes them back, and one that stands elsewhere by then stays there', async () => {
      const [mine, other] = [aComment(), aComment()]
      await send('mara', mine, other)
      await send('dana', aCarry([other.actId], { comments: [oneOf(other.actId, MONDAY, '2026-08-20')] }))
      await send('mara', aCarry([mine.actId, other.actId]))
      expect(await standsAt(mine.actId, other.actId)).toEqual([TUESDAY, '2026-08-20'])
      const back = [mine.actId, other.actId].map((id) => oneOf(id, TUESDAY, MONDAY))
      expect(await told('mara', aCarry([], { comments: back }))).toEqual(['accepted'])
      expect(await standsAt(mine.actId, other.actId)).toEqual([MONDAY, '2026-08-20'])
    })

    test('an answer that was made where the comment stood goes after it', async () => {
      const asked = aComment()
      await send('dana', asked)
      await send('mara', aCarry([asked.actId]))
      const late = aComment({ answers: asked.actId, text: 'Made before I heard of the move.' })
      expect(await told('dana', late)).toEqual(['accepted'])
      expect(await standsAt(late.actId)).toEqual([TUESDAY])
    })

    test('who only reads carries nothing; nothing goes to a line nobody knows, nor out of another site', async () => {
      const asked = aComment()
      await send('mara', asked)
      const nowhere = { id: asked.actId, from: cellOn(MONDAY), to: { lineId: 'noSuchLine', period: TUESDAY } }
      expect(await told('reed', aCarry([asked.actId]))).toEqual([
        'INSUFFICIENT_PERMISSIONS: Your role can read this forecast but not move it.',
      ])
      expect(await told('mara', aCarry([], { comments: [nowhere] }))).toEqual([
        'INVALID_DATA_TYPE: There is no line noSuchLine.',
      ])
      expect(await told('mara', aCarry([asked.actId], { siteId: '0427' }))).toEqual(['accepted'])
      expect(await standsAt(asked.actId)).toEqual([MONDAY])
    })

    const cellOn = (period: string) => ({ lineId: 'valetDaily', period })
    const oneOf = (id: string, from: string, to: string) => ({ id, from: cellOn(from), to: cellOn(to) })
  })

  describe('kept warnings as laptops send them', () => {
    const about = async (lineId: string, siteId = '0431') =>
      (await review(siteId)).kept.filter((one) => one.lineId === lineId)

    test('each once under its own id, told to everybody with whose it is, and the site is asked for again', async () => {
      const before = (await review('0431')).reviewVer
      const act = aKept({ reason: '<b>New tariff</b>' })
      const first = await send('mara', act)
      expect(await send('mara', act, act)).toEqual([first[0], first[0]])
      expect(await about('rate.valetDaily')).toEqual([
        {
          id: act.actId,
          lineId: 'rate.valetDaily',
          period: '2026-08',
          rule: 'rate-jump',
          value: 6000,
          reason: '<b>New tariff</b>',
          by: 'Mara Lindqvist',
          at: expect.any(String),
        },
      ])
      const { reviewVer, kept } = await review('0431', 'dana')
      expect([reviewVer, kept.length]).toEqual([before + 1, (await review('0431', 'mara')).kept.length])
    })

    test('the last word on a cell and rule counts, whoever said it; another rule is another warning', async () => {
      const cell = { lineId: 'rate.selfDaily', period: '2026-09' }
      const told = [
        aKept({ ...cell, value: 900, reason: 'First.' }),
        aKept({ ...cell, value: 950, reason: 'Second.' }),
        aKept({ ...cell, value: 950, rule: 'value', reason: 'Another rule.' }),
      ]
      await send('mara', ...told.slice(0, 1))
      await send('dana', ...told.slice(1))
      expect((await about('rate.selfDaily')).map(({ reason, by, value }) => [reason, by, value])).toEqual([
        ['Second.', 'Dana Whitfield', 950],
        ['Another rule.', 'Dana Whitfield', 950],
      ])
    })

    test('other words under its id are refused, and so is an id that is another person’s', async () => {
      const act = aKept({ lineId: 'rate.valetMonthly' })
      expect(await told('mara', act)).toEqual(['accepted'])
      expect(await told('mara', { ...act, reason: 'Altered.' })).toEqual([
        'IDEMPOTENCY_KEY_REUSED: This step was sent before with other words. Make it again.',
      ])
      expect(await told('dana', { ...act, reason: 'Altered.' })).toEqual([
        'VERSION_CONFLICT: This warning was kept under that id already. Keep it again.',
      ])
      expect((await about('rate.valetMonthly')).map(({ reason }) => reason)).toEqual(['New tariff from August.'])
    })

    test('who only reads keeps none, nobody keeps one of a site they do not see, and each is its own answer', async () => {
      const at = { lineId: 'rate.selfMonthly' }
      expect(await told('reed', aKept(at), aComment())).toEqual([
        'INSUFFICIENT_PERMISSIONS: Your role can read this forecast but not move it.',
        'accepted',
      ])
      expect(await told('owen', aKept(at))).toEqual(['INSUFFICIENT_PERMISSIONS: You do not have access to this site.'])
      expect(await about('rate.selfMonthly')).toEqual([])
    })

    test('no line nobody knows, no empty or endless reason, no control characters', async () => {
      expect(await told('mara', aKept({ lineId: 'noSuchLine' }))).toEqual([
        'INVALID_DATA_TYPE: There is no line noSuchLine.',
      ])
      const status = async (reason: string) =>
        (await api().ask('POST', '/sync/acts', { as: 'mara', body: { acts: [aKept({ reason })] } })).status
      const reasons = ['  ', 'x'.repeat(501), 'a\u0000b']
      expect(await Promise.all(reasons.map(status))).toEqual([400, 400, 400])
    })
  })

  describe('steps of a review', () => {
    // Each test has a month of its own: what one moved another must not meet.
    let month = 0
    let period = ''
    beforeEach(() => {
      month += 1
      period = `2027-0${month}`
    })
    /** Gives the month something to submit. */
    const begun = async () => {
      await push('mara', { siteId: '0431', period: `${period}-05` })
      return (await review('0431')).moves.filter((move) => move.period === period).length
    }

    test('the same step twice is one, with one answer; other words under its id are refused', async () => {
      await begun()
      const act = aMove({ period, comment: 'As planned.' })
      const first = await send('mara', act)
      expect(toldOf(first)).toEqual(['accepted'])
      expect(await send('mara', act, act)).toEqual([first[0], first[0]])
      expect(await told('mara', { ...act, comment: 'Other words.' })).toEqual([
        'IDEMPOTENCY_KEY_REUSED: This step was sent before with other words. Make it again.',
      ])
      const { moves } = await review('0431')
      expect(moves.filter((move) => move.period === period)).toHaveLength(1)
    })

    test('who decides over a decision they had not seen is told whose it was', async () => {
      await begun()
      expect(await told('mara', aMove({ period, comment: '.' }))).toEqual(['accepted'])
      const approve = { period, action: 'approve' as const, seen: 1 }
      expect(await told('dana', aMove(approve))).toEqual(['accepted'])
      expect(await told('ines', aMove({ ...approve, action: 'return', comment: 'Why?' }))).toEqual([
        'VERSION_CONFLICT: Dana Whitfield has approved this month meanwhile. Look at it again, then decide.',
      ])
    })

    test('a month whose cells changed since it was looked at is not approved; a return of it stands', async () => {
      await begun()
      await told('mara', aMove({ period, comment: '.' }))
      const changed = await push('mara', { siteId: '0431', period: `${period}-06` })
      const seq = changed.data.results[0]?.seq ?? 0
      const approve = { period, action: 'approve' as const, seen: 1 }
      expect(await told('dana', aMove({ ...approve, asOfSeq: seq - 1 }))).toEqual([
        'VERSION_CONFLICT: 1 cell has changed since you looked at this month. Look at it again, then approve.',
      ])
      const cells = [{ lineId: 'valetDaily', period: `${period}-06` }]
      const returned = aMove({ ...approve, action: 'return', comment: 'Really?', cells, asOfSeq: seq - 1 })
      expect(await told('dana', returned)).toEqual(['accepted'])
      expect((await review('0431')).moves.at(-1)).toMatchObject({ state: 'returned', comment: 'Really?', cells })
    })

    test('what the role or the site forbids is an answer of its own and stops no other step', async () => {
      await begun()
      const answers = await told(
        'owen',
        aMove({ period }),
        aReason({ siteId: '0427', period, explained: '12.50' }),
        aFreeze({ siteId: '0427' }),
      )
      expect(answers).toEqual([
        'INSUFFICIENT_PERMISSIONS: You do not have access to this site.',
        'accepted',
        'INSUFFICIENT_PERMISSIONS: Your role does not freeze a forecast of record.',
      ])
    })

    test('a material row needs a reason that fits it now; the last reason of a row counts', async () => {
      const at = { siteId: '0612', period: '2026-10' }
      await push('mara', { ...at, lineId: 'account.7115', value: 90_000_00 })
      const submit = () => told('mara', aMove({ ...at, comment: 'Painting.' }))
      const off = (await offBudget(api(), at.siteId, at.period)).get('OtherExpense') ?? 0
      const reason = (explained: string, parts = aReason().parts) => told('mara', aReason({ ...at, explained, parts }))
      const flc = () => told('mara', aReason({ ...at, row: 'FLC', explained: (-off).toFixed(2) }))
      expect(Math.abs(off)).toBeGreaterThan(1000)
      expect((await submit())[0]).toContain('Other Expense is far from its budget and nobody has said why.')
      await reason((off * 2).toFixed(2))
      await flc()
      expect((await submit())[0]).toContain('Other Expense is far from its budget and has moved since')
      await reason(off.toFixed(2))
      await reason(off.toFixed(2), [])
      expect((await submit())[0]).toContain('nobody has said why')
      await reason(off.toFixed(2))
      expect(await submit()).toEqual(['accepted'])
      expect(
        (await review('0612', 'mara')).reasons
          .filter(({ period: of }) => of === at.period)
          .map(({ row, explained, by }) => [row, explained, by]),
      ).toEqual([
        ['FLC', (-off).toFixed(2), 'Mara Lindqvist'],
        ['OtherExpense', off.toFixed(2), 'Mara Lindqvist'],
      ])
    })

    test('the newest two forecasts of record come with the review, and its version rises with each', async () => {
      const version = async () =>
        (
          await api().ask<{ sites: { siteId: string; reviewVer: number }[] }>('GET', '/sync/scopes', { as: 'mara' })
        ).data.sites.find(({ siteId }) => siteId === '0431')?.reviewVer ?? -1
      const before = await version()
      const acts = [aFreeze({ period: '2026-05' }), aFreeze({ period: '2026-06' }), aFreeze({ period: '2026-07' })]
      for (const act of acts) {
        api().clock.now += 1000
        expect(await told('ines', act)).toEqual(['accepted'])
      }
      expect(await told('ines', acts[2] as ReviewAct)).toEqual(['accepted'])
      const { records, reviewVer } = await review('0431', 'mara')
      expect(
        records.filter(({ year }) => year === 2026).map(({ snapshotId, name, year }) => [snapshotId, name, year]),
      ).toEqual([
        [acts[2]?.actId, '2026-07 forecast of record', 2026],
        [acts[1]?.actId, '2026-06 forecast of record', 2026],
      ])
      expect([reviewVer, await version()]).toEqual([before + 3, before + 3])
      const view = await api().ask<{ rows: { code: string; months: { baseline: number }[] }[] }>(
        'GET',
        '/pl-view/0431/variance/forecast?year=2026',
        { as: 'mara' },
      )
      const payroll = view.data.rows.find(({ code }) => code === 'Payroll')?.months.map(({ baseline }) => baseline)
      const mine = records[0]?.rows.find(({ row }) => row === 'Payroll')?.trend
      expect(mine?.map((text) => (text === null ? null : Math.round(Number(text) * 100) / 100))).toEqual(payroll)
    })

    test('a month whose finalising is refused is not frozen; the other sites of the same request are', async () => {
      const month = { period: '2026-11' } as const
      const acts = [
        aMove({ ...month, siteId: '0612', action: 'finalise' }),
        aFreeze({ ...month, siteId: '0612', months: 1 }),
        aFreeze({ ...month, siteId: '0431', months: 1 }),
      ]
      const { data } = await api().ask<{ results: ActResult[] }>('POST', '/sync/acts', { as: 'ines', body: { acts } })
      expect(data.results.map(({ status }) => status)).toEqual(['refused', 'refused', 'accepted'])
      const [, frozen] = data.results
      expect(frozen?.status === 'refused' && frozen.message).toContain('was not finalised, so it was not frozen')
    })

    test('nothing of it can be altered, not even by hand', async () => {
      await told('mara', aReason({ actId: randomUUID() }))
      for (const table of ['reason', 'act_result', 'kept_warning'] as const)
        await expect(api().store.db.deleteFrom(table).execute()).rejects.toThrow('append-only')
    })
  })
}
