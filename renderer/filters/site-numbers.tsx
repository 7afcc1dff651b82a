import { useId } from 'react'
import type { SyncSite } from '../../shared/contract/sync.ts'
import { words } from '../text/words.ts'
import { MOST_NUMBERS } from './filter-fields.ts'

type Props = { readonly left: readonly SyncSite[]; readonly all: number }

/** How many sites are left and which: the first numbers, and all of them under the pointer or the keyboard. */
export function SiteNumbers({ left, all }: Props) {
  const id = useId()
  const numbers = left.map(({ siteId }) => siteId)
  const shown = numbers.slice(0, MOST_NUMBERS).join(', ')
  const hidden = numbers.length - MOST_NUMBERS
  if (left.length === 0)
    return (
      <output className="filter-none" data-testid="filter-none">
        {words.filters.none}
      </output>
    )
  return (
    <output className="site-numbers" data-testid="filter-sites">
      <span>{words.filters.left(left.length, all)}</span>
      {hidden > 0 ? (
        <span className="more-numbers">
          <button type="button" className="link" aria-describedby={id}>
            {shown} {words.filters.more(hidden)}
          </button>
          <span role="tooltip" id={id}>
            {words.filters.numbers(numbers.join(', '))}
          </span>
        </span>
      ) : (
        <span className="hint">{shown}</span>
      )}
    </output>
  )
}
