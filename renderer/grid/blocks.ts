import { formatPlain } from '../text/format.ts'
import { words } from '../text/words.ts'
import { arithmeticOf, type TypedAsList } from './arithmetic.ts'
import { type CopyForm, type CopyForms, copyForms } from './copy-forms.ts'
import { continued, type FillDirection } from './fill-series.ts'
import { USUAL_HABITS } from './grid-habits.ts'
import type { GridHost } from './grid-host.ts'
import type { CutBlock } from './moving.ts'
import type { GridSheet, ReferenceKind, Spot } from './grid-sheet.ts'
import { Pasting } from './pasting.ts'
import { type PastePlan, planPaste } from './plan-paste.ts'
import { sumOfSpots } from './selection-figures.ts'
import { boundsOf, placesOf, type Pos, type Selection, type Size } from './selection.ts'
import { readTyped, readTypedIn } from './typed-text.ts'
import { writeClipboard } from './write-clipboard.ts'

/** What working on blocks needs of the grid around it. */
export type BlockContext = {
  readonly host: GridHost
  readonly sheet: () => GridSheet
  /** Ids of the rows and columns whose cells can be chosen, in the order of the screen. */
  readonly rowIds: () => readonly string[]
  readonly columnIds: () => readonly string[]
  readonly size: () => Size
  readonly selection: () => Selection | null
  /** The cell of the row of totals that has the keyboard; null where it has not. */
  readonly total: () => Spot | null
  readonly select: (selection: Selection) => void
  /** What was just put on the clipboard, row by row; cut, it waits there for its paste. Nothing takes the line away. */
  readonly copied: (spots: readonly (readonly Spot[])[], cut?: CutBlock | null) => void
  readonly cut: () => CutBlock | null
}

/** Copy, cut, fill and clear of the selection; each is one gesture, written whole or not at all. */
export class GridBlocks {
  readonly #grid: BlockContext
  readonly pasting: Pasting

  constructor(grid: BlockContext) {
    this.#grid = grid
    this.pasting = new Pasting(grid)
  }

  /** Writes the typed text into every cell of the selection that can be typed; answers why it cannot. */
  everywhere(text: string): { readonly refusal: string } | { readonly write: () => void } {
    const selection = this.#grid.selection()
    if (selection === null) return { refusal: words.grid.nothingHere }
    const sheet = this.#grid.sheet()
    const reading = { ...sheet, read: (spot: Spot, typed: string) => readTypedIn(sheet, spot, typed) }
    const plan = this.#plan([[text]], sizeOf(selection), selection, reading)
    const refusal = plan.refusals[0] ?? (plan.cells === 0 ? plan.skips[0] : undefined)
    if (refusal) return { refusal: refusal.reason }
    const spots = this.#chosenSpots().flat()
    const label = words.grid.filled(plan.cells)
    return {
      write: () => {
        this.#tell(label, plan)
        this.#write(label, plan, arithmeticOf(sheet, spots, text, plan.writes))
      },
    }
  }

