import type { ReviewSheet } from '../../shared/contract/review-sheet.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { rangeText } from '../reports/usual-range.tsx'
import { useApp } from '../store/app-store.ts'
import { formatDollars } from '../text/format.ts'
import { words } from '../text/words.ts'
import { rowLabel } from './open-steps.tsx'

/** Rows of the month outside what the site's own weeks lead one to expect: to be looked at, never in the way (grid-and-pnl.md D4). */
export function SurpriseNotes({ sheet }: { readonly sheet: ReviewSheet }) {
  const { siteId, month, surprises } = sheet
  const visit = useApp((state) => state.visit)
  const prefer = useApp((state) => state.prefer)
  const goInPl = useApp((state) => state.goInPl)
  return surprises.map((one) => (
    <li key={one.code} data-tone="wait" data-testid={`surprise-${one.code}`}>
      <strong>{words.review.levels.warning}</strong>{' '}
      <span>
        {words.review.surprise(rowLabel(one.code), formatDollars(new Decimal(one.value)))} {rangeText(one)}
      </span>{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          prefer({ plLevel: 'site' })
          goInPl({ row: one.code, month })
          visit({ siteId, month, tab: 'pl-view' })
        }}
      >
        {words.review.openInPl(rowLabel(one.code))}
      </button>
    </li>
  ))
}
