import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { GridBlocks } from './blocks.ts'
import { continued } from './fill-series.ts'
import type { GridHost } from './grid-host.ts'
import type { GridSheet, Write } from './grid-sheet.ts'
import type { PastePlan } from './plan-paste.ts'
import { planSpread } from './spread-chosen.ts'

const DIRECTIONS = ['down', 'right'] as const
/** A block as rows, read along the way it is filled. */
const along = (block: readonly (readonly string[])[], direction: 'down' | 'right') =>
  direction === 'right' ? block : (block[0] ?? []).map((_, c) => block.map((row) => row[c] ?? ''))

const aText = fc.oneof(
  fc.integer({ min: -999, max: 9999 }).map(String),
  fc.constant(''),
  fc.integer({ min: 0, max: 100 }).map((n) => `${n}%`),
)
const aBlock = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, cols]) =>
    fc.array(fc.array(aText, { minLength: cols, maxLength: cols }), { minLength: rows, maxLength: rows }),
  )

test('C4 fill by dragging: always: without Ctrl a block goes on as itself, each line in its own order', () => {
  fc.assert(
    fc.property(aBlock, fc.constantFrom(...DIRECTIONS), fc.integer({ min: 1, max: 40 }), (block, direction, count) => {
      const { texts } = continued(block, direction, count, false)
      const [before, after] = [along(block, direction), along(texts, direction)]
      expect(after.map((line) => line.length)).toEqual(before.map(() => count))
      // What stands at any place is what stood one block length before it.
      after.forEach((line, l) => {
        const whole = [...(before[l] ?? []), ...line]
        const length = before[l]?.length ?? 0
        line.forEach((text, i) => expect(text).toBe(whole[i]))
        expect(length).toBeGreaterThan(0)
      })
    }),
  )
})

test('C4 fill by dragging: always: a week that is filled on gives each day the number of its weekday', () => {
  const aWeek = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 7, maxLength: 7 })
  fc.assert(
    fc.property(aWeek, fc.integer({ min: 1, max: 24 }), (week, count) => {
      const { texts, mode } = continued(
        week.map((n) => [String(n)]),
        'down',
        count,
        false,
      )
      expect(mode).toBe('repeat')
      expect(texts.map(([text]) => Number(text))).toEqual(Array.from({ length: count }, (_, i) => week[i % 7]))
    }),
  )
})

test('C4 fill by dragging: always: with Ctrl an arithmetic series goes on by its own step, percentages as percentages', () => {
  const series = fc.record({
    first: fc.integer({ min: -5000, max: 5000 }),
    step: fc.integer({ min: -200, max: 200 }),
    length: fc.integer({ min: 2, max: 9 }),
    count: fc.integer({ min: 1, max: 31 }),
    sign: fc.constantFrom('', '%'),
    direction: fc.constantFrom(...DIRECTIONS),
  })
  fc.assert(
    fc.property(series, ({ first, step, length, count, sign, direction }) => {
      const at = (i: number) => `${first + step * i}${sign}`
      const line = Array.from({ length }, (_, i) => at(i))
      const block = direction === 'right' ? [line] : line.map((text) => [text])
      const { texts, mode } = continued(block, direction, count, true)
      expect([mode, along(texts, direction)]).toEqual([
        'series',
        [Array.from({ length: count }, (_, i) => at(length + i))],
      ])
    }),
  )
})

type Kind = 'open' | 'computed' | 'locked'
type Cell = { readonly text: string; readonly kind: Kind }
type Cells = readonly (readonly Cell[])[]

/** A sheet of counts in which each cell is open, computed or locked. */
function sheetOf(cells: Cells): GridSheet {
  const at = ({ rowId, columnId }: { rowId: string; columnId: string }) =>
    cells[Number(rowId)]?.[Number(columnId)] ?? { text: '', kind: 'locked' }
  return {
    label: '',
    corner: '',
    cornerWidth: 1,
    columns: (cells[0] ?? []).map((_, c) => ({
      id: String(c),
      title: '',
      fullTitle: '',
      group: null,
      unit: 'count',
      widest: '',
    })),
    rows: cells.map((_, r) => ({ id: String(r), kind: 'entry', title: '', tag: '', classes: '', cells: {} })),
    total: null,
    obstacleOf: (spot) => {
      const { kind } = at(spot)
      return kind === 'open' ? null : { isComputed: kind === 'computed', words: kind }
    },
    exactText: (spot) => at(spot).text,
    read: (spot, text) => {
      if (at(spot).kind !== 'open') return { ok: false, reason: 'locked' }
      const value = text === '' ? null : Number(text)
      return { ok: true, writes: [{ lineId: spot.columnId, period: spot.rowId, value }], note: null, label: '' }
    },
    clear: () => [],
    nameOf: ({ rowId, columnId }) => `${rowId} ${columnId}`,
    placeAt: () => null,
    spotOf: () => null,
  }
}

