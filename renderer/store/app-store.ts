import { createContext, useContext } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { Bridge, EventPayload } from '../../shared/contract/ipc.ts'
import { monthOf } from '../../shared/core/calendar.ts'
import { numbersAt } from '../../shared/contract/site-filter.ts'
import { must } from '../../shared/core/bug.ts'
import { readShorthand, writeNumbersAs } from '../text/number-locale.ts'
import { ask } from '../bridge.ts'
import { openFindings } from '../checks/open-findings.ts'
import { CHECKED_TABS } from '../checks/other-findings.ts'
import { createCategorySlice } from './category-slice.ts'
import { createChecksSlice } from './checks-slice.ts'
import { createCommentsSlice } from './comments-slice.ts'
import { createExportSlice } from './export-slice.ts'
import { gathered } from './gathered.ts'
import { createGridMenuSlice } from './grid-menu-slice.ts'
import { createNoticeSlice } from './notice-slice.ts'
import { createPasteSlice } from './paste-slice.ts'
import { createPlPlaceSlice } from './pl-place-slice.ts'
import { createPlacesSlice } from './places-slice.ts'
import { createPreferencesSlice } from './preferences-slice.ts'
import { createProfitAndLossSlice } from './profit-and-loss-slice.ts'
import { createRecoverySlice } from './recovery-slice.ts'
import { createReviewSlice } from './review-slice.ts'
import { createRollupSlice } from './rollup-slice.ts'
import { createSessionSlice } from './session-slice.ts'
import { createSheetSlice } from './sheet-slice.ts'
import type { AppState } from './state.ts'
import { createYearSlice } from './year-slice.ts'
import { createSyncSlice } from './sync-slice.ts'
import { createTypedAsSlice } from './typed-as-slice.ts'
import { createUndoSlice } from './undo-slice.ts'
import { createVisitSlice } from './visit-slice.ts'

export type AppStore = StoreApi<AppState>

