import type { Preferences } from '../../shared/contract/ipc.ts'
import { useCommand } from '../commands/use-commands.ts'
import { GridToolbar } from '../shell/grid-toolbar.tsx'
import { ZoomTool } from '../shell/grid-view-tools.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import type { PayrollView, ShownMetric } from './payroll-view.ts'

const MODES = ['Group', 'Code'] as const

type Props = { readonly view: PayrollView; readonly metrics: readonly ShownMetric[] }

/** The tools of Payroll: by family or by code, which number of them, the schedule and the budget. */
export function PayrollTools({ view, metrics }: Props) {
  const prefer = useApp((state) => state.prefer)
  const guard = useApp((state) => state.guard)
  const copySchedule = useCommand('copy-schedule')
  const resetToBudget = useCommand('reset-to-budget')
  const choose = (changed: Partial<Preferences>) => (guard === null || guard()) && prefer(changed)
  return (
    <GridToolbar>
      <fieldset className="segments">
        <legend>{words.payroll.show}</legend>
        {metrics.map((metric) => (
          <button
            key={metric}
            type="button"
            aria-pressed={metric === view.metric}
            data-testid={`payroll-metric-${metric}`}
            onClick={() => choose({ payrollMetric: metric })}
          >
            {words.payroll.metrics[metric]}
          </button>
        ))}
      </fieldset>
      <fieldset className="segments">
        <legend>{words.payroll.by}</legend>
        {MODES.map((mode) => (
          <button
            key={mode}
            type="button"
            aria-pressed={mode === view.mode}
            data-testid={`payroll-mode-${mode}`}
            onClick={() => choose({ payrollMode: mode })}
          >
            {words.payroll.modes[mode]}
          </button>
        ))}
      </fieldset>
      <ZoomTool />
      <button type="button" data-testid="copy-schedule" onClick={copySchedule}>
        {words.payroll.copy.button}
      </button>
      <button type="button" data-testid="reset-to-budget" onClick={resetToBudget}>
        {words.payroll.reset.button}
      </button>
    </GridToolbar>
  )
}
