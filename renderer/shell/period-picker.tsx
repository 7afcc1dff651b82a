import { useMemo } from 'react'
import { monthsBetween } from '../../shared/core/calendar.ts'
import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import { formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'

/** The open month, with the months one may look at. */
export function PeriodPicker() {
  const month = useApp((state) => state.preferences.month)
  const visit = useApp((state) => state.visit)
  const readReach = useApp((state) => state.reach)
  useApp((state) => state.sites) // and so do its years
  useApp(({ sheet }) => (sheet.status === 'open' ? sheet.base.today : null)) // today arrives with a sheet, not with each key
  const previous = useCommand('previous-month')
  const next = useCommand('next-month')
  const reach = readReach()
  const { first = '', last = '' } = reach ?? {}
  const months = useMemo(() => (first === '' ? [] : monthsBetween(first, last)), [first, last])
  const options = useMemo(
    () =>
      months.map((one) => (
        <option key={one} value={one}>
          {formatMonth(one)}
        </option>
      )),
    [months],
  )
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
        {options}
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
