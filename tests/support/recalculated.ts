import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { openPromise } from 'yauzl'
import type { PlanRow, SheetPlan } from '../../main/data-service/export/sheet-plan.ts'
import { columnName } from '../../main/data-service/export/sheet-plan.ts'
import { writeWorkbook } from '../../main/data-service/export/write-workbook.ts'

/** What each formula of a sheet came to, by address. */
export type Results = ReadonlyMap<string, number | string>

export const UNWATCHED = { progress: () => undefined, signal: new AbortController().signal }

/** The sheets without the results of their formulas, so that only a real calculation can give them. */
const withoutResults = (plans: readonly SheetPlan[]): SheetPlan[] =>
  plans.map((plan) => ({
    ...plan,
    rows: plan.rows.map((row): PlanRow => ({
      ...row,
      cells: row.cells.map((cell) =>
        typeof cell === 'object' && cell !== null && 'formula' in cell
          ? ({ formula: cell.formula } as typeof cell) // exceljs then writes no result
          : cell,
      ),
    })),
  }))

/** What LibreOffice makes of every formula of the sheets, at full precision; by the sheet's name. */
export async function recalculated(plans: readonly SheetPlan[], folder: string): Promise<Map<string, Results>> {
  const into = path.join(folder, 'recalculated')
  mkdirSync(into, { recursive: true })
  const blank = path.join(folder, 'blank.xlsx')
  await writeWorkbook(withoutResults(plans), blank, 0, UNWATCHED)
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/office`,
      '--headless',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      into,
      blank,
    ],
    { stdio: 'ignore' },
  )
  const parts = await partsOf(path.join(into, 'blank.xlsx'))
  return new Map(plans.map(({ name }, i) => [name, resultsIn(parts.get(`xl/worksheets/sheet${i + 1}.xml`) ?? '')]))
}

/** The texts inside an .xlsx, by their path. */
export async function partsOf(file: string): Promise<Map<string, string>> {
  const archive = await openPromise(file)
  const parts = new Map<string, string>()
  try {
    for await (const entry of archive.eachEntry())
      parts.set(entry.fileName, await text(await archive.openReadStreamPromise(entry)))
  } finally {
    archive.close()
  }
  return parts
}

/** A cell with something in it; an empty one ends in its own tag. */
const CELL = /<c r="([A-Z]+\d+)"((?: \w+="[^"]*")*)>(.*?)<\/c>/gs

function resultsIn(xml: string): Results {
  const results = new Map<string, number | string>()
  for (const [, address = '', attributes = '', inside = ''] of xml.matchAll(CELL)) {
    if (!inside.includes('<f')) continue
    const value = /<v>(.*?)<\/v>/s.exec(inside)?.[1] ?? ''
    results.set(address, /t="(str|e)"/.test(attributes) || value === '' ? value : Number(value))
  }
  return results
}

/** Every formula of the sheets as `Sheet!A1`, with what the engine says. */
export const engineResults = (plans: readonly SheetPlan[]): Map<string, number | string> =>
  new Map(
    plans.flatMap(({ name, rows }) =>
      rows.flatMap(({ cells }, row) =>
        cells.flatMap((cell, i) =>
          typeof cell === 'object' && cell !== null && 'formula' in cell
            ? [[`${name}!${columnName(i)}${row + 1}`, cell.result] as const]
            : [],
        ),
      ),
    ),
  )

/** Formulas whose recalculation is another number than the engine's, a thousandth of a cent apart or more. */
export async function differences(plans: readonly SheetPlan[], folder: string): Promise<string[]> {
  const found = await recalculated(plans, folder)
  return [...engineResults(plans)].flatMap(([place, expected]) => {
    const [sheet = '', address = ''] = place.split('!')
    const result = found.get(sheet)?.get(address)
    const isSame =
      typeof expected === 'number' && typeof result === 'number'
        ? Math.abs(expected - result) < 1e-5
        : expected === result
    return isSame ? [] : [`${place}: engine ${expected}, recalculated ${result}`]
  })
}
