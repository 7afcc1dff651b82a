import { plannedValue } from '../../shared/calc/month-value.ts'
import { OTHER_REVENUE_LINES } from '../../shared/categories/other-revenue.ts'
import { words } from '../text/words.ts'
import { monthLinesSheet } from './month-lines-sheet.ts'
import { type ShownSheet, storedAt } from './shown-sheet.ts'

const LINES = OTHER_REVENUE_LINES.filter(({ entry }) => entry === 'input')

/** Six rows with their forced signs and the net of each month (domain.md 5.1). */
export const otherRevenueSheet = (shown: ShownSheet) =>
  monthLinesSheet(shown, {
    label: words.otherRevenue.label,
    corner: words.months.line,
    cornerWidth: 150,
    lines: LINES,
    valueAt: ({ id }, period) => {
      const place = { lineId: id, period }
      const { value, origin } = plannedValue({
        forecast: storedAt(shown.sheet, 'forecast', place),
        budget: storedAt(shown.sheet, 'budget', place),
      })
      return { figure: value, origin }
    },
    toDate: null,
    totalTitle: words.otherRevenue.net,
  })
