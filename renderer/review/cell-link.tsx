import { findLine } from '../../shared/categories/index.ts'
import { monthOf } from '../../shared/core/calendar.ts'
import type { NamedCell } from '../../shared/contract/review.ts'
import { tabOf } from '../categories/tab-of.ts'
import { useApp } from '../store/app-store.ts'
import { formatPeriod } from '../text/format.ts'

/** What a cell is called: its line and its day or month. */
export const cellName = ({ lineId, period }: NamedCell): string =>
  `${findLine(lineId)?.label ?? lineId}, ${formatPeriod(period)}`

/** Goes to a cell in its grid. */
export function CellLink({ siteId, cell }: { readonly siteId: string; readonly cell: NamedCell }) {
  const visit = useApp((state) => state.visit)
  const requestFocus = useApp((state) => state.requestFocus)
  const go = () => {
    visit({ siteId, month: monthOf(cell.period), tab: tabOf(cell.lineId) })
    requestFocus(cell)
  }
  return (
    <button type="button" className="link" data-testid={`cell-link-${cell.lineId}-${cell.period}`} onClick={go}>
      {cellName(cell)}
    </button>
  )
}
