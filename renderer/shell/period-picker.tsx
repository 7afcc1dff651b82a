import { addMonths } from '../../shared/core/calendar.ts'
import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import { formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'

function monthsBetween(first: string, last: string): string[] {
  const months = [first]
  for (let month = first; month < last;) {
    month = addMonths(month, 1)
    months.push(month)
  }
  return months
}

/** The open month, with the months one may look at. */
export function PeriodPicker() {
  const month = useApp((state) => state.preferences.month)
  const visit = useApp((state) => state.visit)
  const readReach = useApp((state) => state.reach)
  useApp((state) => state.sheet) // today arrives with a sheet
  const previous = useCommand('previous-month')
  const next = useCommand('next-month')
  const reach = readReach()
  if (month === null || reach === null) return null
  return (
    <fieldset className="period" aria-label={words.period.label}>
      <button
        type="button"
        aria-label={words.period.previous}
        title={words.period.previous}
        data-testid="period-previous"
        disabled={month <= reach.first}
        onClick={previous}
      >
        ‹
      </button>
      <select
        aria-label={words.period.label}
        data-testid="period"
        value={month}
        onChange={(event) => visit({ month: event.target.value })}
      >
        {monthsBetween(reach.first, reach.last).map((one) => (
          <option key={one} value={one}>
            {formatMonth(one)}
          </option>
        ))}
      </select>
      <button
        type="button"
        aria-label={words.period.next}
        title={words.period.next}
        data-testid="period-next"
        disabled={month >= reach.last}
        onClick={next}
      >
        ›
      </button>
    </fieldset>
  )
}
