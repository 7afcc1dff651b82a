import { words } from '../text/words.ts'
import type { DateNamed } from './grid-host.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'
import type { Pos, Size } from './selection.ts'

export type FindContext = {
  readonly root: HTMLElement
  readonly sheet: () => GridSheet
  readonly size: () => Size
  readonly spot: (pos: Pos) => Spot
  readonly active: () => Pos | null
  readonly activate: (pos: Pos) => void
  readonly setFocus: (pos: Pos) => void
  readonly today: () => string | null
  readonly dateNamed: (text: string) => DateNamed | null
}

/** Find: every cell by its line, its day or its number. Go to: a day or a line, beside where one is. */
export type FindKind = 'find' | 'goTo'

/** The small field above a grid that Ctrl+F and Ctrl+G open; Enter and Shift+Enter go from hit to hit. */
export class FindBox {
  readonly #grid: FindContext
  readonly #box = document.createElement('search')
  readonly #input = document.createElement('input')
  readonly #count = document.createElement('output')
  #kind: FindKind = 'find'
  #hits: readonly Pos[] = []
  /** A date that was typed and is not in this grid. */
  #elsewhere: DateNamed | null = null
  #at = -1
  #from: Pos = { row: 0, col: 0 }

  constructor(grid: FindContext) {
    this.#grid = grid
    this.#box.className = 'find-box'
    this.#box.dataset['testid'] = 'find-box'
    this.#input.type = 'text'
    this.#input.spellcheck = false
    this.#box.append(this.#input, this.#count)
    this.#input.addEventListener('input', () => this.#search())
    this.#input.addEventListener('keydown', (event) => this.#onKey(event))
  }

  /** `isToday`: with the business day in it, as Ctrl+; types it. */
  open(kind: FindKind, isToday = false): void {
    this.#kind = kind
    this.#from = this.#grid.active() ?? { row: 0, col: 0 }
    this.#input.setAttribute('aria-label', words.find[kind])
    this.#input.placeholder = words.find[kind]
    this.#grid.root.append(this.#box)
    this.#input.focus()
    if (isToday) this.#typeToday()
    this.#input.select()
    this.#search()
  }

  remove(): void {
    this.#box.remove()
  }

  /** The business day as the rows or columns name it, its month where they are months. */
  #typeToday(): void {
    const today = this.#grid.today()
    const { rows, columns } = this.#grid.sheet()
    const named = [today, today?.slice(0, 7)].map(
      (date) => rows.find(({ id }) => id === date)?.title ?? columns.find(({ id }) => id === date)?.fullTitle,
    )
    this.#input.value = named.find((title) => title !== undefined) ?? ''
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.#step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') this.#close()
    else if (event.key === ';' && (event.ctrlKey || event.metaKey)) {
      this.#typeToday()
      this.#search()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  #search(): void {
    const asked = this.#input.value.trim().toLowerCase()
    this.#at = -1
    this.#hits = asked === '' ? [] : this.#hitsOf(asked)
    const isDate = this.#kind === 'goTo' && this.#hits.length === 0
    const date = isDate ? this.#grid.dateNamed(asked) : null
    if (date?.beyond === null) this.#hits = this.#hitsOn(date.date)
    this.#elsewhere = this.#hits.length === 0 ? date : null
    this.#count.textContent = asked === '' ? '' : this.#said()
  }

  #said(): string {
    if (this.#elsewhere === null) return words.find.hits(this.#hits.length)
    return this.#elsewhere.beyond ?? words.find.enterGoesTo(this.#elsewhere.said)
  }

  /** The chosen cell; going to one place ends there, finding goes on. */
  #step(by: 1 | -1): void {
    const count = this.#hits.length
    if (this.#elsewhere?.beyond === null) {
      this.#close()
      return this.#elsewhere.go()
    }
    if (count === 0) return
    this.#at = this.#at < 0 && by < 0 ? count - 1 : (this.#at + by + count) % count
    const hit = this.#hits[this.#at]
    if (hit === undefined) return
    this.#grid.activate(hit)
    if (this.#kind === 'goTo') return this.#close()
    this.#input.focus()
    this.#count.textContent = words.find.at(this.#at + 1, count)
  }

  #close(): void {
    this.remove()
    const active = this.#grid.active()
    if (active) this.#grid.setFocus(active)
  }

  /** Where a day or a month has a row or a column of its own, beside where one is; a day also in its month's. */
  #hitsOn(date: string): Pos[] {
    const { row, col } = this.#from
    const { rows, cols } = this.#grid.size()
    const at = (pos: Pos) => this.#grid.spot(pos)
    const inRows = Array.from({ length: rows }, (_, r): Pos => ({ row: r, col })).filter(
      (pos) => at(pos).rowId === date,
    )
    const inColumns = Array.from({ length: cols }, (_, c): Pos => ({ row, col: c })).filter(
      (pos) => at(pos).columnId === date.slice(0, 7),
    )
    return [...inRows, ...inColumns]
  }

  #hitsOf(asked: string): Pos[] {
    const { rows, cols } = this.#grid.size()
    const sheet = this.#grid.sheet()
    const has = (text: string) => text.toLowerCase().includes(asked)
    const range = (count: number) => Array.from({ length: count }, (_, i) => i)
    const titleOf = new Map(sheet.rows.map((row) => [row.id, row]))
    const nameOf = (pos: Pos) => sheet.nameOf(this.#grid.spot(pos))
    const rowTitle = (row: number) => titleOf.get(this.#grid.spot({ row, col: 0 }).rowId)?.title ?? ''
    if (this.#kind === 'goTo') {
      const { row, col } = this.#from
      const inRows = range(rows).filter((r) => has(rowTitle(r)))
      const inColumns = range(cols).filter((c) => has(sheet.columns[c]?.fullTitle ?? ''))
      return [...inRows.map((r) => ({ row: r, col })), ...inColumns.map((c) => ({ row, col: c }))]
    }
    return range(rows).flatMap((row) =>
      range(cols).flatMap((col) => {
        const { rowId, columnId } = this.#grid.spot({ row, col })
        const shown = titleOf.get(rowId)?.cells[columnId]?.text ?? ''
        return has(nameOf({ row, col })) || has(shown) ? [{ row, col }] : []
      }),
    )
  }
}
