import { type BlockRows, blockRows, type ChoosableRows, inGrid } from './block-rows.ts'
import type { GridBlocks } from './blocks.ts'
import type { CopyBorder } from './copy-border.ts'
import { cycleOf, edgeFrom, lastUsed, regionAround } from './edges.ts'
import { FindBox } from './find-box.ts'
import type { DateNamed } from './grid-host.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'
import type { KeyActions } from './keys.ts'
import type { NumberEditor } from './number-editor.ts'
import {
  activeOf,
  boundsOf,
  isSame,
  isSingle,
  moved,
  nextEditable,
  type Pos,
  type Selection,
  type Size,
} from './selection.ts'

/** What the keys need of the grid around them. */
export type KeyContext = {
  readonly root: HTMLElement
  readonly sheet: () => GridSheet
  readonly rows: () => ChoosableRows
  readonly size: () => Size
  readonly selection: () => Selection | null
  readonly editor: () => NumberEditor | null
  readonly spot: (pos: Pos) => Spot
  /** Takes what is typed; false when it cannot be taken. */
  readonly finishEntry: () => boolean
  readonly closeEditor: () => void
  readonly activate: (pos: Pos) => void
  /** Makes another cell of the selection the active one. */
  readonly activateWithin: (pos: Pos) => void
  readonly extend: (end: Pos) => void
  readonly select: (selection: Selection) => void
  readonly setFocus: (pos: Pos) => void
  /** Takes the keyboard into the row of totals; nothing where there is none. */
  readonly enterTotal: (col: number) => void
  /** Rows and columns that fit on the screen. */
  readonly screen: () => Size
  /** Opens the menu of the chosen cells at the active one. */
  readonly openMenu: () => void
  /** Opens the list of what could stand in the active cell. */
  readonly openList: () => void
  /** The business day. */
  readonly today: () => string | null
  readonly dateNamed: (text: string) => DateNamed | null
  readonly blocks: GridBlocks
  readonly copied: CopyBorder
}

/** What each key does (grid-and-pnl.md C2). */
export class GridKeys {
  /** Column where a run of Tabs began: Enter returns under it. */
  tabStart: number | null = null
  readonly #grid: KeyContext
  readonly #findBox: FindBox

  constructor(grid: KeyContext) {
    this.#grid = grid
    this.#findBox = new FindBox({ ...grid, active: () => this.#active })
  }

  /** Takes the field of find and go to away. */
  closeFind(): void {
    this.#findBox.remove()
  }

