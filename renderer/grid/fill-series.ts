import { Decimal } from '../../shared/core/decimal.ts'
import { sumOf } from '../../shared/calc/day-figures.ts'

export type FillDirection = 'down' | 'right'
/** One cell is copied, several repeat as a block, and as a series their numbers go on. */
export type FillMode = 'copy' | 'repeat' | 'series'

/** What follows a block of cells when it is dragged on by `count` rows or columns (grid-and-pnl.md C4). */
export function continued(
  block: readonly (readonly string[])[],
  direction: FillDirection,
  count: number,
  isSeries: boolean,
): { readonly texts: readonly (readonly string[])[]; readonly mode: FillMode } {
  const lines = direction === 'down' ? turned(block) : block
  const length = lines[0]?.length ?? 0
  const series = isSeries && length > 1 ? lines.map((line) => seriesAfter(line, count)) : [null]
  const going = series.filter((line) => line !== null)
  const isGoing = going.length === series.length
  const next = isGoing
    ? going
    : lines.map((line) => Array.from({ length: count }, (_, i) => line[i % Math.max(1, length)] ?? ''))
  const plain = length === 1 ? 'copy' : 'repeat'
  return { texts: direction === 'down' ? turned(next) : next, mode: isGoing ? 'series' : plain }
}

/** The numbers a straight line through these would reach; null where one of them is no number. */
function seriesAfter(line: readonly string[], count: number): string[] | null {
  const isPercent = line.every((text) => text.endsWith('%'))
  const numbers = line.map((text) => (isPercent ? text.slice(0, -1) : text))
  if (!numbers.every((text) => /^-?\d+(\.\d+)?$/.test(text))) return null
  const ys = numbers.map((text) => new Decimal(text))
  const middle = new Decimal(ys.length - 1).div(2)
  const mean = (sumOf(ys) ?? new Decimal(0)).div(ys.length)
  const off = ys.map((_, x) => new Decimal(x).minus(middle))
  const along = sumOf(ys.map((y, x) => (off[x] ?? middle).times(y.minus(mean)))) ?? new Decimal(0)
  const across = sumOf(off.map((x) => x.times(x))) ?? new Decimal(1)
  return Array.from({ length: count }, (_, i) => {
    const x = new Decimal(ys.length + i).minus(middle)
    const y = mean.plus(along.times(x).div(across)).toDecimalPlaces(8)
    return isPercent ? `${y.toFixed()}%` : y.toFixed()
  })
}

/** Rows as columns. */
export function turned(block: readonly (readonly string[])[]): string[][] {
  return Array.from({ length: block[0]?.length ?? 0 }, (_, c) => block.map((row) => row[c] ?? ''))
}
