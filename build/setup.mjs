// Makes a bare machine ready: dependencies, a Node that is new enough, system packages, an Electron runtime.
// Runs before `npm start`, `npm test`, `npm run server`, `npm run tour`; says what it does; the second time it only looks.
// Then it runs the script it is given, on the Node that is right by then: the shell that called it would still take the
// one it found before.
// Plain JavaScript and no package, because it runs before anything is installed and on any Node from 20 on.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [purpose = 'test', script, ...rest] = process.argv.slice(2)
const root = path.resolve(import.meta.dirname, '..')
const stamp = path.join(root, 'node_modules/.frontline-installed')

const WINDOW = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxshmfence1',
  'fonts-dejavu-core',
]
const DISPLAY = ['xvfb', 'xauth']
const BROWSER_AND_KEYS = ['chromium', 'gnome-keyring', 'libsecret-1-0', 'dbus']
const WORKBOOKS = ['libreoffice-calc']
/** Builds the shim that makes a disk fail (tests/reliability). */
const COMPILER = ['gcc', 'libc6-dev']
const REDIS = ['redis-tools']
/** Makes the certificates of tests. */
const TLS = ['openssl']

/** What each command needs of the system, on Debian and its relatives. */
const PACKAGES = {
  server: [],
  start: [...WINDOW, ...(process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? [] : DISPLAY)],
  tour: [...WINDOW, ...DISPLAY, ...BROWSER_AND_KEYS],
  test: [...WINDOW, ...DISPLAY, ...BROWSER_AND_KEYS, ...WORKBOOKS, ...COMPILER, ...REDIS, ...TLS],
}

const say = (text) => console.log(`setup: ${text}`)
const stop = (text) => {
  console.error(`setup: ${text}`)
  process.exit(1)
}
const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32', ...options })

if (!(purpose in PACKAGES)) stop(`unknown purpose "${purpose}"; one of ${Object.keys(PACKAGES).join(', ')}`)
installDependencies()
checkNode()
installSystemPackages(PACKAGES[purpose])
if (purpose !== 'server') {
  const runtime = run('node', [path.join(root, 'build/electron-runtime.ts')], { stdio: 'inherit', env: withBin() })
  if (runtime.status !== 0) stop('no Electron runtime could be made ready; see the lines above')
}

if (script) runScript()

/** Runs the script in place of this program: its output, its signals and its exit code are this program's. */
function runScript() {
  const node = process.platform === 'win32' ? 'node.exe' : 'node'
  const child = spawn(node, [path.join(root, script), ...rest], { cwd: root, stdio: 'inherit', env: withBin() })
  child.on('error', (error) => stop(`${script} could not be started: ${error.message}`))
  // Ctrl+C reaches both: this one only waits for the script to end in its own way.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}

/** Installs exactly what the lock file names, when it changed since the last time. */
function installDependencies() {
  const lock = ['package-lock.json', 'build/node-runtime/package.json'].map((file) =>
    readFileSync(path.join(root, file)),
  )
  const wanted = lock.reduce((hash, file) => hash.update(file), createHash('sha256')).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('installing dependencies from the lock file (half a minute, once)')
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const done = npm?.endsWith('.js')
    ? run(process.execPath, [npm, ...args], { stdio: 'inherit', shell: false })
    : run('npm', args, { stdio: 'inherit' })
  if (done.status !== 0)
    stop('dependencies could not be installed; check that the npm registry can be reached, then run the command again')
  writeFileSync(stamp, wanted)
}

/** The environment in which `node` is the one the dependencies brought, where they brought one. */
function withBin() {
  const key = Object.keys(process.env).find((name) => name.toLowerCase() === 'path') ?? 'PATH'
  return { ...process.env, [key]: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env[key]}` }
}

/** Scripts are TypeScript and run as they are: that needs Node 22.18. Linux and Windows get 24 from the registry. */
function checkNode() {
  const version = run('node', ['--version'], { env: withBin() }).stdout?.trim() ?? ''
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  stop(`Node ${version || 'was not found'}; on this system install Node 22.18 or newer and run the command again`)
}

/** Installs the missing Debian packages where that is allowed, or names the command to run. */
function installSystemPackages(packages) {
  if (process.platform !== 'linux' || packages.length === 0) return
  if (run('dpkg-query', ['--version']).status !== 0) {
    say(`this is not a Debian system: make sure it has the equivalents of ${packages.join(' ')}`)
    return
  }
  // Newer releases renamed some libraries with the suffix t64.
  const installed = (name) => run('dpkg-query', ['-W', '-f=${db:Status-Status}', name]).stdout === 'installed'
  const missing = packages.filter((name) => !installed(name) && !installed(`${name}t64`))
  if (missing.length === 0) return
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing]
  const elevated = process.getuid?.() === 0 ? [] : run('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined
  if (!elevated)
    stop(`system packages are missing; run this and start again:\n  sudo apt-get update && sudo ${install.join(' ')}`)
  say(`installing system packages: ${missing.join(' ')}`)
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  const update = [...elevated, 'apt-get', 'update', '-qq']
  run(update[0], update.slice(1), quiet)
  const all = [...elevated, ...install]
  const done = run(all[0], all.slice(1), quiet)
  if (done.status !== 0)
    stop(
      `system packages could not be installed:\n${done.stderr}\nrun this and start again:\n  sudo ${install.join(' ')}`,
    )
}
