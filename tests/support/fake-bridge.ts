import { randomUUID } from 'node:crypto'
import { checkCell } from '../../shared/calc/check-cell.ts'
import { EARNING_COUNTS } from '../../shared/calc/day-figures.ts'
import { lockOf, type StatisticsInput, statisticsMonth } from '../../shared/calc/statistics-month.ts'
import { findLine } from '../../shared/categories/index.ts'
import { RATE_CATEGORIES } from '../../shared/categories/parking-rates.ts'
import { answer } from '../../shared/contract/answer.ts'
import { sitesLeft } from '../../shared/contract/site-filter.ts'
import {
  type Bridge,
  type CallName,
  calls,
  type EventName,
  type EventPayload,
  events,
  type Handlers,
  type Preferences,
} from '../../shared/contract/ipc.ts'
import type { KeptWarning } from '../../shared/contract/kept-warning.ts'
import type { TypedAs } from '../../shared/contract/typed-as.ts'
import type { CellHistory, Gesture, StatisticsSheet } from '../../shared/contract/sheet.ts'
import { daysOf, isMonth, monthOf, sameWeekdayLastYear } from '../../shared/core/calendar.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { AppError } from '../../shared/core/errors.ts'
import { careAnswers } from './fake-care.ts'
import { fakeCategory } from './fake-category.ts'
import { carriedComments } from './fake-comments.ts'
import { actualDay, budgetMonthOf, ratesOf, type Site, typedDay } from './fake-data.ts'
import { typedPayroll } from './fake-payroll.ts'
import { fakeCell, fakeDrill, fakeImports, fakeReport, fakeRollup, fakeRollupWhy, fakeWhy } from './fake-report.ts'
import { aReviewQueue, aReviewSheet } from './fake-review.ts'
import { type FakeState, fakeState, MARA } from './fake-state.ts'
import { fakePreview, type FakeStep } from './fake-undo.ts'

type Write = Gesture['writes'][number]

export type FakeBridge = Bridge & {
  readonly state: FakeState
  /** Every gesture that was saved, in order. */
  readonly gestures: Gesture[]
  readonly asked: { readonly name: CallName; readonly input: unknown }[]
  readonly valueOf: (siteId: string, lineId: string, day: string) => number | null
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
}

const at = '2026-04-10T14:42:00Z'

