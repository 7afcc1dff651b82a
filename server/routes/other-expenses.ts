import type { FastifyInstance } from 'fastify'
import { type ExpenseInput, expenseValues, otherExpenses } from '../../shared/calc/other-expenses.ts'
import {
  accountLineId,
  ENTERED_EXPENSE_ACCOUNTS,
  MISCELLANEOUS_EXPENSE_ACCOUNTS,
} from '../../shared/categories/ledger-accounts.ts'
import { type OtherExpensesDocument, otherExpensesApi } from '../../shared/contract/other-expenses.ts'
import { phaseOf } from '../../shared/core/calendar.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { authorOf } from '../documents/author-of.ts'
import { cents, type MonthlyCells, planMonths, readMonthly, rollingScope } from '../documents/month-document.ts'
import { asOf, rowVersionOf, tagged } from '../documents/row-version.ts'
import { writeDocument } from '../documents/write-document.ts'
import type { DocumentScope } from '../store/document-cells.ts'
import { findSite, type Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import { serve } from './serve.ts'

const LINES = ENTERED_EXPENSE_ACCOUNTS.map(({ account }) => ({ field: account, lineId: accountLineId(account) }))
const ACCOUNTS = [...ENTERED_EXPENSE_ACCOUNTS, ...MISCELLANEOUS_EXPENSE_ACCOUNTS].map(({ account }) => account)

/** A site's other expenses of twelve months as one document. */
export function otherExpensesRoutes(app: FastifyInstance, parts: AppParts): void {
  const { now, today } = parts
  const { db } = parts.store

  serve(app, otherExpensesApi.read, { now }, async ({ params, caller, reply }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    const scope = rollingScope(site.siteId, params.period, 'other-expenses')
    return tagged(reply, await otherExpensesDocument(db, site, scope, today()))
  })

  serve(app, otherExpensesApi.write, { now }, async (ask) => {
    const { params, body, caller, reply } = ask
    const site = reachable(caller(), await findSite(db, params.siteId))
    const scope = rollingScope(site.siteId, params.period, 'other-expenses')
    const answer = await writeDocument(db, {
      author: authorOf(ask, parts),
      site,
      scope,
      plan: () => planMonths(body.months, scope, LINES),
      answer: async (tx, warnings) => ({
        ...(await otherExpensesDocument(tx, site, scope, today())),
        warnings: [...warnings],
      }),
    })
    return tagged(reply, answer)
  })
}

type Month = OtherExpensesDocument['months'][number]
type Amounts = Month['budget']

async function otherExpensesDocument(
  db: Db,
  site: Site,
  scope: DocumentScope,
  today: string,
): Promise<OtherExpensesDocument> {
  const monthly = await readMonthly(db, scope, today)
  return {
    siteId: site.siteId,
    siteName: site.name,
    rowVersion: rowVersionOf(monthly.cells),
    period: scope.first,
    asOf: asOf(monthly.cells),
    months: monthly.months.map((month): Month => {
      const input = inputOf(monthly, month)
      const isClosed = phaseOf(month, today) === 'past'
      const actual = amountsOf(
        mapInput(input, ({ actual }) => ({ actual, budget: null, forecast: null })),
        true,
      )
      return {
        month,
        ...amountsOf(input, isClosed),
        forecast: Object.fromEntries(
          LINES.map(({ field, lineId }) => [field, monthly.dollars(lineId, month, 'forecast')]),
        ),
        budget: amountsOf(
          mapInput(input, ({ budget }) => ({ budget, actual: null, forecast: null })),
          false,
        ),
        actual: actual.total === null ? null : actual,
        locked: monthly.isLocked(accountLineId('7220'), month),
      }
    }),
  }
}

const inputOf = (monthly: MonthlyCells, month: string): ExpenseInput =>
  Object.fromEntries(
    ACCOUNTS.map((account) => {
      const at = (scenario: 'forecast' | 'budget' | 'actual') => monthly.at(accountLineId(account), month, scenario)
      return [account, { forecast: at('forecast'), budget: at('budget'), actual: at('actual') }]
    }),
  )

const mapInput = (input: ExpenseInput, change: (cell: ExpenseInput[string]) => ExpenseInput[string]): ExpenseInput =>
  Object.fromEntries(Object.entries(input).map(([account, cell]) => [account, change(cell)]))

/** The twelve, the others together and the total (domain.md 5.2). */
function amountsOf(input: ExpenseInput, isClosed: boolean): Amounts {
  const values = expenseValues(input, isClosed)
  return {
    values: Object.fromEntries(LINES.map(({ field }) => [field, cents(values[field]?.value ?? null)])),
    misc: cents(values['miscellaneous']?.value ?? null),
    total: cents(otherExpenses(input, isClosed).total),
  }
}
