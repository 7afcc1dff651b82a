import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

/** What ships: the sources of window, main and server, without their tests. */
const shipped = (...folders: string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx|js|html)$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => path.posix.join(folder, file.replaceAll('\\', '/'))),
  )
const APP = shipped('main', 'preload', 'renderer', 'shared')
/** Comments may name what code must not do. */
const code = (file: string): string => read(file).replaceAll(/\/\*[^]*?\*\/|(?<!:)\/\/.*$/gm, '')
const holding = (files: readonly string[], pattern: RegExp): string[] =>
  files.filter((file) => pattern.test(code(file)))

test('no setting that opens the window to the machine or the network is named but to be switched off', () => {
  const options =
    /\b(nodeIntegration\w*|webviewTag|allowRunningInsecureContent|experimentalFeatures|navigateOnDragDrop):\s*true/
  const others =
    /\b(enableBlinkFeatures|disableBlinkFeatures|enableRemoteModule|webSecurity:\s*false|sandbox:\s*false|contextIsolation:\s*false)/
  expect(holding(APP, options)).toEqual([])
  expect(holding(APP, others)).toEqual([])
  expect(holding(APP, /appendSwitch|ignore-certificate-errors|disable-web-security|no-sandbox/)).toEqual([])
})

test('one file opens a window, and it shows our own page only: the sign-in page never', () => {
  expect(holding(APP, /new (BrowserWindow|BrowserView|WebContentsView|BaseWindow)\b/)).toEqual([
    'main/electron/window.ts',
  ])
  expect(holding(APP, /\.(loadURL|loadFile)\(/)).toEqual(['main/electron/window.ts'])
  expect(code('main/electron/window.ts').match(/\.load(?:URL|File)\(.*?\)/g)).toEqual(['.loadURL(APP_URL)'])
  expect(holding(APP, /\bshell\.openExternal\b/)).toEqual(['main/electron/open-in-browser.ts'])
  expect(code('main/electron/open-in-browser.ts')).toMatch(/if \(!isSignInAddress\(url\)\)\s*throw/)
})

test('the window runs no text as code and draws no text as markup', () => {
  const files = shipped('renderer', 'preload', 'shared')
  expect(
    holding(files, /\beval\(|new Function\(|dangerouslySetInnerHTML|\.innerHTML\s*=|\.outerHTML\s*=|document\.write/),
  ).toEqual([])
  expect(read('renderer/index.html')).not.toMatch(/<script(?![^>]*\bsrc=)/)
})

test('certificates are judged by the system and nothing looks away', () => {
  const away =
    /certificate-error|setCertificateVerifyProc|NODE_TLS_REJECT_UNAUTHORIZED|rejectUnauthorized|checkServerIdentity/
  expect(holding([...APP, ...shipped('server')], away)).toEqual([])
})

test('one file answers calls of the window, and nothing listens to it otherwise', () => {
  expect(holding(APP, /\bipcMain\b/)).toEqual(['main/electron/ipc.ts'])
  expect(code('main/electron/ipc.ts').match(/ipcMain\.\w+/g)).toEqual(['ipcMain.handle'])
  expect(holding(APP, /\bipcRenderer\b/)).toEqual(['preload/index.ts'])
})

/** Statements made of our own constants (in capitals everywhere else): tables, columns and checksums; never of what somebody sent. */
const OWN_STATEMENTS =
  /\/migrations\/|row-crc\.ts|log-index\.ts|salvage\.ts|rebuild\.ts|operations\.ts|pragmas\.ts|audit-chain\.ts|app-role\.ts|feed\.ts/

test('a value reaches SQL as a parameter: statements made of texts stand in the files known for it', () => {
  const files = shipped('server', 'main/data-service').filter((file) => !OWN_STATEMENTS.test(file))
  expect(holding(files, /sql\.raw\(|sql\.lit\(/)).toEqual([])
  expect(holding(files, /\.(prepare|exec)\(\s*`[^`]*\$\{/)).toEqual([])
  expect(holding(files, /\b(run|row|rows|query)(<[^>]*>)?\(\s*db,\s*`[^`]*\$\{(?![A-Z_]+\})/)).toEqual([])
})

test('no workbook is read: what could hide a bomb, a macro or an outside link has no way in', () => {
  const readers = /\bxlsx\.(read|load|readFile)\(|stream\.xlsx\.WorkbookReader|\.csv\.read/
  expect(holding([...APP, ...shipped('server')], readers)).toEqual([])
})

test('no file from outside is opened, and one file takes links and hands them to what knows the one that is meant', () => {
  expect(holding(APP, /open-file|setAsDefaultProtocolClient|process\.argv/)).toEqual([])
  expect(holding(APP, /open-url|second-instance/)).toEqual(['main/electron/links.ts'])
  expect(code('main/index.ts')).toContain('onLinks(returns.take, focus,')
  // A registered scheme and no registered kind of file: see docs/install.md.
  const installers = read('electron-builder.yml')
  expect(installers).toMatch(/^protocols:\n {2}- name: .+\n {4}schemes: \[com\.frontline\.workbench\]$/m)
  expect(installers).not.toContain('fileAssociations:')
})
