import { useState } from 'react'
import type { FilterField } from '../../shared/calc/profit-and-loss/filters.ts'
import { FILTER_TITLES } from '../../shared/contract/site-filter.ts'
import type { SyncSite } from '../../shared/contract/sync.ts'
import { words } from '../text/words.ts'
import { labelOf, optionsOf } from './filter-fields.ts'

type Props = {
  readonly field: FilterField
  readonly sites: readonly SyncSite[]
  readonly chosen: readonly string[]
  readonly choose: (values: readonly string[]) => void
}

/** More values than these are looked for by name. */
const MANY = 10

/** One field of the filter: its values to tick, each with how many sites have it. */
export function FilterFieldChoice({ field, sites, chosen, choose }: Props) {
  const [find, setFind] = useState('')
  const title = FILTER_TITLES[field]
  const known = optionsOf(sites, field)
  // A value that no site has any more can be seen and taken away.
  const gone = chosen.filter((value) => !known.some((option) => option.value === value))
  const options = [...gone.map((value) => ({ value, label: labelOf(sites, field, value), sites: 0 })), ...known]
  const found = options.filter(({ label }) => label.toLowerCase().includes(find.trim().toLowerCase()))
  return (
    <details className="filter-field" open={chosen.length > 0} data-testid={`filter-${field}`}>
      <summary>{words.filters.field(title, chosen.length)}</summary>
      <fieldset>
        <legend className="visually-hidden">{title}</legend>
        {options.length > MANY && (
          <input
            type="search"
            aria-label={words.filters.find(title)}
            placeholder={words.filters.find(title)}
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
        )}
        <div className="filter-values">
          {found.length === 0 && <p className="hint">{words.filters.noneFound}</p>}
          {found.map(({ value, label, sites: count }) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                data-testid={`filter-${field}-${value}`}
                onChange={(event) =>
                  choose(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
                }
              />
              <span>{field === 'site' ? label : words.filters.value(label, count)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </details>
  )
}
