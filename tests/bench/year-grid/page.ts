// Runs in the window: the product's grid over a year of days, and AG Grid as it comes over the same numbers.
import { createGrid, type GridApi } from 'ag-grid-community'
import type { GridHost } from '../../../renderer/grid/grid-host.ts'
import type { GridSheet } from '../../../renderer/grid/grid-sheet.ts'
import { gridTheme } from '../../../renderer/grid/modules.ts'
import { SheetGrid } from '../../../renderer/grid/sheet-grid.ts'
import { columnsOf, DAYS, keyOf, yearSheet } from './sheet.ts'

const painted = (): Promise<number> =>
  new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => done(performance.now()))
      port1.start()
      port2.postMessage(null)
    })
  })

function place(): HTMLElement {
  document.querySelector('#year')?.remove()
  const root = document.createElement('div')
  root.id = 'year'
  root.className = 'grid'
  Object.assign(root.style, { position: 'fixed', inset: '40px', zIndex: '99' })
  document.body.append(root)
  return root
}

/** Numbers of the cells of a block, other ones in every run, as Excel puts them on the clipboard. */
const blockOf = (columns: ReturnType<typeof columnsOf>, run: number): string =>
  DAYS.map((_, row) =>
    columns
      .map(({ line }, col) => {
        const number = ((row * 7 + col * 3 + run * 11) % 89) + 1
        return line.unit === 'ratio' ? `${number}%` : String(number)
      })
      .join('\t'),
  ).join('\r\n')

/** Mounts the year and gives what can be done with it; one at a time. */
export async function mountYear(siteIds: readonly string[], columnCount: number) {
  const columns = columnsOf(siteIds, columnCount)
  const siteOf = new Map(columns.map(({ id, siteId, line }) => [id, { siteId, lineId: line.id }]))
  const values = new Map<string, number | null>()
  let sheet: GridSheet = yearSheet(columns, values, null)
  let text = ''
  let durable: Promise<void> = Promise.resolve()
  let written = 0
  let taken = (): void => undefined
  const host: GridHost = {
    write: (source, label, writes) => {
      for (const { lineId, period, value } of writes) values.set(keyOf(lineId, period), value)
      written = writes.length
      const save = async (siteId: string) => {
        const mine = writes.flatMap(({ lineId, period, value }) => {
          const target = siteOf.get(lineId)
          return target?.siteId === siteId ? [{ lineId: target.lineId, period, value }] : []
        })
        if (mine.length === 0) return
        const reply = await window.frontline.call['cells.write']({
          gestureId: crypto.randomUUID(),
          siteId,
          label,
          source,
          writes: mine,
        })
        if (!reply.ok) throw new Error(reply.error.message)
      }
      durable = Promise.all(siteIds.map(save)).then(() => undefined)
      sheet = yearSheet(columns, values, sheet, new Set(writes.map(({ period }) => period)))
      grid.update(sheet)
      taken()
    },
    focused: () => undefined,
    showMenu: () => undefined,
    selected: () => undefined,
    moved: () => undefined,
    widths: {},
    resized: () => undefined,
    refused: () => undefined,
    askPaste: ({ choices }) => choices[0]?.take(),
    askManner: () => undefined,
    askSpread: () => undefined,
    monthAfter: () => Promise.resolve('There is no other month.'),
    told: () => undefined,
    clipboard: () => Promise.resolve({ spreadsheet: null, html: null, text }),
    say: () => undefined,
    ready: () => ready(),
  }
  let ready = (): void => undefined
  const isReady = new Promise<void>((done) => (ready = done))
  const grid = new SheetGrid(place(), host, sheet)
  await isReady
  return {
    cells: columns.length * DAYS.length,
    /** From the key to every cell read, durable on the disk and the new picture on the screen. */
    paste: async (run: number) => {
      text = blockOf(columns, run)
      grid.goTo({ lineId: columns[0]?.id ?? '', period: DAYS[0] ?? '' })
      await painted()
      const gesture = new Promise<void>((done, fail) => {
        taken = done
        setTimeout(() => fail(new Error('nothing was pasted')), 10_000)
      })
      const from = performance.now()
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() }),
      )
      await gesture
      const read = performance.now() - from
      const screen = (await painted()) - from
      await durable
      const saved = performance.now() - from
      return { read, screen, saved, all: Math.max(screen, saved), cells: written }
    },
    destroy: () => grid.destroy(),
  }
}

type PlainRow = Readonly<Record<string, string | number>>

/** AG Grid as it comes, with plain numbers. */
function plainGrid(columnCount: number): { readonly api: GridApi<PlainRow>; readonly ids: readonly string[] } {
  const ids = Array.from({ length: columnCount }, (_, i) => `c${i}`)
  const rows = DAYS.map((day): PlainRow => ({ id: day, ...Object.fromEntries(ids.map((id) => [id, 0])) }))
  const api: GridApi<PlainRow> = createGrid<PlainRow>(place(), {
    theme: gridTheme,
    columnDefs: ids.map((field) => ({ field, width: 70 })),
    rowData: rows,
    getRowId: ({ data }) => String(data['id']),
  })
  return { api, ids }
}

/** Its own way to set 10,000 of them, one after the other. */
export async function setDataValues(columnCount: number, run: number): Promise<{ ms: number; cells: number }> {
  const { api, ids } = plainGrid(columnCount)
  await painted()
  await painted()
  const from = performance.now()
  DAYS.forEach((day, row) => {
    const node = api.getRowNode(day)
    ids.forEach((id, col) => node?.setDataValue(id, ((row * 7 + col * 3 + run * 11) % 89) + 1))
  })
  const ms = (await painted()) - from
  api.destroy()
  return { ms, cells: ids.length * DAYS.length }
}

/** Frames of two seconds of scrolling, from the first day to the last, 120 pixels a frame. */
export async function scroll(): Promise<number[]> {
  const view = document.querySelector('#year .ag-body-vertical-scroll-viewport')
  const frames: number[] = []
  let last = await new Promise<number>((done) => void requestAnimationFrame(done))
  for (let i = 0; i < 120; i += 1) {
    if (view) view.scrollTop = (i * 120) % Math.max(1, view.scrollHeight - view.clientHeight)
    const now = await new Promise<number>((done) => void requestAnimationFrame(done))
    frames.push(now - last)
    last = now
  }
  return frames
}

/** The same scrolling over AG Grid as it comes. */
export async function scrollPlain(columnCount: number): Promise<number[]> {
  const { api } = plainGrid(columnCount)
  await painted()
  await painted()
  const frames = await scroll()
  api.destroy()
  return frames
}

Object.assign(window, { yearGrid: { mountYear, setDataValues, scroll, scrollPlain } })
