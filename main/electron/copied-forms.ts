import { clipboard } from 'electron'
import type { CopiedForms } from '../../shared/contract/ipc.ts'

/** Excel's own form, by the names it has on Windows and on a Mac. */
const SPREADSHEETS = ['XML Spreadsheet', 'com.microsoft.Excel.XML.Spreadsheet'] as const
/** What is longer is nobody's hundred thousand cells; it would only hold the window up. */
const LONGEST = 64 * 1024 * 1024

/** The clipboard of runtimes before Electron 40-odd, whose reads did not wait. */
type OlderClipboard = { readonly readBuffer: (form: string) => Buffer; readonly readHTML: () => string }

const isOlder = (one: unknown): one is OlderClipboard =>
  typeof (one as Partial<OlderClipboard>).readBuffer === 'function'

/** The copied block as Excel hands it over beside the plain text; a form that is not there, or far too long, is null. */
export async function copiedForms(): Promise<CopiedForms> {
  const read = isOlder(clipboard) ? olderReader(clipboard) : await reader()
  let spreadsheet: string | null = null
  for (const form of SPREADSHEETS) spreadsheet ??= await read(form)
  return { spreadsheet, html: await read('text/html') }
}

type Reader = (form: string) => Promise<string | null>

function olderReader(older: OlderClipboard): Reader {
  return (form) => {
    const bytes = form === 'text/html' ? Buffer.from(older.readHTML()) : older.readBuffer(form)
    return Promise.resolve(bytes.length === 0 || bytes.length > LONGEST ? null : bytes.toString('utf8'))
  }
}

async function reader(): Promise<Reader> {
  const items = await clipboard.read()
  return async (form) => {
    const type = form.includes('/') ? form : `electron application/osclipboard;format="${form}"`
    const item = items.find(({ types }) => types.includes(type))
    const blob = await item?.getType<string>(type)
    return blob instanceof Blob && blob.size > 0 && blob.size <= LONGEST ? blob.text() : null
  }
}