const aSheet = (kinds: fc.Arbitrary<Kind>) =>
  fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 })).chain(([rows, cols]) =>
    fc.array(
      fc.array(fc.record({ text: fc.integer({ min: 0, max: 999 }).map(String), kind: kinds }), {
        minLength: cols,
        maxLength: cols,
      }),
      { minLength: rows, maxLength: rows },
    ),
  )

test('C2 Ctrl+D, Ctrl+R: always: Ctrl+D and Ctrl+R give each open cell what stands first in its line, and touch no other', () => {
  const kinds = fc.constantFrom<Kind>('open', 'open', 'open', 'computed')
  fc.assert(
    fc.property(aSheet(kinds), fc.constantFrom(...DIRECTIONS), (cells, direction) => {
      const written = filled(cells, direction).writes
      const down = direction === 'down'
      const expected = cells.flatMap((row, r) =>
        row.flatMap((cell, c): Write[] => {
          if (cell.kind !== 'open') return []
          const first = down ? cells[0]?.[c] : row[0]
          return [{ lineId: String(c), period: String(r), value: Number(first?.text) }]
        }),
      )
      expect(written).toEqual(expected)
    }),
  )
})

test('C4 read-only, locked, actualised or total cells inside: always: a fill passes over them in place, fills the others, and names each', () => {
  const kinds = fc.constantFrom<Kind>('open', 'locked', 'computed')
  fc.assert(
    fc.property(aSheet(kinds), fc.constantFrom(...DIRECTIONS), (cells, direction) => {
      const at = (isOpen: boolean) =>
        cells.flatMap((row, r) => row.flatMap(({ kind }, c) => ((kind === 'open') === isOpen ? [`${r} ${c}`] : [])))
      const { writes, left } = filled(cells, direction)
      expect(writes.map(({ period, lineId }) => `${period} ${lineId}`)).toEqual(at(true))
      // Where nothing can be typed there is nothing to say of what was left.
      expect(left).toEqual(at(true).length === 0 ? [] : at(false))
    }),
  )
})

/** Fills the whole sheet from its first row or column. */
function filled(cells: Cells, direction: 'down' | 'right') {
  const writes: Write[] = []
  let left: string[] = []
  const host = {
    write: (_source: unknown, _label: unknown, list: readonly Write[]) => writes.push(...list),
    told: (_text: string, plan: PastePlan) => (left = plan.skips.map(({ place }) => place)),
    say: () => undefined,
  } as unknown as GridHost // the other calls are no business of a fill
  const size = { rows: cells.length, cols: cells[0]?.length ?? 0 }
  const blocks = new GridBlocks({
    host,
    sheet: () => sheetOf(cells),
    rowIds: () => cells.map((_, r) => String(r)),
    columnIds: () => (cells[0] ?? []).map((_, c) => String(c)),
    size: () => size,
    selection: () => ({ anchor: { row: 0, col: 0 }, end: { row: size.rows - 1, col: size.cols - 1 } }),
    total: () => null,
    select: () => undefined,
    copied: () => undefined,
    cut: () => null,
  })
  blocks.fill(direction)
  return { writes, left }
}

test('C4 paste onto a total or a coarser zoom: always: a spread comes to its total, keeps what is held, and each share is within one of its exact part', () => {
  const cell = fc.record({
    text: fc.integer({ min: 0, max: 999 }).map(String),
    kind: fc.constantFrom<Kind>('open', 'open', 'locked'),
  })
  const column = fc.array(cell, { minLength: 2, maxLength: 31 }).map((list) => list.map((one) => [one]))
  fc.assert(
    fc.property(column, fc.integer({ min: 0, max: 99_999 }), (cells, total) => {
      const spots = cells.map((_, r) => ({ rowId: String(r), columnId: '0' }))
      const change = { total: String(total), shape: 'present', before: null } as const
      const planned = planSpread(sheetOf(cells), spots, change)
      const list = cells.map(([one]) => ({ held: Number(one?.text), isOpen: one?.kind === 'open' }))
      const held = list.reduce((sum, one) => sum + (one.isOpen ? 0 : one.held), 0)
      expect(planned.ok).toBe(list.some(({ isOpen }) => isOpen) && total >= held)
      if (!planned.ok) return
      const weight = list.reduce((sum, one) => sum + (one.isOpen ? one.held : 0), 0)
      const open = list.filter(({ isOpen }) => isOpen)
      const shares = planned.writes.map(({ value }) => value ?? 0)
      expect(shares.reduce((sum, share) => sum + share, held)).toBe(total)
      shares.forEach((share, i) => {
        const part = weight === 0 ? 1 / open.length : (open[i]?.held ?? 0) / weight
        expect(Math.abs(share - (total - held) * part)).toBeLessThan(1)
      })
    }),
  )
})
