import { combinedText, type Operation } from '../../shared/entry/combined-text.ts'
import { plainHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import { byLabels } from './block-labels.ts'
import type { BlockContext } from './blocks.ts'
import { type Clipboard, copiedBlock, MOST_CELLS } from './copied-block.ts'
import { turned } from './fill-series.ts'
import type { Reading, Spot } from './grid-sheet.ts'
import { type CutBlock, isThatCut, movingWrites } from './moving.ts'
import { type Block, type PastePlan, planPaste, type PlanOptions } from './plan-paste.ts'
import { boundsOf, moved, pasteSize, type Selection, type Size } from './selection.ts'

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
}

/** What is asked before a block goes in. */
export type PasteQuestion = {
  readonly choices: readonly PasteChoice[]
  /** True when the digits are only those Excel showed. */
  readonly isAsShown: boolean
}

const AS_COPIED: PasteManner = { operation: 'values', skipsBlanks: false, isTransposed: false }
/** Above this the person sees first what a paste would do (grid-and-pnl.md C4). */
export const ASKED_FROM = 2000

type Texts = readonly (readonly string[])[]
/** Texts, where they go, and how much of the grid they cover. */
type Put = { readonly texts: Texts; readonly block: Block; readonly size: Size; readonly cut?: CutBlock | null }
/** The place a paste was asked for: keys that follow at once do not move it. */
type Target = Pick<Block, 'rowIds' | 'columnIds'> & { readonly selection: Selection; readonly cut: CutBlock | null }

/** Puts copied cells into the grid: at once where every one can be taken, else after the person has seen the verdicts. */
export class Pasting {
  readonly #grid: BlockContext

  constructor(grid: BlockContext) {
    this.#grid = grid
  }

  /** Asks how, and pastes so. */
  ask(): void {
    if (this.#grid.selection() !== null) this.#grid.host.askManner((manner) => void this.paste(manner))
  }

  /** Reads the clipboard and pastes at the selection of this moment; one gesture. */
  async paste(manner: PasteManner = AS_COPIED): Promise<void> {
    const { host, selection, rowIds, columnIds } = this.#grid
    const chosen = selection()
    if (chosen === null) return
    const ids = { rowIds: rowIds(), columnIds: columnIds() }
    const clipboard = await host.clipboard()
    if (clipboard === null) return host.say(words.grid.clipboardRefused, 'problem')
    const waiting = this.#grid.cut()
    const cut = waiting !== null && manner === AS_COPIED && isThatCut(waiting, clipboard.text) ? waiting : null
    this.#put(clipboard, { selection: chosen, ...ids, cut }, manner)
  }

  #put(clipboard: Clipboard, target: Target, manner: PasteManner): void {
    const { host } = this.#grid
    const copied = copiedBlock(clipboard)
    if (copied === null) return host.say(words.grid.tooMany(MOST_CELLS), 'problem')
    if (copied.texts.every((row) => row.every((text) => text === '')))
      return host.say(words.grid.clipboardEmpty, 'problem')
    const texts = manner.isTransposed ? turned(copied.texts) : copied.texts
    const asCopied = this.#choice('as-copied', byPosition(texts, target), manner)
    const { plan } = asCopied
    if (plan.refusals.length === 0 && plan.clipped === 0) {
      if (plan.cells === 0) return host.say(words.grid.nothingToPaste, 'problem')
      if (plan.cells <= ASKED_FROM) return asCopied.take()
    }
    const others = this.#others(texts, target, manner).filter(({ plan: { cells } }) => cells > 0)
    host.askPaste({ choices: [...others, asCopied], isAsShown: copied.isAsShown })
  }

  /** Better ways for a block that does not fit as it is: by its own names, or turned. */
  #others(texts: Texts, target: Target, manner: PasteManner): PasteChoice[] {
    const { top, left } = boundsOf(target.selection)
    const labelled = byLabels(this.#grid.sheet(), texts, { ...target, top, left })
    if (labelled !== null) return [this.#choice('by-names', { ...labelled, size: sizeOf(labelled.texts) }, manner)]
    const { rows, cols } = sizeOf(texts)
    const isLine = (rows === 1) !== (cols === 1)
    const isTooLong = top + rows > target.rowIds.length || left + cols > target.columnIds.length
    const upright = turned(texts)
    const fits = top + cols <= target.rowIds.length && left + rows <= target.columnIds.length
    return isLine && isTooLong && fits ? [this.#choice('transposed', byPosition(upright, target), manner)] : []
  }

  #choice(name: PasteChoice['name'], put: Put, manner: PasteManner): PasteChoice {
    const seen = this.#grid.sheet()
    const plan = () => planPaste(this.#grid.sheet(), put.texts, put.block, put.size, this.#options(manner))
    const first = plan()
    // Planned anew where others typed or days closed meanwhile: then the sheet is another one.
    const now = () => (this.#grid.sheet() === seen ? first : plan())
    return { name, plan: first, take: () => this.#take(put, now(), name !== 'by-names') }
  }

  #options({ operation, skipsBlanks }: PasteManner): PlanOptions {
    const sheet = () => this.#grid.sheet()
    const plainly = (read: (spot: Spot, text: string) => Reading | null) => (spot: Spot, copied: string) => {
      const plain = plainHere(copied)
      return plain.ok ? read(spot, plain.text) : plain
    }
    if (operation === 'values') return { skipsBlanks, read: plainly((spot, text) => sheet().read(spot, text)) }
    const read = plainly((spot, text) => {
      const existing = sheet().exactText(spot)
      if (existing === '' && sheet().obstacleOf(spot) === null) return null
      const combined = combinedText(operation, text, existing === '' ? '0' : existing)
      return combined.ok ? sheet().read(spot, combined.text) : combined
    })
    return { skipsBlanks: true, read }
  }

  #take({ block, size, cut = null }: Put, plan: PastePlan, selects: boolean): void {
    const { host, select, sheet } = this.#grid
    const first = { row: block.top, col: block.left }
    const spot = { rowId: block.rowIds[first.row] ?? '', columnId: block.columnIds[first.col] ?? '' }
    if (selects) select({ anchor: first, end: moved(first, size.rows - 1, size.cols - 1, this.#grid.size()) })
    const taken = plan.cells - plan.refusals.length
    if (taken === 0) return host.say(words.grid.nothingToPaste, 'problem')
    const remarks = plan.notes.slice(0, 3).map(({ place, reason }) => `${place}: ${reason}`)
    const moves = cut !== null && plan.refusals.length + plan.clipped + plan.skipped === 0
    if (cut !== null && !moves) remarks.push(words.grid.cutStays)
    host.say([words.grid.saidPasted(taken, plan.skipped, plan.refusals.length, plan.clipped), ...remarks].join(' '))
    const label = words.grid[moves ? 'moved' : 'pasted'](size.rows, size.cols, sheet().nameOf(spot))
    const writes = moves ? movingWrites(sheet(), cut, spotsOf(block, size), plan.writes) : plan.writes
    if (moves) this.#grid.copied([])
    if (writes.length > 0) host.write('paste', label, [...writes])
  }
}

/** The cells a block covers. */
const spotsOf = ({ rowIds, columnIds, top, left }: Block, { rows, cols }: Size): Spot[] =>
  rowIds
    .slice(top, top + rows)
    .flatMap((rowId) => columnIds.slice(left, left + cols).map((columnId) => ({ rowId, columnId })))

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
