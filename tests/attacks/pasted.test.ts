// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { copiedBlock, MOST_CELLS } from '../../renderer/grid/copied-block.ts'

/** What lies on a clipboard that somebody else filled: a page, a mail, a workbook of a stranger. */
const read = (forms: { spreadsheet?: string; html?: string; text?: string }) =>
  copiedBlock({ spreadsheet: forms.spreadsheet ?? null, html: forms.html ?? null, text: forms.text ?? '' })
const spreadsheet = (rows: string) =>
  `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>${rows}</Table></Worksheet></Workbook>`
const cell = (more = '', data = '<Data ss:Type="Number">1</Data>') => `<Cell${more}>${data}</Cell>`
const table = (rows: string) => `<table><tr><td x:num>1</td></tr>${rows}</table>`

describe('what is pasted', () => {
  test.each([
    [
      'merged over columns without end',
      { spreadsheet: spreadsheet(`<Row>${cell(' ss:MergeAcross="99999"').repeat(5000)}</Row>`) },
    ],
    [
      'merged over more columns than a number holds',
      { spreadsheet: spreadsheet(`<Row>${cell(' ss:MergeAcross="1e308"')}</Row>`) },
    ],
    ['a column far outside', { spreadsheet: spreadsheet(`<Row>${cell(' ss:Index="99999999"')}</Row>`) }],
    ['a row far outside', { spreadsheet: spreadsheet(`<Row ss:Index="99999999">${cell()}</Row>`) }],
    ['a million cells of a page', { html: table('<tr><td>1<td>2</tr>'.repeat(500_000)) }],
    ['a hundred columns to each cell of a page', { html: table('<tr><td colspan="1000">1</td></tr>'.repeat(2000)) }],
    ['a million rows of text', { text: '1\n'.repeat(1_000_000) }],
    ['a million cells in one row', { text: '1\t'.repeat(1_000_000) }],
    ['one cell of 70 MB', { text: 'x'.repeat(70 * 1024 * 1024) }],
  ])('is turned away whole when it is %s', (_what, forms) => {
    expect(read(forms)).toBeNull()
  })

  test('of a document that defines something of its own, entities that unfold into each other above all, is not read', () => {
    const sheet = spreadsheet(`<Row>${cell('', '<Data>&b;</Data>')}</Row>`)
    const bomb = sheet.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>')
    const plain = spreadsheet(`<Row>${cell()}</Row>`).replace('?>', '?><!DOCTYPE x>')
    for (const form of [bomb, plain]) expect(read({ spreadsheet: form, text: '5' })?.texts).toEqual([['5']])
  })

  test('is text and numbers, never a formula, a link or a script that runs', () => {
    const formula = cell(' ss:Formula="=HYPERLINK(&quot;https://evil.test&quot;)" ss:HRef="https://evil.test"')
    const link = cell('', '<Data ss:Type="String">=cmd|\' /C calc\'!A0</Data>')
    expect(read({ spreadsheet: spreadsheet(`<Row>${formula}${link}</Row>`) })?.texts).toEqual([
      ['1', "=cmd|' /C calc'!A0"],
    ])
    const page =
      '<table><tr><td x:num="3">3<img src="https://evil.test/x" onerror="globalThis.ran = true"></td></tr></table>'
    expect(read({ html: page })?.texts).toEqual([['3']])
    expect(globalThis).not.toHaveProperty('ran')
  })

  test('may name the prototype and changes nothing by it', () => {
    const names = '__proto__\tconstructor\n__proto__\ttoString'
    expect(read({ text: names })?.texts).toEqual([
      ['__proto__', 'constructor'],
      ['__proto__', 'toString'],
    ])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('of exactly as many cells as one paste may have is read', () => {
    expect(read({ text: '1\n'.repeat(MOST_CELLS) })?.texts.length).toBe(MOST_CELLS)
    const row = `<Row>${cell(' ss:MergeAcross="9"')}</Row>`
    expect(read({ spreadsheet: spreadsheet(row.repeat(1000)) })?.texts.length).toBe(1000)
  })
})
