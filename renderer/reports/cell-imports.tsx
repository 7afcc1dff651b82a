import { useEffect, useState } from 'react'
import type { CellImports as Imports } from '../../shared/contract/cell-imports.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { DrillCell } from '../../shared/contract/pl-drill.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import { formatMoment } from '../text/format.ts'
import { words } from '../text/words.ts'

const text = words.plView.drill.imports

type Props = { readonly bridge: Bridge; readonly siteId: string; readonly cell: DrillCell }
type Shown = 'asked' | { readonly told: Imports } | { readonly error: WireError }

/** From which rows of which files a loaded cell was brought in; the server is asked, because a laptop is not told (grid-and-pnl.md D5). */
export function CellImports({ bridge, siteId, cell }: Props) {
  const { lineId, period, scenario } = cell
  const [shown, setShown] = useState<Shown>('asked')
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (tries < 0) return undefined
    let isOver = false
    void (async () => {
      const reply = await ask(bridge, 'cell.imports', { siteId, lineId, period, scenario })
      if (!isOver) setShown(reply.ok ? { told: reply.value } : { error: reply.error })
    })()
    return () => {
      isOver = true
    }
  }, [bridge, siteId, lineId, period, scenario, tries])
  if (shown === 'asked') return <p className="hint">{text.asking}</p>
  if ('error' in shown)
    return (
      <p className="hint" data-testid="pl-drill-imports">
        {shown.error.code === 'OFFLINE' ? text.offline : text.failed(shown.error.message)}{' '}
        <button type="button" className="link" onClick={() => setTries(tries + 1)}>
          {text.again}
        </button>
      </p>
    )
  const { rows, more } = shown.told
  if (rows.length === 0)
    return (
      <p className="hint" data-testid="pl-drill-imports">
        {text.none}
      </p>
    )
  return (
    <table data-testid="pl-drill-imports">
      <caption>{text.title}</caption>
      <thead>
        <tr>
          <th scope="col">{text.file}</th>
          <th scope="col" className="number">
            {text.line}
          </th>
          <th scope="col">{text.what}</th>
          <th scope="col" className="number">
            {text.value}
          </th>
          <th scope="col">{text.at}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ fileName, line, code, kind, value, at }) => (
          <tr key={`${fileName}|${line}|${code}|${kind}`}>
            <th scope="row">{fileName}</th>
            <td className="number">{line ?? text.noLine}</td>
            <td>{text.code(code, kind)}</td>
            <td className="number">{value}</td>
            <td>{formatMoment(at)}</td>
          </tr>
        ))}
      </tbody>
      {more > 0 && (
        <tfoot>
          <tr>
            <td colSpan={5}>{words.paste.more(more)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
