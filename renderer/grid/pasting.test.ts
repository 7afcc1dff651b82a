// @vitest-environment happy-dom
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aSheet, paste } from '../../tests/support/paste-sheet.ts'
import { type Clipboard, copiedBlock, MOST_CELLS } from './copied-block.ts'
import { ASKED_FROM } from './pasting.ts'
import { toTsv } from './tsv.ts'

const SS =
  'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
const spreadsheet = (rows: string, styles = '') =>
  `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook ${SS}><Styles>${styles}</Styles>` +
  `<Worksheet ss:Name="Sheet1"><Table>${rows}</Table></Worksheet></Workbook>\0`
const number = (value: string, more = '') => `<Cell${more}><Data ss:Type="Number">${value}</Data></Cell>`

describe('C4 precision: what is read from the clipboard', () => {
  const read = (clipboard: Partial<Clipboard>) => copiedBlock({ spreadsheet: null, html: null, text: '', ...clipboard })

  test('Excel’s own form is read before the text: every digit, not those that show', () => {
    const block = read({
      text: '1,235\t3\r\n',
      spreadsheet: spreadsheet(`<Row>${number('1234.56789')}${number('2.7')}</Row>`),
    })
    expect(block).toEqual({ texts: [['1234.56789', '2.7']], isAsShown: false })
  })

  test('a percentage keeps its sign, dust of binary fractions goes, large and small numbers are written out', () => {
    const percent =
      '<Style ss:ID="s1"><NumberFormat ss:Format="0%"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="Percent"/></Style>'
    const row = [
      number('0.12345', ' ss:StyleID="s1"'),
      number('0.5', ' ss:StyleID="s2"'),
      number('0.30000000000000004'),
      number('1.2E+5'),
      number('-1.5E-2'),
    ].join('')
    expect(read({ spreadsheet: spreadsheet(`<Row>${row}</Row>`, percent) })?.texts).toEqual([
      ['12.345%', '50%', '0.3', '120000', '-0.015'],
    ])
  })

  test('what Excel leaves out is empty: places, rows, cells joined with their neighbours', () => {
    const rows = [
      `<Row>${number('1', ' ss:MergeAcross="1"')}${number('2')}</Row>`,
      `<Row ss:Index="3">${number('4', ' ss:Index="3"')}</Row>`,
    ].join('')
    expect(read({ spreadsheet: spreadsheet(rows) })?.texts).toEqual([
      ['1', '', '2'],
      ['', '', ''],
      ['', '', '4'],
    ])
  })

  test('errors, words and dates come as they are, and the grid refuses them', () => {
    const cells = [
      '<Cell><Data ss:Type="Error">#REF!</Data></Cell>',
      '<Cell><Data ss:Type="Boolean">1</Data></Cell>',
      '<Cell><Data ss:Type="DateTime">2026-04-16T00:00:00.000</Data></Cell>',
      '<Cell><Data ss:Type="String">rooms &amp; more</Data></Cell>',
      '<Cell/>',
    ].join('')
    expect(read({ spreadsheet: spreadsheet(`<Row>${cells}</Row>`) })?.texts).toEqual([
      ['#REF!', 'TRUE', '2026-04-16', 'rooms & more', ''],
    ])
  })

  test('a table that carries its numbers is read by them, any other HTML by the text', () => {
    const html =
      '<table><tr><td x:num="12.3456">12</td><td x:num>7</td><td>word</td><td x:num="0.125">13%</td></tr></table>'
    expect(read({ html, text: '12\t7\tword\t13%' })).toEqual({
      texts: [['12.3456', '7', 'word', '12.5%']],
      isAsShown: false,
    })
    expect(read({ html: '<table><tr><td>12</td></tr></table>', text: '12.5' })).toEqual({
      texts: [['12.5']],
      isAsShown: false,
    })
    const shown = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>12</td></tr></table></html>'
    expect(read({ html: shown, text: '12' })).toEqual({ texts: [['12']], isAsShown: true })
  })

  test.each([
    ['places far outside', `<Row ss:Index="99999999">${number('1')}</Row>`],
    ['columns far outside', `<Row>${number('1', ' ss:Index="99999999"')}</Row>`],
    ['cells joined without end', `<Row>${number('1', ' ss:MergeAcross="99999999"')}</Row>`],
    ['200,000 cells', `<Row>${number('1')}</Row>`.repeat(200_000)],
  ])('a hostile clipboard is turned away without filling the memory: %s', (_what, rows) => {
    expect(read({ spreadsheet: spreadsheet(rows) })).toBeNull()
  })

  test('a document with entities of its own is not read; its text is', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${spreadsheet(`<Row>${number('1')}</Row>`)}`
    expect(read({ spreadsheet: bomb, text: '5' })?.texts).toEqual([['5']])
    expect(read({ spreadsheet: 'not xml <', text: '5' })?.texts).toEqual([['5']])
  })

  test('200,000 cells of plain text are too many, 100,000 are not', () => {
    expect(read({ text: '1\n'.repeat(200_000) })).toBeNull()
    expect(read({ text: '1\n'.repeat(MOST_CELLS) })?.texts.length).toBe(MOST_CELLS)
  })
})

describe('C4: where a block goes', () => {
  test('C4 1 × 1 source: a single cell repeats over the selection', async () => {
    const one = await paste(aSheet(3), { text: '7' }, { anchor: { row: 0, col: 0 }, end: { row: 1, col: 1 } })
    expect(one.cells()).toEqual({ 'jan 01': 7, 'feb 01': 7, 'jan 02': 7, 'feb 02': 7 })
  })

  test('C4 m × n source, single cell target: the whole block goes in from there', async () => {
    const block = await paste(aSheet(3), { text: '1\t2\n3\t4' })
    expect(block.cells()).toEqual({ 'jan 01': 1, 'feb 01': 2, 'jan 02': 3, 'feb 02': 4 })
  })

  test('C4 selection is an exact multiple: over it a block repeats', async () => {
    const twice = await paste(aSheet(4), { text: '1\n2' }, { end: { row: 3, col: 0 } })
    expect(twice.cells()).toEqual({ 'jan 01': 1, 'jan 02': 2, 'jan 03': 1, 'jan 04': 2 })
  })

  test('C4 selection is not a multiple: the block goes in once at its top left, and is selected', async () => {
    const once = await paste(aSheet(4), { text: '1\n2' }, { end: { row: 2, col: 0 } })
    expect(once.cells()).toEqual({ 'jan 01': 1, 'jan 02': 2 })
    expect(once.selected).toEqual({ anchor: { row: 0, col: 0 }, end: { row: 1, col: 0 } })
  })

  test('C4 block runs past the last row: what runs past the grid is counted and asked about, and the rest is taken when the person says so', async () => {
    const { question, cells, said } = await paste(aSheet(2), { text: '1\n2\n3\n4' })
    expect(cells()).toEqual({})
    expect(question?.choices.at(-1)?.plan).toMatchObject({ cells: 2, clipped: 2, refusals: [] })
    question?.choices.at(-1)?.take()
    expect(cells()).toEqual({ 'jan 01': 1, 'jan 02': 2 })
    expect(said).toEqual(['Pasted 2 cells; 2 texts outside the grid left out.'])
  })

  test('C4 read-only, locked, actualised or total cells inside: computed cells are passed over in place, never shifted', async () => {
    const { cells } = await paste(aSheet(3, { '2026-04-02 jan': 'computed' }), { text: '1\n2\n3' })
    expect(cells()).toEqual({ 'jan 01': 1, 'jan 03': 3 })
  })

  test('C4 wrong type: words and errors are each listed with their cell, and nothing is written before the person agrees', async () => {
    const { question, cells } = await paste(aSheet(4, { '2026-04-01 jan': 'locked' }), { text: '1\n#REF!\n1,5\n4' })
    expect(cells()).toEqual({})
    const plan = question?.choices[0]?.plan
    expect(plan?.refusals.map(({ place, text }) => [place, text])).toEqual([
      ['jan 02', '#REF!'],
      ['jan 03', '1,5'],
    ])
    expect(plan?.skips).toEqual([{ place: 'jan 01', text: '1', reason: 'Closed.' }])
    question?.choices[0]?.take()
    expect(cells()).toEqual({ 'jan 04': 4 })
  })

  test('C4 transposed shape: a block longer than the grid’s row is offered turned', async () => {
    const { question, cells } = await paste(aSheet(4), { text: '1\t2\t3\t4' })
    expect(question?.choices.map(({ name }) => name)).toEqual(['transposed', 'as-copied'])
    question?.choices[0]?.take()
    expect(cells()).toEqual({ 'jan 01': 1, 'jan 02': 2, 'jan 03': 3, 'jan 04': 4 })
  })

  test('C4 headers included by mistake: a block copied with its names goes where they say, whatever their order', async () => {
    const text = 'When\tMAR\tJan\n4/3/2026\t33\t31\n2026-04-01\t13\t11'
    const { question, cells } = await paste(aSheet(3), { text }, { anchor: { row: 1, col: 1 } })
    expect(question?.choices[0]?.name).toBe('by-names')
    question?.choices[0]?.take()
    expect(cells()).toEqual({ 'mar 03': 33, 'jan 03': 31, 'mar 01': 13, 'jan 01': 11 })
  })

  test('C4 headers included by mistake: column names alone keep the rows by position', async () => {
    const { question, cells } = await paste(aSheet(3), { text: 'feb\tjan\n2\t1' }, { anchor: { row: 2, col: 0 } })
    question?.choices[0]?.take()
    expect(cells()).toEqual({ 'feb 03': 2, 'jan 03': 1 })
  })

  test(`C4 size: more than ${ASKED_FROM} cells are shown before anything is written, rounded ones by name`, async () => {
    const rows = Array.from({ length: 1001 }, (_, i) => [String(i), i === 5 ? '1.2345678' : '2'])
    const { question, cells } = await paste(aSheet(1001), { text: toTsv(rows) })
    expect(cells()).toEqual({})
    const plan = question?.choices[0]?.plan
    expect(plan).toMatchObject({ cells: 2002, refusals: [], clipped: 0 })
    expect(plan?.notes.map(({ place, text }) => [place, text])).toEqual([['feb 06', '1.2345678']])
    expect(plan?.samples.length).toBe(100)
  })

  test('C4 size: too many cells are refused in one sentence and nothing is written', async () => {
    const { said, written, question } = await paste(aSheet(3), { text: '1\n'.repeat(200_000) })
    expect([written, question]).toEqual([[], null])
    expect(said).toEqual(['Nothing was pasted: the clipboard holds more than 100,000 cells. Copy a smaller block.'])
  })
})

describe('C2 Ctrl+Alt+V: paste special', () => {
  const stored = { '2026-04-01 jan': '100', '2026-04-02 jan': '30', '2026-04-03 jan': '' }
  test.each([
    ['add', '5', { 'jan 01': 105, 'jan 02': 35 }],
    ['subtract', '5', { 'jan 01': 95, 'jan 02': 25 }],
    ['multiply', '1.03', { 'jan 01': 103, 'jan 02': 30.9 }],
    ['multiply', '50%', { 'jan 01': 50, 'jan 02': 15 }],
    ['divide', '4', { 'jan 01': 25, 'jan 02': 7.5 }],
    ['add', '(5)', { 'jan 01': 95, 'jan 02': 25 }],
  ] as const)(
    '%s %s changes the numbers that are there and leaves empty cells empty',
    async (operation, text, expected) => {
      const { cells } = await paste(aSheet(3, stored), { text }, { operation, end: { row: 2, col: 0 } })
      expect(cells()).toEqual(expected)
    },
  )

  test.each([
    ['add', '5%'],
    ['divide', '0'],
    ['multiply', 'twice'],
  ] as const)('%s %s is refused with its reason, and nothing is written', async (operation, text) => {
    const { question, cells } = await paste(aSheet(3, stored), { text }, { operation })
    expect(question?.choices[0]?.plan.refusals.length).toBe(1)
    expect(cells()).toEqual({})
  })

  test('blanks are skipped when asked, else they clear', async () => {
    const skipped = await paste(aSheet(3, stored), { text: '1\n\n3' }, { skipsBlanks: true })
    expect(skipped.cells()).toEqual({ 'jan 01': 1, 'jan 03': 3 })
    const cleared = await paste(aSheet(3, stored), { text: '1\n\n3' })
    expect(cleared.cells()).toEqual({ 'jan 01': 1, 'jan 02': null, 'jan 03': 3 })
  })

  test('rows as columns', async () => {
    const { cells } = await paste(aSheet(3), { text: '1\t2\n3\t4' }, { isTransposed: true })
    expect(cells()).toEqual({ 'jan 01': 1, 'feb 01': 3, 'jan 02': 2, 'feb 02': 4 })
  })
})

test('always: a pasted block changes exactly the cells under it, each to its own number', async () => {
  const block = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([rows, cols]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: cols, maxLength: cols }), {
      minLength: rows,
      maxLength: rows,
    }),
  )
  const place = fc.record({ row: fc.integer({ min: 0, max: 5 }), col: fc.integer({ min: 0, max: 5 }) })
  await fc.assert(
    fc.asyncProperty(block, place, async (numbers, anchor) => {
      const sheet = aSheet(6, {}, 6)
      const { cells, question } = await paste(sheet, { text: toTsv(numbers.map((row) => row.map(String))) }, { anchor })
      question?.choices.find(({ name }) => name === 'as-copied')?.take()
      const expected = numbers.flatMap((row, r) =>
        row.flatMap((value, c): [string, number][] => {
          const [rowId, column] = [sheet.rows[anchor.row + r]?.id, sheet.columns[anchor.col + c]?.id]
          return rowId === undefined || column === undefined ? [] : [[`${column} ${rowId.slice(8)}`, value]]
        }),
      )
      expect(cells()).toEqual(Object.fromEntries(expected))
    }),
  )
})
