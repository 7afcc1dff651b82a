import type { Month } from '../../shared/core/calendar.ts'
import { combinedText, type Operation } from '../../shared/entry/combined-text.ts'
import { plainHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import { byLabels } from './block-labels.ts'
import type { BlockContext } from './blocks.ts'
import { type Clipboard, copiedBlock, MOST_CELLS } from './copied-block.ts'
import { turned } from './fill-series.ts'
import type { GridSheet, Reading, Spot, Write } from './grid-sheet.ts'
import { type CutBlock, isThatCut, type Move, movesOf, movingWrites } from './moving.ts'
import { type Rest, restOf } from './next-month.ts'
import { combinedWith, sumsUnder } from './pasted-sums.ts'
import { type Block, type PastePlan, planPaste, type PlanOptions } from './plan-paste.ts'
import { boundsOf, moved, pasteSize, type Pos, type Selection, type Size } from './selection.ts'

/** How a block is put in: its numbers, or combined with those that are there (grid-and-pnl.md C2, Ctrl+Alt+V). */
export type PasteManner = {
  readonly operation: 'values' | Operation
  readonly skipsBlanks: boolean
  readonly isTransposed: boolean
}

/** One way a block can go in, with what it would do; `take` writes all of it that can be taken. */
export type PasteChoice = {
  readonly name: 'as-copied' | 'by-names' | 'transposed'
  readonly plan: PastePlan
  readonly take: () => void
  /** What runs past the end of the month or the year: how many texts, and the month in which they can go on. */
  readonly rest: { readonly month: Month; readonly texts: number; readonly goOn: () => void } | null
}

/** What is asked before a block goes in. */
export type PasteQuestion = {
  readonly choices: readonly PasteChoice[]
  /** True when the digits are only those Excel showed. */
  readonly isAsShown: boolean
  /** The month it goes on in; null for the one that is open. */
  readonly month: Month | null
  /** True where the person has settled that a block goes in whole or not at all. */
  readonly isWhole: boolean
}

const AS_COPIED: PasteManner = { operation: 'values', skipsBlanks: false, isTransposed: false }
/** Above this the person sees first what a paste would do (grid-and-pnl.md C4). */
export const ASKED_FROM = 2000

const NOTHING_MOVED: ReturnType<typeof movesOf> = { moves: [], left: [] }

type Texts = readonly (readonly string[])[]
/** Texts, where they go, and how much of the grid they cover. */
type Put = { readonly texts: Texts; readonly block: Block; readonly size: Size; readonly cut?: CutBlock | null }
/** The place a paste was asked for: keys that follow at once do not move it. */
type Target = Pick<Block, 'rowIds' | 'columnIds'> & { readonly selection: Selection; readonly cut: CutBlock | null }
/** Where a block goes in: the open sheet, or that of a month or a year after it. */
type Ground = {
  readonly month: Month | null
  readonly sheet: () => GridSheet
  readonly write: (label: string, writes: readonly Write[], moves: readonly Move[]) => void
  /** Shows where it went. */
  readonly show: (put: Put, writes: readonly Write[]) => void
}

/** What is asked besides: other ways to put it in, and whether its digits are only those Excel showed. */
type More = { readonly others: () => readonly PasteChoice[]; readonly isAsShown: boolean }

/** Puts copied cells into the grid: at once where every one can be taken, else after the person has seen the verdicts. */
export class Pasting {
  readonly #grid: BlockContext
  readonly #here: Ground

  constructor(grid: BlockContext) {
    this.#grid = grid
    this.#here = {
      month: null,
      sheet: () => grid.sheet(),
      write: (label, writes, moves) => grid.host.write('paste', label, [...writes], [], moves),
      show: ({ block, size }) => {
        const first = { row: block.top, col: block.left }
        grid.select({ anchor: first, end: moved(first, size.rows - 1, size.cols - 1, grid.size()) })
      },
    }
  }

  /** Asks how, and pastes so. */
  ask(): void {
    const total = this.#grid.total()
    if (total !== null) this.#grid.host.askManner((manner) => void this.pasteOntoTotal(total, manner))
    else if (this.#grid.selection() !== null) this.#grid.host.askManner((manner) => void this.paste(manner))
  }

  /** Reads the clipboard and pastes at the selection of this moment; one gesture. */
  async paste(manner: PasteManner = AS_COPIED): Promise<void> {
    const { selection, rowIds, columnIds } = this.#grid
    const chosen = selection()
    if (chosen !== null) await this.#pasteAt({ selection: chosen, rowIds: rowIds(), columnIds: columnIds() }, manner)
  }

  /** Pastes where the row of totals has the keyboard: its number is spread over what it adds up. */
  async pasteOntoTotal({ rowId, columnId }: Spot, manner = AS_COPIED): Promise<void> {
    const columnIds = this.#grid.columnIds()
    const pos: Pos = { row: 0, col: columnIds.indexOf(columnId) }
    if (pos.col >= 0) await this.#pasteAt({ selection: { anchor: pos, end: pos }, rowIds: [rowId], columnIds }, manner)
  }

  async #pasteAt(target: Omit<Target, 'cut'>, manner: PasteManner): Promise<void> {
    const { host } = this.#grid
    const clipboard = await host.clipboard()
    if (clipboard === null) return host.say(words.grid.clipboardRefused, 'problem')
    const waiting = this.#grid.cut()
    const cut = waiting !== null && manner === AS_COPIED && isThatCut(waiting, clipboard.text) ? waiting : null
    this.#put(clipboard, { ...target, cut }, manner)
  }

  #put(clipboard: Clipboard, target: Target, manner: PasteManner): void {
    const { host } = this.#grid
    const copied = copiedBlock(clipboard)
    if (copied === null) return host.say(words.grid.tooMany(MOST_CELLS), 'problem')
    if (copied.texts.every((row) => row.every((text) => text === '')))
      return host.say(words.grid.clipboardEmpty, 'problem')
    const texts = manner.isTransposed ? turned(copied.texts) : copied.texts
    const put = byPosition(texts, target)
    this.#into(this.#here, put, manner, {
      others: () => this.#others(texts, target, manner),
      isAsShown: copied.isAsShown,
    })
  }

  /** Onto sums it is asked how each is spread; cells of their own take what they can. */
  #into(ground: Ground, put: Put, manner: PasteManner, more: More): void {
    const { host } = this.#grid
    const sums = sumsUnder(ground.sheet, put, combinedWith(ground.sheet(), manner.operation))
    if (sums === 'no-sum') return host.say(words.paste.noSum, 'problem')
    if (sums === null) return this.#offer(ground, put, manner, more)
    const rest = this.#rest(put, manner)
    if (put.cut) host.say(words.grid.cutOntoSum)
    host.askSpread({
      ...sums,
      leftOut: sums.leftOut - (rest?.texts ?? 0),
      rest,
      ...(ground.month !== null && { show: (writes: readonly Write[]) => ground.show(put, writes) }),
    })
  }

  /** In at once where every cell can be taken; else what it would do is shown and asked about. */
  #offer(ground: Ground, put: Put, manner: PasteManner, more: More): void {
    const { host } = this.#grid
    const asCopied = this.#choice(ground, 'as-copied', put, manner)
    const { plan } = asCopied
    if (plan.refusals.length + plan.clipped + plan.locked === 0 && asCopied.rest === null) {
      if (plan.cells === 0) return host.say(words.grid.nothingToPaste, 'problem')
      if (plan.cells <= ASKED_FROM) return asCopied.take()
    }
    const others = more.others().filter(({ plan: { cells } }) => cells > 0)
    // What runs past its month or year is of that kind, whatever else its shape would fit.
    const choices = asCopied.rest ? [asCopied, ...others] : [...others, asCopied]
    host.askPaste({ choices, isAsShown: more.isAsShown, month: ground.month, isWhole: this.#isWhole })
  }

  /** Better ways for a block that does not fit as it is: by its own names, or turned. */
  #others(texts: Texts, target: Target, manner: PasteManner): PasteChoice[] {
    const { top, left } = boundsOf(target.selection)
    const labelled = byLabels(this.#grid.sheet(), texts, { ...target, top, left })
    if (labelled !== null)
      return [this.#choice(this.#here, 'by-names', { ...labelled, size: sizeOf(labelled.texts) }, manner)]
    const { rows, cols } = sizeOf(texts)
    const isLine = (rows === 1) !== (cols === 1)
    const isTooLong = top + rows > target.rowIds.length || left + cols > target.columnIds.length
    const upright = turned(texts)
    const fits = top + cols <= target.rowIds.length && left + rows <= target.columnIds.length
    if (!isLine || !isTooLong || !fits) return []
    return [this.#choice(this.#here, 'transposed', byPosition(upright, target), manner)]
  }

  get #isWhole(): boolean {
    return this.#grid.host.habits?.().pasteRefused === 'all-or-nothing'
  }

  #choice(ground: Ground, name: PasteChoice['name'], put: Put, manner: PasteManner): PasteChoice {
    const seen = ground.sheet()
    const plan = () => planPaste(ground.sheet(), put.texts, put.block, put.size, optionsOf(ground, manner))
    const first = plan()
    // Planned anew where others typed or days closed meanwhile: then the sheet is another one.
    const now = () => (ground.sheet() === seen ? first : plan())
    return {
      name,
      plan: first,
      take: () => this.#take(ground, put, now(), name !== 'by-names'),
      rest: name === 'as-copied' ? this.#rest(put, manner) : null,
    }
  }

  #rest({ texts, block }: Put, manner: PasteManner): PasteChoice['rest'] {
    const rest = restOf(texts, block)
    return rest && { month: rest.month, texts: rest.count, goOn: () => void this.#goOn(rest, manner) }
  }

  /** What is left, from the first day or month of what comes after; a gesture of its own. Says why where it cannot be. */
  async #goOn({ month, texts, count, at }: Rest, manner: PasteManner): Promise<void> {
    const { host } = this.#grid
    const next = await host.monthAfter(month)
    if (typeof next === 'string') return host.say(words.paste.notGoneOn(count, next), 'problem')
    const { sheet, write, show } = next
    const ground: Ground = { month, sheet: () => sheet, write, show: (_put, writes) => show(writes[0] ?? null) }
    const put = { texts, block: at(sheet), size: sizeOf(texts) }
    this.#into(ground, put, manner, { others: () => [], isAsShown: false })
  }

  #take(ground: Ground, put: Put, plan: PastePlan, selects: boolean): void {
    const { host } = this.#grid
    const { block, size, cut = null } = put
    const sheet = ground.sheet()
    if (this.#isWhole && plan.refusals.length > 0)
      return host.say(words.grid.nothingPasted(plan.refusals.length), 'problem')
    const spot = { rowId: block.rowIds[block.top] ?? '', columnId: block.columnIds[block.left] ?? '' }
    if (selects) ground.show(put, plan.writes)
    const taken = plan.cells - plan.refusals.length
    if (taken === 0) return host.say(words.grid.nothingToPaste, 'problem')
    const remarks = plan.notes.slice(0, 3).map(({ place, reason }) => `${place}: ${reason}`)
    const isMove = cut !== null && plan.refusals.length + plan.clipped + plan.skips.length === 0
    if (cut !== null && !isMove) remarks.push(words.grid.cutStays)
    // Where the block repeats, what belongs to its numbers goes with the first of them.
    const { moves, left } = isMove ? movesOf(sheet, cut, spotsOf(block, sizeOf(put.texts))) : NOTHING_MOVED
    const comments = left.reduce((sum, place) => sum + (host.commentsAt?.(place) ?? 0), 0)
    if (comments > 0) remarks.push(words.grid.commentsStay(comments))
    const said = words.grid.saidPasted(taken, plan.skips.length, plan.refusals.length, plan.clipped)
    host.told([said, ...remarks].join(' '), plan)
    const label = words.grid[isMove ? 'moved' : 'pasted'](size.rows, size.cols, sheet.nameOf(spot))
    const writes = isMove ? movingWrites(sheet, cut, spotsOf(block, size), plan.writes) : plan.writes
    if (isMove) this.#grid.copied([])
    if (writes.length > 0) ground.write(label, writes, moves)
  }
}

