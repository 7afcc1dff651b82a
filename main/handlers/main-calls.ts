import type { ExportKey } from '../../shared/contract/export.ts'
import type { About, CopiedForms, Handlers, MainCallName } from '../../shared/contract/ipc.ts'
import type { Laptop } from '../../shared/contract/laptops.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { PrivateInput, PrivateOutput } from '../../shared/contract/data-service.ts'
import { savePrint } from './save-print.ts'
import { saveReport } from './save-report.ts'
import type { SessionKeeper } from '../auth/session.ts'
import { readPreferences, writePreferences } from '../profile/preferences.ts'

export type MainParts = {
  readonly session: SessionKeeper
  /** Folder for what is remembered while nobody is signed in. */
  readonly folder: string
  /** The laptops of who works here, as the server knows them; asked by the laptop that is named. */
  readonly listLaptops: (from: string) => Promise<readonly Laptop[]>
  readonly loseLaptop: (from: string, lost: string) => Promise<void>
  /** Asks the person whether they mean it; nothing the window says answers for them. */
  readonly askToLose: (name: string) => Promise<boolean>
  readonly about: () => Promise<About>
  readonly copiedForms: () => Promise<CopiedForms>
  /** Asks the person for a file to write; null when they chose not to. */
  readonly askWhere: (suggestedName: string) => Promise<string | null>
  /** Asks for a file for support; null when they chose not to. */
  readonly askWhereReport: (suggestedName: string) => Promise<string | null>
  /** The page as a PDF, as its print style lays it out. */
  readonly printPage: () => Promise<Uint8Array>
  readonly readDiagnostics: () => Promise<Record<string, unknown>>
  readonly writeUnsent: (input: PrivateInput<'unsent.write'>) => Promise<PrivateOutput<'unsent.write'>>
  readonly writeExport: (input: PrivateInput<'export.write'>) => Promise<PrivateOutput<'export.write'>>
}

/** What main itself answers the window: who is signed in, what is remembered, and where to export to. */
export const mainCalls = (parts: MainParts): Handlers<MainCallName> => {
  const remembered = () => parts.session.folder ?? parts.folder
  const laptops = async () => {
    const thisOne = parts.session.deviceId
    if (thisOne === null) throw new AppError('SIGN_IN_REQUIRED', 'Sign in to see your laptops.')
    return { thisOne, laptops: [...(await parts.listLaptops(thisOne))] }
  }
  return {
    'session.read': () => parts.session.session,
    'session.signIn': () => parts.session.signIn(),
    'session.cancelSignIn': () => parts.session.cancelSignIn(),
    'session.unlock': ({ passPhrase }) => parts.session.unlock(passPhrase),
    'session.signOut': ({ keepUnsent }) => parts.session.signOut(keepUnsent),
    'session.forgetPassPhrase': () => parts.session.forgetPassPhrase(),
    'laptops.read': laptops,
    'laptops.lose': async ({ deviceId }) => {
      const before = await laptops()
      const lost = before.laptops.find((laptop) => laptop.deviceId === deviceId)
      if (!lost || !(await parts.askToLose(lost.name || 'that laptop'))) return before
      await parts.loseLaptop(before.thisOne, deviceId)
      return laptops()
    },
    'preferences.read': () => readPreferences(remembered()),
    'preferences.write': (changed) => writePreferences(remembered(), changed),
    'about.read': () => parts.about(),
    'clipboard.read': () => parts.copiedForms(),
    'export.start': async (key) => {
      const file = await parts.askWhere(fileNameOf(key))
      return file === null ? null : parts.writeExport({ ...key, file })
    },
    'print.start': async ({ name }) => {
      const file = await parts.askWhere(`${fileSafe(name)}.pdf`)
      return file === null ? null : savePrint(file, parts.printPage)
    },
    'diagnostics.save': async () => {
      const file = await parts.askWhereReport('Frontline report.json')
      if (file === null) return null
      const { folder: _folder, ...about } = await parts.about() // a folder may be called as a person
      return saveReport(file, { about, ...(await parts.readDiagnostics()) })
    },
    'unsent.export': async () => {
      const file = await parts.askWhere('Unsent edits.xlsx')
      return file === null ? null : parts.writeUnsent({ file })
    },
  }
}

/** What a file may be called on any system. */
const fileSafe = (name: string): string => name.replaceAll(/[^\p{L}\p{N} ._&-]+/gu, ' ').trim()

/** `Forecast 0427 2026-04.xlsx`, `Forecast district D12 2026.csv`, `Forecast company all filtered 2026.xlsx`; only what a file may be called. */
export function fileNameOf({ of, month, format }: ExportKey): string {
  const whose = of.kind === 'pack' ? `${of.level} ${of.id}${of.filter ? ' filtered' : ''}` : of.siteId
  const when = of.kind === 'month' ? month : month.slice(0, 4)
  return `Forecast ${fileSafe(whose)} ${when}.${format}`
}
