import { z } from 'zod'

const Report = z.object({
  runs: z.array(
    z.object({
      results: z.array(
        z.object({
          ruleId: z.string(),
          locations: z
            .array(z.object({ physicalLocation: z.object({ artifactLocation: z.object({ uri: z.string() }) }) }))
            .default([]),
        }),
      ),
    }),
  ),
})

/** A file that does what no file may: a scan that does not find it has read nothing. */
export const PLANTED = {
  file: 'planted.js',
  text: `const { BrowserWindow, shell } = require('electron')
const window = new BrowserWindow({ webPreferences: { contextIsolation: false, sandbox: false, webSecurity: false } })
window.loadURL('http://elsewhere.example.test')
shell.openExternal(process.argv[1])
`,
  rules: ['CONTEXT_ISOLATION_JS_CHECK', 'OPEN_EXTERNAL_JS_CHECK', 'SANDBOX_JS_CHECK', 'WEB_SECURITY_JS_CHECK'],
} as const

/** What the scanner asks somebody to look at, and the item of security.md that holds it. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  'CSP_GLOBAL_CHECK file:///': 'the policy is a header of app:// (4)',
  'OPEN_EXTERNAL_JS_CHECK main/electron/open-in-browser.js': 'https addresses of the sign-in only (9)',
  'AUXCLICK_JS_CHECK main/electron/window.js': 'a middle click opens nothing (8)',
  'CONTEXT_ISOLATION_JS_CHECK main/electron/window.js': 'set by WINDOW_SECURITY, read back from the window (2)',
  'SANDBOX_JS_CHECK main/electron/window.js': 'set by WINDOW_SECURITY, read back from the window (1)',
  'PRELOAD_JS_CHECK main/electron/window.js': 'the call table and nothing else (14)',
}

/** What a scan of `folder` found that nobody has looked at yet; throws when it cannot have read the files. */
export function findingsOf(sarif: unknown, folder: string): string[] {
  const results = Report.parse(sarif).runs.flatMap((run) => run.results)
  const found = results.map(({ ruleId, locations: [at] }) => {
    const file = at?.physicalLocation.artifactLocation.uri ?? 'file:///'
    return `${ruleId} ${file.replaceAll('\\', '/').replace(`${folder.replaceAll('\\', '/')}/`, '')}`
  })
  const missed = PLANTED.rules.filter((rule) => !found.includes(`${rule} ${PLANTED.file}`))
  if (missed.length > 0) throw new Error(`the scanner did not see the planted file: ${missed.join(', ')}`)
  return [...new Set(found)].filter((one) => !one.endsWith(` ${PLANTED.file}`) && !Object.hasOwn(LOOKED_AT, one)).sort()
}
