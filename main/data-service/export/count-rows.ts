import type { Readable } from 'node:stream'

const ROW = '<row '
const SHEET = /^xl\/worksheets\/sheet(\d+)\.xml$/

/** How many rows each sheet of an .xlsx on the disk really holds, in the order of the sheets. */
export async function rowsInWorkbook(file: string): Promise<number[]> {
  const { openPromise } = await import('yauzl')
  const archive = await openPromise(file)
  const found: [sheet: number, rows: number][] = []
  try {
    for await (const entry of archive.eachEntry()) {
      const sheet = SHEET.exec(entry.fileName)?.[1]
      if (sheet !== undefined) found.push([Number(sheet), await count(await archive.openReadStreamPromise(entry))])
    }
  } finally {
    archive.close()
  }
  return found.toSorted(([a], [b]) => a - b).map(([, rows]) => rows)
}

async function count(stream: Readable): Promise<number> {
  let rows = 0
  let tail = ''
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const text = tail + chunk.toString('latin1')
    for (let at = text.indexOf(ROW); at !== -1; at = text.indexOf(ROW, at + 1)) rows += 1
    tail = text.slice(-(ROW.length - 1)) // too short to hold a whole one, so none is counted twice
  }
  return rows
}
