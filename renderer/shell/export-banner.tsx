import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** How far the export is, with its end; or why there was none, with another try. */
export function ExportBanner() {
  const percent = useApp((state) => state.exporting)
  const problem = useApp((state) => state.exportProblem)
  const start = useApp((state) => state.startExport)
  const stop = useApp((state) => state.stopExport)
  const dismiss = useApp((state) => state.dismissExportProblem)
  if (percent !== null)
    return (
      <div className="banner" data-testid="export-progress">
        <span>
          {words.exports.running(percent)} <progress max={100} value={percent} aria-label={words.exports.title} />
        </span>
        <button type="button" data-testid="export-stop" onClick={() => void stop()}>
          {words.exports.stop}
        </button>
      </div>
    )
  if (problem === null) return null
  return (
    <div className="banner" data-tone="bad" role="alert" data-testid="export-failed">
      <span>
        <strong>{words.exports.failed}</strong> {problem.error.message}
      </span>
      <button type="button" data-testid="export-again" onClick={() => void start(problem.key)}>
        {words.exports.again}
      </button>
      <button type="button" data-testid="export-dismiss" onClick={dismiss}>
        {words.exports.close}
      </button>
    </div>
  )
}
