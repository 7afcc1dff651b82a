/** A block of cells as the clipboard's plain text: tabs, CRLF, quotes around what holds one of them. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  const quoted = (text: string) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const text = rows.map((row) => row.map(quoted).join('\t')).join('\r\n')
  // An empty last row would be taken for the line end that Excel adds.
  return text.endsWith('\r\n') ? `${text}\r\n` : text
}

/**
 * The block in a copied text; the line end Excel adds after the last row is not a row. `most` bounds how many cells are
 * read: what is more comes back as that many and one.
 */
export function fromTsv(text: string, most = Infinity): string[][] {
  const source = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(/\n$/, '')
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  let cells = 0
  const endCell = () => {
    rows.at(-1)?.push(cell)
    cell = ''
    cells += 1
  }
  for (let i = 0; i < source.length; i += 1) {
    if (cells > most) break
    const char = source[i] ?? ''
    if (quoted && char === '"' && source[i + 1] === '"') {
      cell += '"'
      i += 1
    } else if (quoted) {
      if (char === '"') quoted = false
      else cell += char
    } else if (char === '"' && cell === '') quoted = true
    else if (char === '\t') endCell()
    else if (char === '\n') {
      endCell()
      rows.push([])
    } else cell += char
  }
  endCell()
  return rows
}