/** The cells a block covers. */
const spotsOf = ({ rowIds, columnIds, top, left }: Block, { rows, cols }: Size): Spot[] =>
  rowIds
    .slice(top, top + rows)
    .flatMap((rowId) => columnIds.slice(left, left + cols).map((columnId) => ({ rowId, columnId })))

function optionsOf({ sheet }: Ground, { operation, skipsBlanks }: PasteManner): PlanOptions {
  const plainly = (read: (spot: Spot, text: string) => Reading | null) => (spot: Spot, copied: string) => {
    const plain = plainHere(copied)
    return plain.ok ? read(spot, plain.text) : plain
  }
  if (operation === 'values') return { skipsBlanks, read: plainly((spot, text) => sheet().read(spot, text)) }
  const read = plainly((spot, text) => {
    const existing = sheet().exactText(spot)
    if (existing === '') return null
    const combined = combinedText(operation, text, existing)
    return combined.ok ? sheet().read(spot, combined.text) : combined
  })
  return { skipsBlanks: true, read }
}

function byPosition(texts: Texts, { selection, rowIds, columnIds, cut }: Target): Put {
  const bounds = boundsOf(selection)
  return {
    texts,
    block: { rowIds, columnIds, top: bounds.top, left: bounds.left },
    size: pasteSize(sizeOf(texts), bounds),
    cut,
  }
}

const sizeOf = (texts: Texts): Size => ({ rows: texts.length, cols: texts[0]?.length ?? 0 })
