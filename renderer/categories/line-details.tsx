import { findLine } from '../../shared/categories/index.ts'
import { variance } from '../../shared/calc/variance.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { addMonths } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { CellComments } from '../comments/cell-comments.tsx'
import { useCommand } from '../commands/use-commands.ts'
import type { Place } from '../grid/grid-sheet.ts'
import { sumFacts } from '../grid/sum-facts.ts'
import { CellHistory } from '../shell/cell-history.tsx'
import { Fact, InspectorHead, MarkNote } from '../shell/inspector-parts.tsx'
import { SumDetails } from '../shell/sum-details.tsx'
import { TypedAs } from '../shell/typed-as.tsx'
import { useApp } from '../store/app-store.ts'
import type { AppState } from '../store/state.ts'
import { formatExact, formatSignedPercent } from '../text/format.ts'
import { words } from '../text/words.ts'
import { nameOfLine } from './line-cells.ts'
import { obstacleAt, placeKey, type ShownSheet, shownSheet, storedAt } from './shown-sheet.ts'

const openSheet = (state: AppState): ShownSheet | null =>
  state.category.status === 'open' ? shownSheet(state, state.category.key) : null

/** Everything about the active cell of a year of months: what was typed, what it stands beside, who typed it. */
export function LineDetails({ bridge }: { readonly bridge: Bridge }) {
  const shown = useApp(openSheet)
  const focus = useApp((state) => state.focus)
  const spot = useApp((state) => state.focusSpot)
  const openGrid = useApp((state) => state.openGrid)
  const hide = useCommand('toggle-inspector')
  const line = focus && findLine(focus.lineId)
  const grid = spot === null || focus !== null ? undefined : openGrid?.()
  const sum = grid && spot ? sumFacts(grid, spot) : null
  return (
    <aside className="inspector" aria-label={words.inspector.title} data-region="inspector" data-testid="inspector">
      {shown && focus && line ? (
        <>
          <InspectorHead title={nameOfLine(line, focus.period)} hide={hide} />
          <Details bridge={bridge} shown={shown} line={line} place={focus} />
        </>
      ) : sum !== null ? (
        <SumDetails facts={sum} hide={hide} />
      ) : (
        <>
          <InspectorHead title={words.inspector.title} hide={hide} />
          <p className="hint">{words.inspector.none}</p>
        </>
      )}
    </aside>
  )
}

type Props = {
  readonly bridge: Bridge
  readonly shown: ShownSheet
  readonly line: LineDefinition
  readonly place: Place
}

function Details({ bridge, shown, line, place }: Props) {
  const { sheet } = shown
  const of = (scenario: 'forecast' | 'budget' | 'actual', period = place.period): Decimal | null => {
    const stored = storedAt(sheet, scenario, { lineId: line.id, period })
    return stored === null ? null : fromScaled(stored, line.scale)
  }
  const [forecast, budget, actual] = [of('forecast'), of('budget'), of('actual')]
  const obstacle = obstacleAt(shown, line, place.period)
  const mark = shown.marks.get(placeKey(place))
  const against = variance(forecast ?? actual, budget, line.polarity)
  return (
    <>
      <p className="hint">{words.origins[forecast !== null ? 'forecast' : budget !== null ? 'budget' : 'derived']}</p>
      <dl className="facts">
        <Fact name={words.lineDetails.forecast} value={formatExact(forecast, line)} strong />
        <Fact name={words.inspector.budget} value={formatExact(budget, line)} />
        {against?.percent && <Fact name={words.inspector.versusBudget} value={formatSignedPercent(against.percent)} />}
        <Fact name={words.lineDetails.actual} value={formatExact(actual, line)} />
        <Fact name={words.lineDetails.lastYear} value={formatExact(of('actual', addMonths(place.period, -12)), line)} />
      </dl>
      <TypedAs place={place} />
      {mark && <MarkNote mark={mark} line={line} />}
      {obstacle !== null && (
        <div className="note" data-testid="lock-reason">
          {!obstacle.isComputed && <strong>{words.inspector.locked}</strong>}
          <p>{obstacle.words}</p>
        </div>
      )}
      <CellComments siteId={sheet.site.siteId} {...place} />
      {line.entry === 'input' && (
        <CellHistory
          bridge={bridge}
          siteId={sheet.site.siteId}
          {...place}
          name={nameOfLine(line, place.period)}
          since={shown.base}
          mayRestore={obstacle === null}
        />
      )}
    </>
  )
}
