import { findLine } from '../../shared/categories/index.ts'
import type { RecoveryReport } from '../../shared/contract/recovery.ts'
import { useApp } from '../store/app-store.ts'
import { formatMoment, formatPeriod, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

const SHOWN = 100

/** Says what was damaged, what came back cell by cell, and what was set aside. Shown until it is read. */
export function RecoveryDialog() {
  const report = useApp((state) => state.recovery)
  const dismiss = useApp((state) => state.dismissRecovery)
  if (report === null) return null
  const { damaged, saved, lost, recovered, setAside } = report
  return (
    <Dialog label={words.recovery.title} className="wide" testId="recovery" close={() => void dismiss()}>
      <h2>{words.recovery.title}</h2>
      <p>
        {words.recovery.lead[damaged]} {formatMoment(report.at)}
      </p>
      {damaged === 'store' && <p>{words.recovery.rows(saved, lost)}</p>}
      <p>{words.recovery.cells(recovered.length)}</p>
      {recovered.length > 0 && <Cells recovered={recovered} />}
      {setAside.length > 0 && <p>{words.recovery.setAside(setAside)}</p>}
      <p className="actions">
        <button type="button" className="primary" data-testid="recovery-close" onClick={() => void dismiss()}>
          {words.recovery.close}
        </button>
      </p>
    </Dialog>
  )
}

function Cells({ recovered }: Pick<RecoveryReport, 'recovered'>) {
  return (
    /* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list longer than its place is scrolled by keyboard */
    <section className="scroll" tabIndex={0} aria-label={words.recovery.cell}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.recovery.cell}</th>
            <th scope="col">{words.recovery.value}</th>
            <th scope="col">{words.recovery.typed}</th>
          </tr>
        </thead>
        <tbody>
          {recovered.slice(0, SHOWN).map(({ siteId, lineId, period, value, editedAt }) => {
            const line = findLine(lineId)
            return (
              <tr key={`${siteId} ${lineId} ${period}`}>
                <td>{[siteId, line?.label ?? lineId, formatPeriod(period)].join(', ')}</td>
                <td>{line ? formatStored(value, line) : String(value ?? '–')}</td>
                <td>{formatMoment(editedAt)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {recovered.length > SHOWN && <p>{words.recovery.more(recovered.length - SHOWN)}</p>}
    </section>
  )
}
