import { useContext, useEffect } from 'react'
import type { Bridge, Preferences } from '../../shared/contract/ipc.ts'
import type { User } from '../../shared/contract/session.ts'
import { must, unreachable } from '../../shared/core/bug.ts'
import { ColumnWidthDialog } from '../commands/column-width-dialog.tsx'
import { ChangeDialog } from '../commands/change-dialog.tsx'
import { SpreadDialog } from '../commands/spread-dialog.tsx'
import { CommentBox } from '../comments/comment-box.tsx'
import { CommentsDialog } from '../comments/comments-dialog.tsx'
import { ChecksDialog } from '../checks/checks-dialog.tsx'
import { GridMenu } from '../commands/grid-menu.tsx'
import { Palette } from '../commands/palette.tsx'
import { Shortcuts } from '../commands/shortcuts.tsx'
import { CommandContext, useCommandSource } from '../commands/use-commands.ts'
import { LineDetails } from '../categories/line-details.tsx'
import { closePageGrids } from '../categories/page-grid.ts'
import { OtherExpensesPage } from '../categories/other-expenses-page.tsx'
import { OtherRevenuePage } from '../categories/other-revenue-page.tsx'
import { ParkingRatesPage } from '../categories/parking-rates-page.tsx'
import { PayrollDetails } from '../payroll/payroll-details.tsx'
import { PayrollPage } from '../payroll/payroll-page.tsx'
import { FilterDialog } from '../filters/filter-dialog.tsx'
import { ProfitAndLossPage } from '../reports/profit-and-loss-page.tsx'
import { ChecklistPage } from '../review/checklist-page.tsx'
import { QueuePage } from '../review/queue-page.tsx'
import { StatisticsPage } from '../statistics/statistics-page.tsx'
import { openFirstSheet, StoreContext, useApp } from '../store/app-store.ts'
import { detailsOf } from '../store/details-of.ts'
import { AboutDialog } from './about-dialog.tsx'
import { BackupsDialog } from './backups-dialog.tsx'
import { LaptopsDialog } from './laptops-dialog.tsx'
import { Banners } from './banners.tsx'
import { CategoryTabs } from './category-tabs.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { GridSettingsDialog } from './grid-settings-dialog.tsx'
import { HelpDialog } from './help-dialog.tsx'
import { Inspector } from './inspector.tsx'
import { ReadMode } from './read-mode.tsx'
import { RecoveryDialog } from './recovery-dialog.tsx'
import { PasteDialogs } from './paste-dialogs.tsx'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { SiteList } from './site-list.tsx'
import { StatusBar } from './status-bar.tsx'
import { NoSites, SitesFailed } from './states.tsx'
import { TopBar } from './top-bar.tsx'
import { UndoList } from './undo-list.tsx'
import { UndoPreviewDialog } from './undo-preview.tsx'

type Props = { readonly bridge: Bridge; readonly user: User; readonly expired: boolean }

/** The window at work: sites on the left, one category in the middle, details on the right. */
export function Workbench({ bridge, user, expired }: Props) {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const commands = useCommandSource(bridge)
  const tab = useApp((state) => state.preferences.tab)
  const inspectorOpen = useApp(({ preferences }) => preferences[detailsOf(preferences.tab)])
  const sites = useApp((state) => state.sites)
  const panel = useApp((state) => state.panel)
  const hasArrived = useApp((state) => state.places !== null)
  const hasSites = hasArrived && sites.status === 'ready' && sites.list.length > 0
  const reviewPage = useApp((state) => state.reviewPage)
  const hasDetails = inspectorOpen && hasSites && reviewPage === null && tab !== 'pl-view'
  useEffect(() => {
    void store.getState().arrive(user.sub)
    void store.getState().readSites()
    void store.getState().readMonthStates()
    void store.getState().readSync()
    void store.getState().readRecovery()
  }, [store, user.sub])
  useEffect(() => () => closePageGrids(store), [store])
  useArrivingSites(hasSites)
  useRemarks()

  return (
    <CommandContext value={commands}>
      <div className="workbench" data-inspector={hasDetails}>
        <TopBar user={user} />
        <SiteList />
        <main className="centre">
          <Banners expired={expired} />
          {sites.status === 'failed' && <SitesFailed error={sites.error} />}
          {sites.status === 'ready' && sites.list.length === 0 && <NoSites />}
          {hasSites && (
            <>
              <CategoryTabs />
              {reviewPage === 'checklist' && <ChecklistPage />}
              {reviewPage === 'queue' && <QueuePage />}
              {reviewPage === null && (
                <>
                  {tab !== 'pl-view' && <ReadMode />}
                  <Page tab={tab} bridge={bridge} />
                </>
              )}
            </>
          )}
        </main>
        {hasDetails && <Details tab={tab} bridge={bridge} />}
        <StatusBar />
        {panel === 'palette' && <Palette />}
        {panel === 'help' && <HelpDialog />}
        {panel === 'shortcuts' && <Shortcuts />}
        {panel === 'change-chosen' && <ChangeDialog bridge={bridge} />}
        {panel === 'column-width' && <ColumnWidthDialog />}
        {panel === 'checks' && <ChecksDialog />}
        {panel === 'comments' && <CommentsDialog />}
        <CommentBox />
        {panel === 'undo-list' && <UndoList bridge={bridge} />}
        {panel === 'export' && <ExportDialog />}
        {panel === 'site-filter' && <FilterDialog />}
        {panel === 'sign-out' && <SignOutDialog />}
        {panel === 'backups' && <BackupsDialog bridge={bridge} />}
        {panel === 'laptops' && <LaptopsDialog bridge={bridge} />}
        {panel === 'grid-settings' && <GridSettingsDialog />}
        {panel === 'about' && <AboutDialog bridge={bridge} />}
        <PasteDialogs />
        <UndoPreviewDialog />
        <SpreadDialog bridge={bridge} />
        <GridMenu />
        <RecoveryDialog />
      </div>
    </CommandContext>
  )
}

/** What stands beside the grid of a tab. */
function Details({ tab, bridge }: { readonly tab: Preferences['tab']; readonly bridge: Bridge }) {
  if (tab === 'statistics') return <Inspector bridge={bridge} />
  return tab === 'payroll' ? <PayrollDetails bridge={bridge} /> : <LineDetails bridge={bridge} />
}

/** The page of a tab. */
function Page({ tab, bridge }: { readonly tab: Preferences['tab']; readonly bridge: Bridge }) {
  switch (tab) {
    case 'parking-rates':
      return <ParkingRatesPage />
    case 'other-revenue':
      return <OtherRevenuePage />
    case 'other-expenses':
      return <OtherExpensesPage />
    case 'pl-view':
      return <ProfitAndLossPage bridge={bridge} />
    case 'payroll':
      return <PayrollPage />
    case 'statistics':
      return <StatisticsPage />
    default:
      return unreachable(tab)
  }
}

/** Reads what was said about the cells of the site that is opened. */
function useRemarks(): void {
  const siteId = useApp((state) => state.preferences.siteId)
  const read = useApp((state) => state.readRemarks)
  useEffect(() => void (siteId !== null && read()), [siteId, read])
}

/** Opens the first sheet when there are sites: at the start, or when they arrive with the first sync. */
function useArrivingSites(hasSites: boolean): void {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  useEffect(() => {
    if (hasSites && store.getState().sheet.status === 'closed') {
      void openFirstSheet(store, new Date().toISOString().slice(0, 7))
    }
  }, [hasSites, store])
}
