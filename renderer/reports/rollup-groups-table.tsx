import { formatDollars, formatMonthShort, formatSignedDollars } from '../text/format.ts'
import { words } from '../text/words.ts'
import type { PlBaseline } from './pl-baseline.ts'
import type { GroupField, SiteGroup } from './rollup-groups.ts'
import { StateCounts } from './state-counts.tsx'
import { ComparedHeads, VarianceCells } from './variance-columns.tsx'
import { largestOf } from './variance-texts.tsx'

type Props = {
  readonly groups: readonly SiteGroup[]
  readonly field: GroupField
  readonly baseline: PlBaseline
  /** The open month, whose states are counted. */
  readonly month: string
  readonly open: (group: SiteGroup) => void
}

/** A rollup by manager, district or region: sites, their states, and the contribution; each opens its own P&L. */
export function RollupGroupsTable({ groups, field, baseline, month, open }: Props) {
  const largest = largestOf(groups.map(({ against }) => against))
  return (
    <div className="report-table" data-testid="pl-groups">
      <table>
        <caption>{words.plView.groupRanking(words.plView.groups[field])}</caption>
        <thead>
          <tr>
            <th scope="col">{words.plView.groups[field]}</th>
            <th scope="col" className="number">
              {words.plView.sites}
            </th>
            <th scope="col">{words.plView.stateOf(formatMonthShort(month))}</th>
            <ComparedHeads baseline={baseline} />
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.value} data-testid={`pl-group-${group.value}`}>
              <th scope="row">
                <button type="button" className="line-name" onClick={() => open(group)}>
                  {group.label}
                </button>
              </th>
              <td className="number">{group.lines.length}</td>
              <td>
                <StateCounts sites={group.lines.map(({ site }) => site)} month={month} />
              </td>
              <td className="number strong">{formatDollars(group.against.value)}</td>
              <td className="number">{formatDollars(group.against.baseline)}</td>
              <VarianceCells against={group.against} largest={largest} format={formatSignedDollars} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