/** A bridge that answers from tables in memory, through the contract's own schemas and the product's own calculation. */
export function fakeBridge(changed: Partial<FakeState> = {}): FakeBridge {
  const state = fakeState(changed)
  const typed = new Map<string, number | null>()
  const history = new Map<string, CellHistory>()
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  const undos: FakeStep[] = []
  const redos: FakeStep[] = []
  const gestures: Gesture[] = []
  const typedAs: (TypedAs & { siteId: string })[] = []
  const asked: { name: CallName; input: unknown }[] = []

  const emit: FakeBridge['emit'] = (name, payload) => {
    const checked = events[name].parse(payload)
    for (const listener of listeners.get(name) ?? []) listener(checked as never)
  }
  const siteOf = (siteId: string): Site => {
    const site = state.sites.find((one) => one.siteId === siteId)
    if (!site) throw new AppError('SITE_NOT_FOUND', `Site ${siteId} was not found.`)
    return site
  }
  const forecastOf = (site: Site, lineId: string, day: string): number | null => {
    const key = `${site.siteId} ${lineId} ${day}`
    const own = typed.get(key)
    if (own !== undefined) return own
    const queued = state.queue.find(({ siteId, mark }) => key === `${siteId} ${mark.lineId} ${mark.period}`)
    if (queued) return queued.value
    if (isMonth(day)) return null
    if (lineId.startsWith('payroll.')) return typedPayroll(site, lineId, day)
    return day <= state.typedUntil && day >= '2026-01-01' ? (typedDay(site, day)[lineId] ?? null) : null
  }

  const inputOf = (site: Site, month: string): StatisticsInput & { lastYear: StatisticsSheet['lastYear'] } => {
    const days = daysOf(month)
    const lists = (of: (day: string) => Record<string, number>) => {
      const rows = days.map(of)
      const ids = new Set(rows.flatMap((row) => Object.keys(row)))
      return Object.fromEntries([...ids].map((id) => [id, rows.map((row) => row[id] ?? null)]))
    }
    const inputs = [
      'occupiedRooms',
      'occupancy',
      'driveInRatio',
      'captureRatio',
      ...EARNING_COUNTS,
      'valetComps',
      'selfComps',
    ]
    const rates = (scenario: 'forecast' | 'budget') => {
      const byLine = ratesOf(month, scenario)
      return Object.fromEntries(RATE_CATEGORIES.map(({ id, statistic }) => [statistic, byLine[`rate.${id}`] ?? null]))
    }
    const hasBudget = month.startsWith('2026') && state.loaded
    return {
      month,
      totalRooms: site.totalRooms,
      forecast: Object.fromEntries(inputs.map((id) => [id, days.map((day) => forecastOf(site, id, day))])),
      actual: lists((day) => (day < DEMO_TODAY && day >= '2025-01-01' ? actualDay(site, day) : {})),
      budget: hasBudget ? budgetMonthOf(site, month) : {},
      lastYear: lists((day) => actualDay(site, sameWeekdayLastYear(day))),
      forecastRates: rates('forecast'),
      budgetRates: rates('budget'),
    }
  }

  const sheetOf = (siteId: string, month: string): StatisticsSheet => {
    const site = siteOf(siteId)
    const { totalRooms: _totalRooms, forecastRates: _f, budgetRates: _b, ...rest } = inputOf(site, month)
    const waiting = [...typed.keys()].flatMap((key) => {
      const [id, lineId = '', period = ''] = key.split(' ')
      if (id !== siteId || monthOf(period) !== month) return []
      return [{ lineId, period, kind: 'waiting' as const, message: 'Saved on this laptop, waiting to be sent.' }]
    })
    const queued = state.queue.filter((item) => item.siteId === siteId && monthOf(item.mark.period) === month)
    const isQueued = (lineId: string, period: string) =>
      queued.some(({ mark }) => mark.lineId === lineId && mark.period === period)
    return {
      site,
      today: DEMO_TODAY,
      loaded: state.loaded && !state.missingMonths.includes(month),
      editable: state.editable,
      ...rest,
      forecastRates: ratesOf(month, 'forecast'),
      budgetRates: ratesOf(month, 'budget'),
      open: state.open,
      marks: [...queued.map(({ mark }) => mark), ...waiting.filter((mark) => !isQueued(mark.lineId, mark.period))],
    } as StatisticsSheet
  }

  const store = (siteId: string, writes: readonly Write[], source: string) => {
    for (const { lineId, period, value } of writes) {
      typed.set(`${siteId} ${lineId} ${period}`, value)
      const key = `${siteId} ${lineId} ${period}`
      history.set(key, [{ at, by: 'Mara Ellison', value, source, state: 'waiting' }, ...(history.get(key) ?? [])])
    }
    state.sync = { ...state.sync, waiting: typed.size }
    emit('sync.changed', state.sync)
    emit('cells.changed', { siteId, months: [...new Set(writes.map(({ period }) => monthOf(period)))] })
  }

  const check = (site: Site, { lineId, period, value }: Write): void => {
    const line = findLine(lineId)
    const refuse = (message: string, code: 'PERIOD_LOCKED' | 'INVALID_DATA_TYPE' = 'INVALID_DATA_TYPE') => {
      throw new AppError(code, message, [{ code, field: `${lineId} ${period}`, message, providedValue: value }])
    }
    if (!line) throw new AppError('INVALID_DATA_TYPE', `No line ${lineId}.`)
    const month = statisticsMonth(inputOf(site, monthOf(period)))
    const day = month.days.find((one) => one.day === period)
    if (day && lockOf(period, day.kind, DEMO_TODAY) !== null) refuse('This day is closed.', 'PERIOD_LOCKED')
    const problem = checkCell(line, value, site.totalRooms)
    if (problem?.level === 'error') refuse(problem.message)
  }

  const carry = ({ siteId, moves }: Pick<Gesture, 'siteId' | 'moves'>, side: 'before' | 'after') => {
    if (moves === undefined) return
    state.comments = carriedComments(state.comments, moves, side)
    emit('review.changed', { siteId })
  }

  const takeBack = (from: FakeStep[], to: FakeStep[], side: 'before' | 'after', source: string) => {
    const step = from.pop()
    const first = step?.[side][0]
    if (!step || !first) return null
    if (state.undoRefusal) throw new AppError('VERSION_CONFLICT', state.undoRefusal.message)
    to.push(step)
    store(step.siteId, step[side], source)
    carry(step, side)
    return {
      label: step.label,
      siteId: step.siteId,
      month: monthOf(first.period),
      lineId: first.lineId,
      period: first.period,
      cells: step[side].length,
    }
  }

  const handlers: Handlers<CallName> = {
    'session.read': () => state.session,
    'session.signIn': () => {
      state.session = MARA
      return state.session
    },
    'session.cancelSignIn': () => ({ status: 'signed-out', error: null }),
    'session.unlock': () => {
      state.session = MARA
      return state.session
    },
    'session.signOut': ({ keepUnsent }) => {
      const { waiting } = state.sync
      if (waiting > 0 && !keepUnsent) return { signedOut: false, waiting }
      state.session = { status: 'signed-out', error: null }
      emit('session.changed', state.session)
      return { signedOut: true, waiting }
    },
    'session.forgetPassPhrase': () => state.session,
    ...careAnswers(state),
    'preferences.read': () => state.preferences,
    'preferences.write': (some) => {
      state.preferences = { ...state.preferences, ...(some as Partial<Preferences>) }
      return state.preferences
    },
    'places.read': () => state.places,
    'places.write': (places) => {
      state.places = places
    },
    'clipboard.read': () => state.copied,
    'print.start': ({ name }) => ({ file: `/home/mara/Documents/${name}.pdf` }),
    'export.start': ({ month, format }) => ({
      file: `${month}.${format}`,
      rows: daysOf(month).length,
      sites: 1,
      remarks: 0,
    }),
    'export.stop': () => undefined,
    'unsent.export': () => ({ file: 'Unsent edits.xlsx', rows: state.sync.waiting }),
    'recovery.read': () => state.recovery,
    'recovery.dismiss': () => {
      state.recovery = null
    },
    'sites.list': () =>
      state.sites.map((site) => ({
        site,
        years: [2025, 2026],
        waiting: [...typed.keys()].filter((key) => key.startsWith(`${site.siteId} `)).length,
        conflicts: state.queue.filter((item) => item.siteId === site.siteId && item.mark.kind === 'conflict').length,
        rejected: state.queue.filter((item) => item.siteId === site.siteId && item.mark.kind === 'rejected').length,
        newComments: state.comments.filter(({ isNew }) => isNew).length,
      })),
    'category.read': ({ siteId, category, month }) => fakeCategory(siteOf(siteId), category, month, typed, state),
    'sheet.read': ({ siteId, month }) => sheetOf(siteId, month),
    'cells.write': (gesture) => {
      const site = siteOf(gesture.siteId)
      for (const write of gesture.writes) check(site, write)
      const before = gesture.writes.map((write) => ({ ...write, value: forecastOf(site, write.lineId, write.period) }))
      undos.push({
        gestureId: gesture.gestureId,
        label: gesture.label,
        siteId: gesture.siteId,
        before,
        after: gesture.writes,
        moves: gesture.moves,
      })
      redos.length = 0
      gestures.push(gesture)
      if (gesture.source === 'resolve') {
        const done = new Set(gesture.writes.map(({ lineId, period }) => `${lineId} ${period}`))
        state.queue = state.queue.filter(({ mark }) => !done.has(`${mark.lineId} ${mark.period}`))
        state.sync = { ...state.sync, conflicts: state.queue.filter(({ mark }) => mark.kind === 'conflict').length }
      }
      store(gesture.siteId, gesture.writes, gesture.source)
      carry(gesture, 'after')
      typedAs.push(...(gesture.typedAs ?? []).map((one) => ({ ...one, siteId: gesture.siteId })))
      return { savedAt: at, cells: gesture.writes.length, waiting: state.sync.waiting }
    },
    'gesture.undo': () => takeBack(undos, redos, 'before', 'undo'),
    'gesture.redo': () => takeBack(redos, undos, 'after', 'redo'),
    'gesture.preview': (key) =>
      fakePreview(key, key.turn === 'undo' ? undos : redos, state.undoRefusal, (siteId, { lineId, period }) =>
        forecastOf(siteOf(siteId), lineId, period),
      ),
    'gesture.state': () => ({ undo: undos.at(-1)?.label ?? null, redo: redos.at(-1)?.label ?? null }),
    'gesture.list': () =>
      [
        ...redos.map((step) => ({ step, isUndone: true })),
        ...undos.toReversed().map((step) => ({ step, isUndone: false })),
      ].map(({ step: { gestureId, siteId, label, after }, isUndone }) => ({
        gestureId,
        siteId,
        label,
        savedAt: at,
        cells: after.length,
        isUndone,
      })),
    'cell.history': ({ siteId, lineId, period }) => history.get(`${siteId} ${lineId} ${period}`) ?? [],
    'typedAs.read': ({ siteId }) =>
      typedAs.filter((one) => one.siteId === siteId).map(({ siteId: _site, ...one }) => one),
    'warnings.kept': ({ siteId }) =>
      state.kept.filter((one) => one.siteId === siteId).map(({ siteId: _site, ...one }) => one),
    'profit-and-loss.read': ({ siteId, year }) => {
      const site = siteOf(siteId)
      const report = fakeReport(site, year, state.loaded, (lineId, day) => forecastOf(site, lineId, day))
      return { ...report, ...state.plNotes }
    },
    'profit-and-loss.cell': (key) => {
      const site = siteOf(key.siteId)
      return fakeCell(site, key, (lineId, day) => forecastOf(site, lineId, day))
    },
    'profit-and-loss.drill': (key) =>
      fakeDrill(siteOf(key.siteId), key, (lineId, day) => forecastOf(siteOf(key.siteId), lineId, day)),
    'profit-and-loss.why': (key) => {
      const site = siteOf(key.siteId)
      return fakeWhy(site, key, (lineId, day) => forecastOf(site, lineId, day))
    },
    'rollup.why': (key) => fakeRollupWhy(state.sites, key, (site) => (lineId, day) => forecastOf(site, lineId, day)),
    'cell.imports': fakeImports,
    'rollup.siteCauses': ({ siteId, code, months, baseline, year }) => {
      const site = siteOf(siteId)
      const typed = (line: string, day: string) => forecastOf(site, line, day)
      return fakeWhy(site, { siteId, year, code, months, baseline }, typed)?.causes ?? null
    },
    'review.read': ({ siteId, month }) =>
      aReviewSheet({ siteId, siteName: siteOf(siteId).name, month, ...state.review }),
    'review.act': (act) => {
      const open = state.review.open ?? []
      if (act.kind === 'move') {
        const step = { act: { ...act, seen: 2, asOfSeq: null }, madeAt: at, state: 'waiting' as const }
        state.review = { ...state.review, open: [...open, { ...step, code: null, message: null }] }
      }
      if (act.kind === 'comment') {
        const { actId: id, lineId, period, text, answers, settles } = act
        const said = { id, lineId, period, text, answers, settles, by: 'Mara Ellison', at, isMine: true, isNew: false }
        state.comments = [...state.comments, { ...said, state: 'waiting', message: null }]
      }
      if (act.kind === 'keep') {
        const { kind: _kind, actId: id, ...kept } = act
        const isOther = (one: Omit<KeptWarning, 'id'>) =>
          (['lineId', 'period', 'rule'] as const).some((part) => one[part] !== kept[part])
        const said = { ...kept, id, by: 'Mara Ellison', at, state: 'waiting' as const, message: null }
        state.kept = [...state.kept.filter((one) => one.siteId !== act.siteId || isOther(one)), said]
      }
      emit('review.changed', { siteId: act.siteId })
      return { madeAt: at }
    },
    'review.withdraw': ({ actId }) => {
      state.review = { ...state.review, open: (state.review.open ?? []).filter(({ act }) => act.actId !== actId) }
      state.comments = state.comments.filter(({ id }) => id !== actId)
    },
    'comments.read': () => ({ comments: state.comments, asked: state.asked }),
    'comments.see': ({ ids }) => {
      state.comments = state.comments.map((one) => (ids.includes(one.id) ? { ...one, isNew: false } : one))
      return { comments: state.comments, asked: state.asked }
    },
    'review.freezeSites': ({ sites }) => sites.map(({ siteId }) => ({ siteId, left: null })),
    'review.open': () => state.review.open ?? [],
    'review.states': () => state.monthStates,
    'review.queue': ({ month }) => aReviewQueue(state.sites, month),
    'rollup.read': (key) =>
      fakeRollup(sitesLeft(state.sites, key.filter), key, (site) => (lineId, day) => forecastOf(site, lineId, day)),
    'sync.status': () => state.sync,
    'sync.now': () => {
      state.sync = { ...state.sync, lastSyncedAt: at }
      return state.sync
    },
    'sync.decideRemoval': ({ scopeId }) => {
      state.sync = { ...state.sync, removals: state.sync.removals.filter((one) => one.scopeId !== scopeId) }
      return state.sync
    },
    'diagnostics.save': () => ({ file: 'Frontline report.json' }),
    'sync.queue': () => [
      ...state.queue,
      ...[...typed].map(([key, value]) => {
        const [siteId = '', lineId = '', period = ''] = key.split(' ')
        const mark = { lineId, period, kind: 'waiting' as const, message: 'Saved on this laptop, waiting to be sent.' }
        const gesture = { id: randomUUID(), label: 'Typed' }
        return { opId: randomUUID(), siteId, mark, value, base: null, gesture, editedAt: at }
      }),
    ],
  }

  const call = Object.fromEntries(
    (Object.keys(calls) as CallName[]).map((name) => [
      name,
      async (input: unknown) => {
        asked.push({ name, input })
        await state.holding[name]
        const handler = (value: never) => {
          const failing = state.failing[name]
          if (failing) throw failing
          return handlers[name](value)
        }
        return answer(calls[name], handler, input, (thrown) => console.error(name, thrown))
      },
    ]),
  ) as unknown as Bridge['call']

  return {
    call,
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set()
      set.add(listener)
      listeners.set(name, set)
      return () => set.delete(listener)
    },
    state,
    gestures,
    asked,
    valueOf: (siteId, lineId, day) => forecastOf(siteOf(siteId), lineId, day),
    emit,
  }
}