  readonly actions: KeyActions = {
    move: (rows, cols) => {
      // What is typed down a column of days never lands in a week, which would spread it.
      const isTyping = this.#grid.editor() !== null
      const active = this.#active
      if (!isTyping && rows === 1 && active?.row === this.#grid.size().rows - 1 && this.#grid.sheet().total)
        return this.#grid.enterTotal(active.col)
      this.#go((from, block) =>
        isTyping
          ? inGrid(block, moved(block.selection.anchor, rows, cols, this.#sizeOf(block)))
          : moved(from, rows, cols, this.#grid.size()),
      )
    },
    extend: (rows, cols) => this.#stretch((from) => moved(from, rows, cols, this.#grid.size())),
    jump: (rows, cols) => this.#go((from, block) => this.#edge(from, rows, cols, block)),
    extendJump: (rows, cols) => this.#stretch((from, block) => this.#edge(from, rows, cols, block)),
    page: (rows, cols) => {
      const isTyping = this.#grid.editor() !== null
      this.#go((from) => {
        const to = this.#screenAway(from, rows, cols)
        if (!isTyping) return to
        const reached = blockRows({ anchor: from, end: to }, this.#grid.rows().kinds)
        return inGrid(reached, reached.selection.end)
      })
    },
    extendPage: (rows, cols) => this.#stretch((from) => this.#screenAway(from, rows, cols)),
    home: () => this.#go((from) => this.#firstOfRow(from)),
    extendHome: () => this.#stretch((from) => this.#firstOfRow(from)),
    lastUsed: () => this.#go((_from, block) => this.#lastUsed(block)),
    extendLastUsed: () => this.#stretch((_from, block) => this.#lastUsed(block)),
    enter: (rows) => {
      if (!this.#grid.finishEntry() || this.#cycle('down', rows)) return
      const active = this.#active
      if (active === null) return
      const pos = { row: active.row, col: this.tabStart ?? active.col }
      this.tabStart = null
      // Down a column of days a number never lands in a week, which would spread it.
      const block = blockRows({ anchor: pos, end: pos }, this.#grid.rows().kinds)
      this.#grid.activate(inGrid(block, moved(block.selection.anchor, rows, 0, this.#sizeOf(block))))
    },
    tab: (_rows, cols) => {
      if (!this.#grid.finishEntry() || this.#cycle('right', cols)) return
      const active = this.#active
      if (active === null) return
      const start = this.tabStart ?? active.col
      const isNext = (pos: Pos) => this.#isAlike(pos, active) && this.#isEditable(pos)
      const next = nextEditable(active, cols > 0 ? 1 : -1, this.#grid.size(), isNext)
      if (next) this.#grid.activate(next)
      this.tabStart = start
    },
    enterEverywhere: () => {
      const editor = this.#grid.editor()
      if (editor === null) return
      const taken = this.#grid.blocks.everywhere(editor.text)
      if ('refusal' in taken) return editor.showProblem(taken.refusal)
      this.#close()
      taken.write()
    },
    cancel: () => this.#close(),
    letGo: () => this.#grid.copied.clear(),
    toggleMode: () => {
      const editor = this.#grid.editor()
      if (editor) editor.mode = editor.mode === 'enter' ? 'edit' : 'enter'
    },
    clear: () => this.#grid.blocks.clear(),
    copy: () => void this.#grid.blocks.copy('exact'),
    copyWithNames: () => void this.#grid.blocks.copy('with-names'),
    copyAsShown: () => void this.#grid.blocks.copy('as-shown'),
    cut: () => void this.#grid.blocks.cut(),
    paste: () => void this.#grid.blocks.pasting.paste(),
    pasteSpecial: () => this.#grid.blocks.pasting.ask(),
    fillDown: () => this.#grid.blocks.fill('down'),
    fillRight: () => this.#grid.blocks.fill('right'),
    takeBudget: () => this.#grid.blocks.takeReference('budget'),
    takeLastYear: () => this.#grid.blocks.takeReference('last-year'),
    copyAbove: () => this.#takeAbove('content'),
    valueAbove: () => this.#takeAbove('number'),
    copySum: () => void this.#grid.blocks.copySum(),
    menu: () => this.#grid.openMenu(),
    find: () => this.#findBox.open('find'),
    goTo: () => this.#findBox.open('goTo'),
    today: () => this.#findBox.open('goTo', true),
    list: () => this.#grid.openList(),
    chooseColumns: () =>
      this.#choose((block, { left, right }) => ({ top: 0, bottom: block.rows.length - 1, left, right })),
    chooseRows: () =>
      this.#choose((_block, { top, bottom }) => ({ top, bottom, left: 0, right: this.#grid.size().cols - 1 })),
    selectAll: () =>
      this.#choose((block, now) => {
        const size = this.#sizeOf(block)
        const region = regionAround({ row: now.top, col: now.left }, size, (pos) => this.#isFilled(block, pos))
        const isChosen = (['top', 'bottom', 'left', 'right'] as const).every((side) => region[side] === now[side])
        return isChosen ? { top: 0, bottom: size.rows - 1, left: 0, right: size.cols - 1 } : region
      }),
  }

  get #active(): Pos | null {
    const selection = this.#grid.selection()
    return selection && activeOf(selection)
  }

  /** Into the active cell what stands above it, among rows of its kind. */
  #takeAbove(what: 'content' | 'number'): void {
    const active = this.#active
    if (active === null) return
    const block = blockRows({ anchor: active, end: active }, this.#grid.rows().kinds)
    const { row, col } = block.selection.anchor
    const above = row === 0 ? null : this.#grid.spot(inGrid(block, { row: row - 1, col }))
    this.#grid.blocks.takeAbove(what, this.#grid.spot(active), above)
  }

  /** To another cell, as `to` says from where the keyboard is; `to` gets the rows the selection is about. */
  #go(to: (from: Pos, block: BlockRows) => Pos): void {
    const active = this.#active
    if (active === null || !this.#grid.finishEntry()) return
    this.tabStart = null
    this.#grid.activate(to(active, blockRows({ anchor: active, end: active }, this.#grid.rows().kinds)))
  }

  #stretch(to: (from: Pos, block: BlockRows) => Pos): void {
    const selection = this.#grid.selection()
    if (selection) this.#grid.extend(to(selection.end, blockRows(selection, this.#grid.rows().kinds)))
  }

  /** To the next cell of a selection of several, round and round; false where only one is chosen. */
  #cycle(order: 'down' | 'right', by: number): boolean {
    const selection = this.#grid.selection()
    if (selection === null || isSingle(selection)) return false
    const block = blockRows(selection, this.#grid.rows().kinds)
    const all = cycleOf(boundsOf(block.selection), order).map((pos) => inGrid(block, pos))
    const places = all.some((pos) => this.#isEditable(pos)) ? all.filter((pos) => this.#isEditable(pos)) : all
    const here = all.findIndex((pos) => isSame(pos, activeOf(selection)))
    const ahead = (i: number) => ((i - here) * by + all.length - 1) % all.length
    const next = places.reduce((best, pos) => (ahead(all.indexOf(pos)) < ahead(all.indexOf(best)) ? pos : best))
    this.#grid.activateWithin(next)
    return true
  }

  /** Chooses a block among the rows the selection is about; the active cell stays where it is. */
  #choose(to: (block: BlockRows, now: ReturnType<typeof boundsOf>) => ReturnType<typeof boundsOf>): void {
    const selection = this.#grid.selection()
    if (selection === null) return
    const block = blockRows(selection, this.#grid.rows().kinds)
    const { top, bottom, left, right } = to(block, boundsOf(block.selection))
    this.#grid.select({
      anchor: inGrid(block, { row: top, col: left }),
      end: inGrid(block, { row: bottom, col: right }),
      active: activeOf(selection),
    })
  }

  #close(): void {
    const active = this.#active
    this.#grid.closeEditor()
    if (active) this.#grid.setFocus(active)
  }

  #edge(from: Pos, rows: number, cols: number, block: BlockRows): Pos {
    const start = { row: block.selection.end.row, col: from.col }
    return inGrid(
      block,
      edgeFrom(start, rows, cols, this.#sizeOf(block), (pos) => this.#isFilled(block, pos)),
    )
  }

  #lastUsed(block: BlockRows): Pos {
    return inGrid(
      block,
      lastUsed(this.#sizeOf(block), (pos) => this.#isFilled(block, pos)),
    )
  }

  #screenAway(from: Pos, rows: number, cols: number): Pos {
    const screen = this.#grid.screen()
    // Sums stand between the rows that can be chosen, and take their share of a screen.
    const share = this.#grid.rows().ids.length / Math.max(1, this.#grid.sheet().rows.length)
    return moved(from, rows * Math.max(1, Math.floor(screen.rows * share)), cols * screen.cols, this.#grid.size())
  }

  /** The first cell of a row a person can type in, else its first. */
  #firstOfRow({ row }: Pos): Pos {
    const cols = Array.from({ length: this.#grid.size().cols }, (_, col) => col)
    return { row, col: cols.find((col) => this.#isEditable({ row, col })) ?? 0 }
  }

  #sizeOf(block: BlockRows): Size {
    return { rows: block.rows.length, cols: this.#grid.size().cols }
  }

  #isFilled(block: BlockRows, pos: Pos): boolean {
    return this.#grid.sheet().exactText(this.#grid.spot(inGrid(block, pos))) !== ''
  }

  #isEditable(pos: Pos): boolean {
    return this.#grid.sheet().obstacleOf(this.#grid.spot(pos)) === null
  }

  #isAlike(pos: Pos, other: Pos): boolean {
    const { kinds } = this.#grid.rows()
    return kinds[pos.row] === kinds[other.row]
  }
}
