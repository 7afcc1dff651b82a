import type { Decimal } from '../../shared/core/decimal.ts'
import { Dialog } from '../shell/dialog.tsx'
import { useApp } from '../store/app-store.ts'
import { formatDayLong, formatMonth, formatFigure, formatWeek } from '../text/format.ts'
import { words } from '../text/words.ts'
import { formOf } from './payroll-columns.ts'
import type { PayrollModel } from './payroll-model.ts'
import { type ScheduleCopyPlan, scheduleCopyPlan } from './schedule-copy.ts'
import { usePayroll } from './use-payroll.ts'

/** Asks whether the published shifts become the forecast, and shows every cell that would change. */
export function CopyScheduleDialog() {
  const isAsked = useApp((state) => state.panel === 'copy-schedule')
  const model = usePayroll()
  return isAsked && model !== null ? <Question model={model} /> : null
}

function Question({ model }: { readonly model: PayrollModel }) {
  const showPanel = useApp((state) => state.showPanel)
  const write = useApp((state) => state.write)
  const say = useApp((state) => state.say)
  const close = () => showPanel(null)
  const plan = scheduleCopyPlan(model)
  const refusal = whyNot(model, plan)
  const range = rangeOf(plan)
  const copy = () => {
    const label = words.payroll.copy.label(range)
    close()
    say(label)
    void write({ source: 'fill', label, writes: [...plan.writes] })
  }
  return (
    <Dialog label={words.payroll.copy.title} className="wide" testId="copy-schedule-dialog" close={close}>
      <h2>{words.payroll.copy.title}</h2>
      {refusal === null ? (
        <>
          <p>{words.payroll.copy.lead(range, plan.changes.length)}</p>
          <p>
            {plan.overwritten > 0
              ? words.payroll.copy.overwritten(plan.overwritten)
              : words.payroll.copy.nothingOverwritten}
          </p>
          <Changes changes={plan.changes} />
        </>
      ) : (
        <p>{refusal}</p>
      )}
      <p className="actions">
        <button type="button" data-testid="copy-schedule-cancel" onClick={close}>
          {words.payroll.copy.cancel}
        </button>
        {refusal === null && (
          <button
            type="button"
            className="primary"
            data-testid="copy-schedule-confirm"
            ref={(button) => button?.setAttribute('autofocus', '')} // what the browser's modal goes by
            onClick={copy}
          >
            {words.payroll.copy.confirm}
          </button>
        )}
      </p>
    </Dialog>
  )
}

const formatHours = (hours: Decimal): string => formatFigure(hours, formOf('hours'))

/** In words why there is nothing to confirm; null where there is. */
function whyNot({ shown: { sheet }, month }: PayrollModel, { range, writes }: ScheduleCopyPlan): string | null {
  if (!sheet.editable) return words.payroll.copy.readOnly
  if (range === null) return words.payroll.copy.nothing(formatMonth(month))
  return writes.length === 0 ? words.payroll.copy.isAlready : null
}

const rangeOf = ({ range }: ScheduleCopyPlan): string =>
  range === null ? '' : formatWeek(range.first === range.last ? [range.first] : [range.first, range.last])

function Changes({ changes }: Pick<ScheduleCopyPlan, 'changes'>) {
  return (
    /* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list longer than its place is scrolled by keyboard */
    <section className="scroll" tabIndex={0} aria-label={words.payroll.copy.cell}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.payroll.copy.cell}</th>
            <th scope="col" className="number">
              {words.payroll.copy.now}
            </th>
            <th scope="col">{words.payroll.copy.from}</th>
            <th scope="col" className="number">
              {words.payroll.copy.schedule}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ day, code, title, now, origin, scheduled }) => (
            <tr key={`${day} ${code}`} data-testid={`copy-${day}-${code}`}>
              <td>{words.payroll.of(title, formatDayLong(day))}</td>
              <td className="number">{now === null ? '–' : formatHours(now)}</td>
              <td>{words.payroll.copy.origins[origin]}</td>
              <td className="number">
                <strong>{formatHours(scheduled)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