/** One store per window. What it needs comes in from outside, so a test brings its own. */
export function createAppStore(bridge: Bridge, newId: () => string = () => crypto.randomUUID()): AppStore {
  const store = createStore<AppState>()((...a) => ({
    ...createSessionSlice(bridge)(...a),
    ...createPreferencesSlice(bridge)(...a),
    ...createPlacesSlice(bridge)(...a),
    ...createSheetSlice(bridge, newId)(...a),
    ...createYearSlice(bridge)(...a),
    ...createCategorySlice(bridge)(...a),
    ...createSyncSlice(bridge)(...a),
    ...createProfitAndLossSlice(bridge)(...a),
    ...createRollupSlice(bridge)(...a),
    ...createPlPlaceSlice(...a),
    ...createReviewSlice(bridge, newId)(...a),
    ...createRecoverySlice(bridge)(...a),
    ...createExportSlice(bridge)(...a),
    ...createNoticeSlice(...a),
    ...createGridMenuSlice(...a),
    ...createChecksSlice(bridge, newId)(...a),
    ...createTypedAsSlice(bridge)(...a),
    ...createCommentsSlice(bridge)(...a),
    ...createPasteSlice(bridge)(...a),
    ...createUndoSlice(...a),
    ...createVisitSlice(...a),
  }))
  const state = () => store.getState()
  store.subscribe(({ reviewPage, keepReviewPage }, before) => {
    if (reviewPage !== before.reviewPage) keepReviewPage(reviewPage)
  })
  store.subscribe(({ sites, preferences: { siteId } }, before) => {
    if (sites === before.sites && siteId === before.preferences.siteId) return
    const open = sites.status === 'ready' ? sites.list.find(({ site }) => site.siteId === siteId) : undefined
    if (open === undefined) return
    writeNumbersAs(numbersAt(open.site))
    void state().readTypedAs()
  })
  store.subscribe(({ preferences: { tab, siteId, month } }, before) => {
    const was = before.preferences
    const left = CHECKED_TABS.find((one) => one === was.tab && one !== tab)
    if (siteId !== was.siteId || month !== was.month) return
    const findings = left && openFindings(before)
    if (left && findings) state().keepFindings(left, findings)
  })
  store.subscribe(({ preferences: { shorthand } }, before) => {
    if (shorthand !== before.preferences.shorthand) readShorthand(shorthand)
  })
  bridge.on('session.changed', (session) => store.setState({ session }))
  bridge.on('service.changed', (service) => {
    const wasDown = state().service.state !== 'running'
    store.setState({ service })
    if (wasDown && service.state === 'running')
      void Promise.all([state().readSites(), state().readSync(), state().rereadSheet(), state().rereadCategory()])
  })
  bridge.on('sync.changed', (sync) => {
    const before = state().sync
    store.setState({ sync })
    // The list says per site what waits; it is read again only when that may have changed.
    const moved = (['waiting', 'conflicts', 'rejected'] as const).some((what) => before[what] !== sync[what])
    if (moved) void state().readSites()
    const stepped = JSON.stringify(before.acts) !== JSON.stringify(sync.acts)
    if (moved || stepped) void rereadReviews(state())
    if (stepped) void state().readMonthStates() // no cell moves a month
    if (state().panel === 'sync') void Promise.all([state().readQueue(), state().readOpenSteps()])
  })
  bridge.on('store.recovered', (recovery) => {
    store.setState({ recovery })
    void Promise.all([state().readSites(), state().readSync(), state().rereadSheet()])
  })
  bridge.on('export.progress', ({ percent }) => {
    if (state().exporting !== null) store.setState({ exporting: percent })
  })
  bridge.on('sites.changed', () => void Promise.all([state().readSites(), state().readMonthStates()]))
  bridge.on('review.changed', ({ siteId }) => {
    void state().readSites()
    if (state().preferences.siteId === siteId)
      void Promise.all([state().readRemarks(), state().readKeptWarnings(siteId)])
    void Promise.all([rereadReviews(state()), state().readMonthStates()])
    const { profitAndLoss, preferences } = state()
    if (profitAndLoss.status === 'open' && profitAndLoss.key.siteId === siteId)
      void state().openProfitAndLoss(profitAndLoss.key)
    if (preferences.tab === 'pl-view' && preferences.plLevel !== 'site') void state().rereadRollup()
  })
  const rereadCells = gathered<EventPayload<'cells.changed'>>((changes) => {
    const { sheet, category, profitAndLoss, year } = state()
    const changedIn = (site: string) => changes.filter(({ siteId }) => siteId === site).flatMap(({ months }) => months)
    if (sheet.status !== 'closed' && changedIn(sheet.key.siteId).includes(sheet.key.month)) void state().rereadSheet()
    if (year.status !== 'closed') void state().rereadYear(changedIn(year.key.siteId))
    if (category.status === 'open') {
      const { key, base } = category
      if (changedIn(key.siteId).some((month) => base.months.includes(month) || month in base.stored))
        void state().rereadCategory()
    }
    if (profitAndLoss.status === 'open' && changedIn(profitAndLoss.key.siteId).length > 0) {
      void state().openProfitAndLoss(profitAndLoss.key)
    }
    if (state().preferences.tab === 'pl-view' && state().preferences.plLevel !== 'site') void state().rereadRollup()
    void rereadReviews(state())
    if (changedIn(state().preferences.siteId ?? '').length > 0) state().expectOtherFindings()
  })
  bridge.on('cells.changed', rereadCells)
  return store
}

const rereadReviews = (state: AppState): Promise<unknown> =>
  Promise.all([state.rereadReview(), state.rereadReviewQueue()])

/** Reads what the window starts with: settings first, so that the theme is right on the first picture. */
export async function startUp(bridge: Bridge, store: AppStore): Promise<void> {
  const preferences = await ask(bridge, 'preferences.read', undefined)
  if (preferences.ok) store.setState({ preferences: preferences.value })
  const session = await ask(bridge, 'session.read', undefined)
  if (session.ok) store.setState({ session: session.value })
  else store.setState({ session: { status: 'blocked', user: null, error: session.error } })
}

/**
 * Opens the sheet the person left, else their first site in the current business month. Which month that is
 * only a sheet says, so the first one is asked for by the laptop's clock and corrected.
 */
export async function openFirstSheet(store: AppStore, clockMonth: string): Promise<void> {
  const state = () => store.getState()
  const { sites, preferences } = state()
  if (sites.status !== 'ready') return
  const known = sites.list.find(({ site }) => site.siteId === preferences.siteId) ?? sites.list[0]
  if (known === undefined) return
  const siteId = known.site.siteId
  await state().openSheet({ siteId, month: preferences.month ?? clockMonth })
  const { sheet } = state()
  const month = preferences.month ?? (sheet.status === 'open' ? monthOf(sheet.base.today) : clockMonth)
  state().prefer({ siteId, month })
  if (sheet.status === 'open' && sheet.key.month !== month) await state().openSheet({ siteId, month })
}

export const StoreContext = createContext<AppStore | null>(null)

/** The part of the store a component shows. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(must(useContext(StoreContext), 'the store is around the whole app'), select)
}
