import type { Explained, Given } from '../../shared/calc/explained.ts'
import type { PlCell } from '../../shared/calc/profit-and-loss/cell.ts'

const said = (value: Given['value']): string => value?.toString() ?? 'unknown'

/** A figure with everything it says about itself, line by line, so that a test compares it whole. */
export function told(found: Explained | null): readonly string[] {
  if (found === null) return []
  const { total, parts, steps, remark } = found
  return [
    `total ${said(total)}`,
    ...parts.map(({ id, label, value }) => `part ${id} ${label}: ${said(value)}`),
    ...steps.map(({ rule, label, value, unit, given }) => {
      const from = given.map((one) => `${one.name} ${said(one.value)} ${one.unit} ${one.origin}`)
      return [`${rule} ${label}: ${said(value)} ${unit}`, ...from].join(' ← ')
    }),
    ...(remark === null ? [] : [`remark ${remark}`]),
  ]
}

/** A cell of the P&L with everything it says: its two amounts, its kind, how it came about, what a click opens. */
export const toldCell = ({ amounts, kind, explained, detail }: PlCell): readonly string[] => [
  `${kind}: forecast ${said(amounts.forecast)}, trend ${said(amounts.trend)}`,
  ...told(explained),
  `opens ${JSON.stringify(detail).replaceAll('"', '')}`,
]
