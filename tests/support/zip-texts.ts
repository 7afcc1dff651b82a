import { text } from 'node:stream/consumers'
import { openPromise } from 'yauzl'

/** Every file of a zip (a workbook is one) by its name, as text. */
export async function textsInZip(file: string): Promise<ReadonlyMap<string, string>> {
  const zip = await openPromise(file)
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)))
  return parts
}
