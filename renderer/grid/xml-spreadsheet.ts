import { excelNumber } from './excel-number.ts'

const SPREADSHEET = 'urn:schemas-microsoft-com:office:spreadsheet'

/**
 * The cells in Excel's own clipboard format, `XML Spreadsheet`, with every digit Excel holds and not those it shows;
 * null when it is no such document. Percentages keep their sign. `most` bounds how many cells are read: what is more
 * comes back as that many and one.
 */
export function fromXmlSpreadsheet(xml: string, most: number): string[][] | null {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return null // nobody's clipboard needs one
  if ((xml.match(/<(\w+:)?Cell\b/g)?.length ?? 0) > most) return tooMany(most) // before it costs anything
  const parsed = new DOMParser().parseFromString(xml.replaceAll('\0', ''), 'text/xml')
  const table = parsed.getElementsByTagNameNS(SPREADSHEET, 'Table')[0]
  if (table === undefined) return null
  const percents = percentStyles(parsed)
  const rows: string[][] = []
  let cells = 0
  for (const row of childrenOf(table, 'Row')) {
    const place = indexOf(row) ?? rows.length + 1
    const texts: string[] = []
    for (const cell of childrenOf(row, 'Cell')) {
      const column = indexOf(cell) ?? texts.length + 1
      cells += Math.max(0, column - texts.length)
      if (cells + place > most) return tooMany(most)
      while (texts.length < column - 1) texts.push('')
      texts.push(textOf(cell, percents))
      const across = Number(attribute(cell, 'MergeAcross') ?? 0)
      cells += across > 0 ? across : 0
      if (cells > most) return tooMany(most)
      for (let i = 0; i < across; i += 1) texts.push('')
    }
    if (place > most) return tooMany(most)
    while (rows.length < place - 1) rows.push([])
    rows.push(texts)
  }
  return rows.length === 0 ? null : rows
}

const tooMany = (most: number): string[][] => [Array.from({ length: most + 1 }, () => '')]

/** Ids of the styles that show a fraction as a percentage. */
function percentStyles(parsed: Document): ReadonlySet<string> {
  const styles = [...parsed.getElementsByTagNameNS(SPREADSHEET, 'Style')]
  const isPercent = (style: Element) =>
    /^percent$|%/i.test(attribute(childrenOf(style, 'NumberFormat')[0] ?? style, 'Format') ?? '')
  return new Set(styles.filter(isPercent).map((style) => attribute(style, 'ID') ?? ''))
}

function textOf(cell: Element, percents: ReadonlySet<string>): string {
  const [data] = childrenOf(cell, 'Data')
  const text = data?.textContent ?? ''
  switch (data && attribute(data, 'Type')) {
    case 'Number':
      return excelNumber(text, percents.has(attribute(cell, 'StyleID') ?? ''))
    case 'DateTime':
      return text.replace(/T00:00:00(\.0+)?$/, '')
    case 'Boolean':
      return text === '1' ? 'TRUE' : 'FALSE'
    default:
      return text
  }
}

/** Elements of the clipboard's own name space; `local` is the name without its prefix. */
const childrenOf = (parent: Element, local: string): Element[] =>
  [...parent.children].filter((one) => one.localName === local && one.namespaceURI === SPREADSHEET)

/** By its name without the prefix: nobody else's attributes are in such a document. */
const attribute = (element: Element, name: string): string | null =>
  [...element.attributes].find((one) => one.name.replace(/^.*:/, '') === name)?.value ?? null

/** A place that skips what is empty, counted from 1; null where the next one is meant. */
function indexOf(element: Element): number | null {
  const index = Number(attribute(element, 'Index'))
  return Number.isSafeInteger(index) && index > 0 ? index : null
}
