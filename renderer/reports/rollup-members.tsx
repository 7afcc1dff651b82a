import type { Rollup } from '../../shared/contract/profit-and-loss.ts'
import { PL_GROUPS } from '../../shared/contract/ipc.ts'
import type { Month } from '../../shared/core/calendar.ts'
import { useFilter } from '../filters/use-filter.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import type { PlBaseline } from './pl-baseline.ts'
import { filterOf, siteGroups } from './rollup-groups.ts'
import { RollupGroupsTable } from './rollup-groups-table.tsx'
import { siteLines } from './rollup-sites.ts'
import { RollupSitesTable } from './rollup-sites-table.tsx'
import { StateCounts } from './state-counts.tsx'

type Props = {
  readonly rollup: Rollup
  readonly months: readonly Month[]
  readonly baseline: PlBaseline
  readonly month: string
}

/** What a rollup is made of: its sites, or whose they are; how their month stands is counted above. */
export function RollupMembers({ rollup, months, baseline, month }: Props) {
  const group = useApp((state) => state.preferences.plGroup)
  const prefer = useApp((state) => state.prefer)
  const visit = useApp((state) => state.visit)
  const { all, filter } = useFilter()
  const lines = siteLines(rollup, months, baseline)
  return (
    <>
      <div className="toolbar" role="toolbar" aria-label={words.plView.groupBy}>
        <fieldset className="segments">
          <legend>{words.plView.groupBy}</legend>
          {PL_GROUPS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={group === one}
              data-testid={`pl-group-by-${one}`}
              onClick={() => prefer({ plGroup: one })}
            >
              {words.plView.groups[one]}
            </button>
          ))}
        </fieldset>
        <span data-testid="pl-state-counts">
          <StateCounts sites={rollup.sites} month={month} />
        </span>
      </div>
      {group === 'site' ? (
        <RollupSitesTable
          lines={lines}
          baseline={baseline}
          month={month}
          open={(siteId) => {
            prefer({ plLevel: 'site' })
            visit({ siteId })
          }}
        />
      ) : (
        <RollupGroupsTable
          groups={siteGroups(lines, all, group)}
          field={group}
          baseline={baseline}
          month={month}
          open={(chosen) =>
            prefer({ plLevel: 'company', plGroup: 'site', siteFilter: filterOf(chosen, group, all, filter) })
          }
        />
      )}
    </>
  )
}
