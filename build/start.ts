// `npm start`: demonstration data, API, stand-in sign-in, and the workbench window.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { DEMO_PASSWORD } from '../shared/core/defaults.ts'
import { bundle } from './bundle.ts'
import { withDisplay } from './desktop.ts'
import { startStack } from './development-stack.ts'

const root = path.resolve(import.meta.dirname, '..')
const electron = createRequire(import.meta.url)('electron') as string

console.log('building the workbench')
if (!bundle()) process.exit(1)

try {
  const stack = await startStack()
  console.log(`the workbench opens; sign in as mara, password ${DEMO_PASSWORD} (or owen, dana, reed, ines)`)
  // As root on Linux Chromium's own sandbox cannot start; an installed workbench never runs as root.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const [command, args] = withDisplay(electron, [...asRoot, ...process.argv.slice(2), root])
  const workbench = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    // With a virtual display around it, it is a family of processes: they are ended together.
    detached: process.platform !== 'win32',
    env: {
      ...process.env,
      FRONTLINE_API_URL: stack.apiUrl,
      FRONTLINE_ISSUER: stack.issuerUrl,
      FRONTLINE_TODAY: stack.today,
      FRONTLINE_FOLDER: path.join(root, '.data/workbench'),
    },
  })
  const end = (): void => {
    if (process.platform === 'win32' || workbench.pid === undefined) workbench.kill()
    else process.kill(-workbench.pid, 'SIGTERM')
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  workbench.on('exit', (code) => {
    void stack.close().then(() => process.exit(code ?? 0))
  })
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
