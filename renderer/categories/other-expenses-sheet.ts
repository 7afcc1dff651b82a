import { type ExpenseInput, expenseValues } from '../../shared/calc/other-expenses.ts'
import { accountLineId, MISCELLANEOUS_EXPENSE_ACCOUNTS } from '../../shared/categories/ledger-accounts.ts'
import { ENTERED_EXPENSE_LINES, OTHER_EXPENSE_LINES } from '../../shared/categories/ledger-lines.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import { type Month, monthOf } from '../../shared/core/calendar.ts'
import { must } from '../../shared/core/bug.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { sumOf } from '../../shared/calc/day-figures.ts'
import type { MonthValue } from '../../shared/calc/month-value.ts'
import { words } from '../text/words.ts'
import { monthLinesSheet } from './month-lines-sheet.ts'
import { type ShownSheet, storedAt } from './shown-sheet.ts'

const MISCELLANEOUS = must(
  OTHER_EXPENSE_LINES.find(({ id }) => id === 'expense.miscellaneous'),
  'the derived row of Other expenses',
)
const LINES: readonly LineDefinition[] = [...ENTERED_EXPENSE_LINES, MISCELLANEOUS]
const ACCOUNTS = [
  ...ENTERED_EXPENSE_LINES.map(({ id, accounts }) => ({ lineId: id, account: accounts[0] ?? '' })),
  ...MISCELLANEOUS_EXPENSE_ACCOUNTS.map(({ account }) => ({ lineId: accountLineId(account), account })),
]

/** Twelve accounts, what the others come to, and the total; the current month with what is posted so far (domain.md 5.2). */
export function otherExpensesSheet(shown: ShownSheet) {
  const { sheet } = shown
  const values = new Map<Month, Record<string, MonthValue>>(
    sheet.months.map((month) => [month, expenseValues(inputOf(shown, month), month < monthOf(sheet.today))]),
  )
  const keyOf = (line: LineDefinition) => (line === MISCELLANEOUS ? 'miscellaneous' : (line.accounts[0] ?? ''))
  return monthLinesSheet(shown, {
    label: words.otherExpenses.label,
    corner: words.months.account,
    cornerWidth: 240,
    lines: LINES,
    valueAt: (line, month) => {
      const found = values.get(month)?.[keyOf(line)]
      return { figure: found?.value ?? null, origin: found?.origin ?? 'empty' }
    },
    toDate: (line, month) => postedOf(shown, line, month),
    storedLinesOf,
    totalTitle: words.otherExpenses.total,
  })
}

function inputOf({ sheet }: ShownSheet, period: Month): ExpenseInput {
  return Object.fromEntries(
    ACCOUNTS.map(({ lineId, account }) => {
      const of = (scenario: 'forecast' | 'budget' | 'actual') => storedAt(sheet, scenario, { lineId, period })
      return [account, { forecast: of('forecast'), budget: of('budget'), actual: of('actual') }]
    }),
  )
}

const storedLinesOf = (line: LineDefinition): readonly string[] =>
  line === MISCELLANEOUS ? MISCELLANEOUS_EXPENSE_ACCOUNTS.map(({ account }) => accountLineId(account)) : [line.id]

/** What the ledger holds of a row in a month; null where it holds nothing. */
function postedOf({ sheet }: ShownSheet, line: LineDefinition, period: Month): Decimal | null {
  return sumOf(
    storedLinesOf(line).map((lineId) => {
      const stored = storedAt(sheet, 'actual', { lineId, period })
      return stored === null ? null : fromScaled(stored, 2)
    }),
  )
}
