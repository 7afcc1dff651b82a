import { StatePage } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** In the place of a report that no site is left for. */
export function NoSiteLeft() {
  const prefer = useApp((state) => state.prefer)
  return (
    <StatePage title={words.filters.none} testId="state-no-site-left">
      <p>{words.filters.noneMore}</p>
      <button type="button" className="primary" onClick={() => prefer({ siteFilter: {} })}>
        {words.filters.clear}
      </button>
    </StatePage>
  )
}
