import { words } from '../text/words.ts'
import type { GridBlocks } from './blocks.ts'
import type { ChosenCells } from './chosen-cells.ts'
import type { GridHost } from './grid-host.ts'
import type { GridSheet, ReferenceKind, Spot } from './grid-sheet.ts'
import { type KeyAction, keyAction, type KeyActions, type KeyName } from './keys.ts'
import { sumAt } from './pasted-sums.ts'
import { moved, type Pos } from './selection.ts'

type TotalContext = {
  readonly host: GridHost
  readonly sheet: () => GridSheet
  readonly chosen: ChosenCells
  readonly blocks: GridBlocks
  readonly actions: () => KeyActions
}

/** What is said of a key that means nothing for a total. */
type Why = keyof typeof words.total
const REASONS: Partial<Record<KeyName, Why>> = {
  clear: 'notCleared',
  cut: 'notCut',
  fillDown: 'notFilled',
  fillRight: 'notFilled',
  copyAbove: 'notFilled',
  valueAbove: 'notFilled',
  extend: 'alone',
  extendJump: 'alone',
  extendPage: 'alone',
  extendHome: 'alone',
  extendLastUsed: 'alone',
  chooseRows: 'alone',
  selectAll: 'alone',
}
const REFERENCES: Partial<Record<KeyName, ReferenceKind>> = { takeBudget: 'budget', takeLastYear: 'last-year' }

/**
 * The keys of the row of totals (grid-and-pnl.md C2, C4): it is moved through and copied like any row; a number for it
 * is spread over what it adds up, once the person has said how; what means nothing for a total says so.
 */
export class TotalRow {
  readonly #grid: TotalContext

  constructor(grid: TotalContext) {
    this.#grid = grid
  }

  /** True where the key was one for the row of totals. */
  onKey(event: KeyboardEvent): boolean {
    const { chosen, host, sheet } = this.#grid
    const { total } = chosen
    if (total === null) return false
    const typed = typedBy(event, () => sheet().exactText(total))
    const action = keyAction(event, 'ready', host.habits?.())
    if (typed === null && action === null) return false
    event.preventDefault()
    if (typed !== null) this.spread(total, typed)
    else if (action !== null) this.#act(action, total)
    return true
  }

  /** What its menu asks of it. */
  get actions(): KeyActions {
    const names = Object.keys(this.#grid.actions()) as KeyName[] // the keys of KeyActions
    const act = (name: KeyName) => (rows: number, cols: number) => {
      const { total } = this.#grid.chosen
      if (total !== null) this.#act({ name, rows, cols }, total)
    }
    return Object.fromEntries(names.map((name) => [name, act(name)])) as KeyActions // one of each name
  }

  /** Asks how a number for a sum is spread over what it adds up, or says why none can be. */
  spread(spot: Spot, typed: string): void {
    const { host, sheet } = this.#grid
    const question = sumAt(sheet, spot, typed)
    if (typeof question === 'string') host.say(question, 'problem')
    else host.askSpread(question)
  }

  /** Takes the keyboard to it, under a column. */
  enter(col: number): void {
    const { chosen } = this.#grid
    const columnId = chosen.columnIds[col]
    if (columnId !== undefined) chosen.activateTotal(columnId)
  }

  #act({ name, rows, cols }: KeyAction, total: Spot): void {
    const { host, sheet, chosen, blocks, actions } = this.#grid
    const [reason, reference] = [REASONS[name], REFERENCES[name]]
    if (reason !== undefined) return host.say(words.total[reason], 'problem')
    if (reference !== undefined) {
      const text = sheet().reference?.(reference, total) ?? null
      return text === null ? host.say(words.grid.noReference[reference], 'problem') : this.spread(total, text)
    }
    const col = chosen.columnIds.indexOf(total.columnId)
    switch (name) {
      case 'move':
        return this.#go(col, rows, cols)
      case 'tab':
        return this.#go(col, 0, cols)
      case 'enter':
        return this.#go(col, rows, 0)
      case 'home':
        return this.enter(0)
      case 'jump':
        return rows === 0 ? this.#go(col, 0, cols * chosen.columnIds.length) : this.#fromAbove(col, name, rows, cols)
      case 'page':
      case 'lastUsed':
      case 'chooseColumns':
        return this.#fromAbove(col, name, rows, cols)
      case 'paste':
        return void blocks.pasting.pasteOntoTotal(total)
      case 'pasteSpecial':
        return blocks.pasting.ask()
      default:
        return actions()[name](rows, cols)
    }
  }

  /** It stands under the last row that can be chosen. */
  #go(col: number, rows: number, cols: number): void {
    const { chosen } = this.#grid
    const { size } = chosen
    const pos = moved({ row: size.rows, col }, rows, cols, { ...size, rows: size.rows + 1 })
    if (pos.row === size.rows) this.enter(pos.col)
    else chosen.activate(pos)
  }

  /** What a key does from the cell above. */
  #fromAbove(col: number, name: KeyName, rows: number, cols: number): void {
    const above: Pos = { row: this.#grid.chosen.size.rows - 1, col }
    this.#grid.chosen.activate(above)
    this.#grid.actions()[name](rows, cols)
  }
}

/** What a key begins an entry with: its character, nothing, or with F2 what is there; null for any other key. */
export function typedBy(event: KeyboardEvent, exact: () => string): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event
  if (ctrlKey || metaKey || altKey || isComposing) return null
  if (key === 'F2' && !shiftKey) return exact()
  if (key === 'Backspace') return ''
  return key.length === 1 && key !== ' ' ? key : null
}
