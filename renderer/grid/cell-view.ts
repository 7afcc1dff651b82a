import type { LineDefinition } from '../../shared/categories/line.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { formatFigure } from '../text/format.ts'
import type { CellView } from './grid-sheet.ts'

/** A cell with its figure as text. Everything that shows is in its signature. */
export function cellView(
  figure: Decimal | null,
  line: Pick<LineDefinition, 'unit' | 'shownDecimals'>,
  classes: string,
  editable: boolean,
  tooltip: string | null,
): CellView {
  const text = formatFigure(figure, line)
  return { text, figure, classes, editable, tooltip, signature: `${text}|${classes}|${tooltip ?? ''}` }
}
