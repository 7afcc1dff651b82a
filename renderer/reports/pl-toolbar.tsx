import { PL_PERIODS } from '../../shared/calc/profit-and-loss/months-in.ts'
import { PL_BASELINES } from '../../shared/contract/profit-and-loss.ts'
import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import type { PlBaseline } from './pl-baseline.ts'
import { words } from '../text/words.ts'

type Props = {
  readonly isDecember: boolean
  /** Why a baseline cannot be chosen; nothing where it can. */
  readonly missing: Readonly<Partial<Record<PlBaseline, string>>>
}

/** Which months are added up, and what they are compared with; both are remembered (domain.md 9.4, C-59). */
export function PlToolbar({ isDecember, missing }: Props) {
  const { plPeriod, plBaseline } = useApp((state) => state.preferences)
  const prefer = useApp((state) => state.prefer)
  const print = useCommand('print')
  return (
    <div className="toolbar" role="toolbar" aria-label={words.plView.toolbar} data-region="tools">
      <fieldset className="segments">
        <legend>{words.plView.period}</legend>
        {PL_PERIODS.map((period) => {
          const isNone = period === 'rest' && isDecember
          return (
            <button
              key={period}
              type="button"
              aria-pressed={plPeriod === period}
              disabled={isNone}
              title={isNone ? words.plView.noRest : undefined}
              data-testid={`pl-period-${period}`}
              onClick={() => prefer({ plPeriod: period })}
            >
              {words.plView.periods[period]}
            </button>
          )
        })}
      </fieldset>
      <fieldset className="segments">
        <legend>{words.plView.baseline}</legend>
        {PL_BASELINES.map((baseline) => (
          <button
            key={baseline}
            type="button"
            aria-pressed={plBaseline === baseline}
            disabled={missing[baseline] !== undefined}
            title={missing[baseline]}
            data-testid={`pl-baseline-${baseline}`}
            onClick={() => prefer({ plBaseline: baseline })}
          >
            {words.plView.baselines[baseline]}
          </button>
        ))}
      </fieldset>
      <button type="button" className="quiet" title={words.plView.printMore} data-testid="pl-print" onClick={print}>
        {words.plView.print}
      </button>
    </div>
  )
}