  clear(): void {
    const selection = this.#grid.selection()
    if (selection === null) return
    const sheet = this.#grid.sheet()
    const spots = placesOf(boundsOf(selection)).map((pos) => this.#spot(pos))
    const closed = spots.filter((spot) => sheet.obstacleOf(spot) !== null).length
    if (closed === spots.length) return this.#grid.host.say(words.grid.nothingHere, 'problem')
    const writes = spots.flatMap((spot) => sheet.clear(spot))
    if (writes.length === 0) return
    const label = words.grid.cleared(writes.length)
    if (closed > 0) this.#grid.host.say(words.grid.leftAsTheyAre(label, closed))
    this.#grid.host.write('clear', label, writes)
  }

  onClipboard(event: ClipboardEvent): void {
    if (event.clipboardData === null) return
    event.preventDefault()
    const total = this.#grid.total()
    if (event.type === 'paste') return void (total ? this.pasting.pasteOntoTotal(total) : this.pasting.paste())
    if (event.type === 'cut' && total) return this.#grid.host.say(words.total.notCut, 'problem')
    const { text, html } = this.#forms('exact')
    event.clipboardData.setData('text/plain', text)
    event.clipboardData.setData('text/html', html)
    if (event.type === 'cut') this.#showCut(text)
    else this.showCopied()
  }

  /** The selection on the clipboard, as text and as a table; false where the system does not take it. */
  async copy(form: CopyForm): Promise<boolean> {
    const spots = this.#chosenSpots()
    if (spots.length === 0 || !(await this.#toClipboard(this.#forms(form)))) return false
    this.showCopied()
    this.#grid.host.say(words.grid.copied(spots.length * (spots[0]?.length ?? 0)))
    return true
  }

  /** Draws the border around what was copied. */
  showCopied(): void {
    this.#grid.copied(this.#chosenSpots())
  }

  /** The sum of the selection, on the clipboard and said; no cell changes. */
  async copySum(): Promise<void> {
    const sum = sumOfSpots(this.#grid.sheet(), this.#chosenSpots().flat())
    if (sum === null) return this.#grid.host.say(words.grid.noSum, 'problem')
    if (await this.#toClipboard({ text: sum.toString(), html: null }))
      this.#grid.host.say(words.grid.copiedSum(formatPlain(sum)))
  }

  /** Puts the selection on the clipboard; its cells let go of their numbers when these are pasted, not before. */
  async cut(): Promise<void> {
    const forms = this.#forms('exact')
    if (this.#grid.selection() !== null && (await this.#toClipboard(forms))) this.#showCut(forms.text)
  }

  #showCut(text: string): void {
    const spots = this.#chosenSpots()
    const sheet = this.#grid.sheet()
    if (spots.flat().every((spot) => sheet.obstacleOf(spot) !== null))
      return this.#grid.host.say(words.grid.nothingHere, 'problem')
    this.#grid.copied(spots, { spots: spots.flat(), text })
    this.#grid.host.say(words.grid.cut(spots.flat().length))
  }

  /** From the first row or column of the selection; a single cell takes the one above or to the left. */
  fill(direction: 'down' | 'right'): void {
    const selection = this.#grid.selection()
    if (selection === null) return
    const { top, bottom, left, right } = boundsOf(selection)
    const down = direction === 'down'
    const alone = down ? top === bottom : left === right
    const from = { row: top - (alone && down ? 1 : 0), col: left - (alone && !down ? 1 : 0) }
    if (from.row < 0 || from.col < 0) return
    const size = sizeOf(selection)
    const texts = Array.from({ length: size.rows }, (_, r) =>
      Array.from({ length: size.cols }, (_, c) =>
        this.#grid
          .sheet()
          .exactText(this.#spot(down ? { row: from.row, col: left + c } : { row: top + r, col: from.col })),
      ),
    )
    const plan = this.#plan(texts, size, selection)
    if (plan.refusals.length > 0) return this.#grid.host.refused(plan)
    if (plan.cells === 0) return this.#grid.host.say(words.grid.nothingHere, 'problem')
    this.#tell(words.grid.filled(plan.cells), plan)
    this.#write(words.grid.filled(plan.cells), plan)
  }

  /** The budget or last year into every chosen cell that can be typed; the others stay as they are. */
  takeReference(kind: ReferenceKind): void {
    const { host } = this.#grid
    const sheet = this.#grid.sheet()
    const spots = this.#chosenSpots()
      .flat()
      .filter((spot) => sheet.obstacleOf(spot) === null)
    if (spots.length === 0) return host.say(words.grid.nothingHere, 'problem')
    const readings = spots.flatMap((spot) => {
      const text = sheet.reference?.(kind, spot) ?? null
      return text === null ? [] : [sheet.read(spot, text)]
    })
    if (readings.length === 0) return host.say(words.grid.noReference[kind], 'problem')
    const writes = readings.flatMap((reading) => (reading.ok ? reading.writes : []))
    const refusal = readings.find((reading) => !reading.ok)
    if (refusal?.ok === false) return host.say(refusal.reason, 'problem')
    const label = words.grid.tookReference[kind](readings.length)
    host.say(label)
    if (writes.length > 0) host.write('fill', label, writes)
  }

  /** Into one cell what stands in the one above it: its number, or its content with the arithmetic it was typed as. */
  takeAbove(what: 'content' | 'number', spot: Spot, above: Spot | null): void {
    const { host } = this.#grid
    const sheet = this.#grid.sheet()
    const obstacle = sheet.obstacleOf(spot)
    if (obstacle !== null) return host.say(obstacle.words, 'problem')
    const text = above === null ? '' : sheet.exactText(above)
    if (above === null || text === '') return host.say(words.grid.nothingAbove(above !== null), 'problem')
    const typed = what === 'content' ? (host.typedAs?.(above) ?? null) : null
    const reading = typed === null ? sheet.read(spot, text) : readTyped(sheet, spot, typed)
    if (!reading.ok) return host.say(reading.reason, 'problem')
    const label = words.grid.tookAbove(sheet.nameOf(above), sheet.nameOf(spot))
    host.say(label)
    const { writes } = reading
    if (writes.length > 0)
      host.write('fill', label, [...writes], typed === null ? [] : arithmeticOf(sheet, [spot], typed, writes))
  }

  #forms(form: CopyForm): CopyForms {
    return copyForms(this.#grid.sheet(), this.#chosenSpots(), form)
  }

  async #toClipboard(forms: Parameters<typeof writeClipboard>[0]): Promise<boolean> {
    const isWritten = await writeClipboard(forms)
    if (!isWritten) this.#grid.host.say(words.grid.clipboardRefused, 'problem')
    return isWritten
  }

  #spot({ row, col }: Pos): Spot {
    return { rowId: this.#grid.rowIds()[row] ?? '', columnId: this.#grid.columnIds()[col] ?? '' }
  }

  /**
   * On from the selection by some rows or columns; what cannot be typed there is passed over in place. Numbers repeat or
   * go on as the person has settled; `isOther` (Ctrl) does the other.
   */
  fillOn(direction: FillDirection, count: number, isOther: boolean): void {
    const { host, select, sheet } = this.#grid
    const { fillDrag } = host.habits?.() ?? USUAL_HABITS
    const isSeries = (fillDrag === 'series') !== isOther
    const selection = this.#grid.selection()
    if (selection === null) return
    const { top, bottom, left, right } = boundsOf(selection)
    const { texts, mode } = continued(this.#texts(), direction, count, isSeries)
    const down = direction === 'down'
    const first = { top: down ? bottom + 1 : top, left: down ? left : right + 1 }
    const block = { rowIds: this.#grid.rowIds(), columnIds: this.#grid.columnIds(), ...first }
    const size = { rows: texts.length, cols: texts[0]?.length ?? 0 }
    const plan = planPaste(sheet(), texts, block, size)
    if (plan.refusals.length > 0) return host.refused(plan)
    if (plan.cells === 0) return host.say(words.grid.nothingHere, 'problem')
    const last = { row: down ? bottom + count : bottom, col: down ? right : right + count }
    select({ anchor: { row: top, col: left }, end: last })
    const said = words.grid.filledOn(mode, plan.cells, plan.skips.length, mode === fillDrag)
    host.told(said, plan, mode === 'copy' ? undefined : 'fillDrag')
    this.#write(words.grid.filled(plan.cells), plan)
  }

  #chosenSpots(): Spot[][] {
    const selection = this.#grid.selection()
    const total = this.#grid.total()
    if (selection === null) return total === null ? [] : [[total]]
    const { top, bottom, left, right } = boundsOf(selection)
    const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
    return range(top, bottom).map((row) => range(left, right).map((col) => this.#spot({ row, col })))
  }

  #texts(): string[][] {
    return this.#chosenSpots().map((row) => row.map((spot) => this.#grid.sheet().exactText(spot)))
  }

  #plan(
    texts: readonly (readonly string[])[],
    size: Size,
    selection: Selection,
    sheet = this.#grid.sheet(),
  ): PastePlan {
    const { top, left } = boundsOf(selection)
    const block = { rowIds: this.#grid.rowIds(), columnIds: this.#grid.columnIds(), top, left }
    return planPaste(sheet, texts, block, size)
  }

  /** Says how many cells were left as they are, where any were. */
  #tell(done: string, plan: PastePlan): void {
    if (plan.skips.length > 0) this.#grid.host.told(words.grid.leftAsTheyAre(done, plan.skips.length), plan)
  }

  #write(label: string, plan: PastePlan, typedAs: TypedAsList = []): void {
    if (plan.writes.length > 0) this.#grid.host.write('fill', label, [...plan.writes], typedAs)
  }
}

function sizeOf(selection: Selection): Size {
  const { top, bottom, left, right } = boundsOf(selection)
  return { rows: bottom - top + 1, cols: right - left + 1 }
}
