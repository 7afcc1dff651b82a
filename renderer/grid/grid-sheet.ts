import type { Unit } from '../../shared/categories/line.ts'
import type { BESIDES, Preferences } from '../../shared/contract/ipc.ts'
import type { Gesture } from '../../shared/contract/sheet.ts'
import type { Decimal } from '../../shared/core/decimal.ts'

export type Write = Gesture['writes'][number]
/** A cell of a grid by the row and the column it stands in. */
export type Spot = { readonly rowId: string; readonly columnId: string }
/** A stored cell: a line, and its day or month. */
export type Place = { readonly lineId: string; readonly period: string }

/** One cell as it is drawn. Two views with the same signature look the same, so the grid leaves the cell alone. */
export type CellView = {
  readonly text: string
  readonly figure: Decimal | null
  readonly classes: string
  readonly editable: boolean
  readonly tooltip: string | null
  readonly signature: string
}

/**
 * A row on the screen. `entry`: its cells can be chosen. `spread`: a sum that can be typed as well, and is spread over
 * the rows it adds up. `whole`: one over all others, which are among these. `sum` and `total`: only looked at.
 */
export type GridRow = {
  readonly id: string
  readonly kind: 'entry' | 'spread' | 'whole' | 'sum' | 'total'
  readonly title: string
  /** In words what the row's numbers are; empty where there is nothing to say. */
  readonly tag: string
  readonly classes: string
  readonly cells: Readonly<Record<string, CellView>>
}

export type GridColumn = {
  readonly id: string
  readonly title: string
  /** The whole name, for the tooltip. */
  readonly fullTitle: string
  /** Columns of the same group stand under one header; null stands alone. */
  readonly group: string | null
  readonly unit: Unit
  /** The widest text the column is made for. */
  readonly widest: string
  /** Stays in view at the right end when the columns do not fit. */
  readonly pinned?: boolean
  /** False where adding its cells means nothing, such as dollars an hour. */
  readonly addable?: boolean
}

/** Why a cell cannot be typed. Inside a pasted block it is passed over in place; where it is not computed, it is asked first. */
export type Obstacle = { readonly isComputed: boolean; readonly words: string }

/** What a forecast is compared with. */
export type ReferenceKind = 'budget' | 'last-year'

/**
 * What is shown under each number. `actual` is the other side of what counts: the actual where there is a forecast, and
 * what was forecast where the actual counts.
 */
export type BesideKind = (typeof BESIDES)[number]

/** The cells a sum adds up, and a sheet that has each as a cell of its own. */
export type Addends = { readonly sheet: () => GridSheet; readonly spots: readonly Spot[] }

/** What a text would do to a cell: the writes, or the words that keep it in the editor. */
export type Reading =
  | { readonly ok: true; readonly writes: readonly Write[]; readonly note: string | null; readonly label: string }
  | { readonly ok: false; readonly reason: string }

/**
 * What a grid shows and takes, whatever the category: rows × columns with their texts, and what a text means in a cell.
 * Each state of a page is a new one; rows that look as before are the same objects.
 */
export type GridSheet = {
  /** The grid's name for screen readers. */
  readonly label: string
  /** Which rows of days are drawn; left out where there are none. */
  readonly zoom?: Preferences['zoom']
  /** Header of the column of row titles. */
  readonly corner: string
  readonly cornerWidth: number
  readonly columns: readonly GridColumn[]
  readonly rows: readonly GridRow[]
  readonly total: GridRow | null
  readonly obstacleOf: (spot: Spot) => Obstacle | null
  /** The number with all its digits, as F2 and copy take it. */
  readonly exactText: (spot: Spot) => string
  /** Reads one text for one cell; the same rules for typing, pasting and filling. */
  readonly read: (spot: Spot, text: string) => Reading
  /** What a text would do beyond its cell, said while it is typed; left out where no cell stands for others. */
  readonly preview?: (spot: Spot, text: string) => string | null
  /** The budget or last year of a cell, as a person would type it; null where there is none. */
  readonly reference?: (kind: ReferenceKind, spot: Spot) => string | null
  /** The same of any cell as it is shown under its number, sums included; null where there is none. */
  readonly beside?: (kind: BesideKind, spot: Spot) => string | null
  /** What a sum adds up, where a total can be spread over it; null where a cell is no such sum. */
  readonly addends?: (spot: Spot) => Addends | null
  /** What clearing a cell writes; nothing where it is empty already. */
  readonly clear: (spot: Spot) => readonly Write[]
  /** `Valet daily, Thu 16 Apr`. */
  readonly nameOf: (spot: Spot) => string
  /** The stored cell whose history and marks a spot shows; null where it stands for several or for none. */
  readonly placeAt: (spot: Spot) => Place | null
  /** The stored cells a spot stands for where these are several; left out where none does. */
  readonly placesAt?: (spot: Spot) => readonly Place[]
  readonly spotOf: (place: Place) => Spot | null
}

/** Every row of a sheet, that of the totals last. */
export const allRows = ({ rows, total }: GridSheet): readonly GridRow[] => (total ? [...rows, total] : rows)
