import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** That the P&L is being printed; or why it was not, with another try. */
export function PrintBanner() {
  const printing = useApp((state) => state.printing)
  const problem = useApp((state) => state.printProblem)
  const start = useApp((state) => state.startPrint)
  const dismiss = useApp((state) => state.dismissPrintProblem)
  if (printing)
    return (
      <output className="banner" data-testid="print-progress">
        {words.exports.printing}
      </output>
    )
  if (problem === null) return null
  return (
    <div className="banner" data-tone="bad" role="alert" data-testid="print-failed">
      <span>
        <strong>{words.exports.printFailed}</strong> {problem.error.message}
      </span>
      <button type="button" data-testid="print-again" onClick={() => void start(problem.key)}>
        {words.exports.again}
      </button>
      <button type="button" data-testid="print-dismiss" onClick={dismiss}>
        {words.exports.close}
      </button>
    </div>
  )
}
