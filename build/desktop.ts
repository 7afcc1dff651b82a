import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const SCREEN = '-screen 0 1600x1000x24'

/** True where a window can be shown: everywhere but on a Linux without a display. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

/**
 * The command and arguments that run a program with a window: under a virtual display where there is none, which is said.
 * It needs `xvfb-run`, which `build/setup.mjs` installs.
 */
export function withDisplay(command: string, args: readonly string[]): [string, string[]] {
  if (hasDisplay()) return [command, [...args]]
  console.log('no display here: the window opens on a virtual one (Xvfb)')
  return ['xvfb-run', ['-a', '-s', SCREEN, command, ...args]]
}

/**
 * Runs a script of ours as an unattended desktop: with a display and, on Linux, with a session bus and a throw-away,
 * unlocked key store, so that a test finds what a person's desktop has. Gives the script's exit code.
 */
export async function runOnDesktop(script: string, args: readonly string[]): Promise<number> {
  if (process.platform !== 'linux') return exitOf(process.execPath, [script, ...args], process.env)
  const folder = mkdtempSync(path.join(tmpdir(), 'frontline-desktop-'))
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder, XDG_CURRENT_DESKTOP: 'GNOME' }
  try {
    const inside = [process.execPath, import.meta.filename, script, ...args]
    const [command, all] = withDisplay('dbus-run-session', ['--', ...inside])
    return await exitOf(command, all, env)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function exitOf(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((ended) => {
    const child = spawn(command, args, { stdio: 'inherit', env })
    child.on('error', (error) => {
      console.error(`${command} could not be started: ${error.message}. Run \`npm run setup\` and try again.`)
      ended(1)
    })
    child.on('exit', (code) => ended(code ?? 1))
  })
}

/** The second half, inside the session bus: unlocks a key store, then runs the script. */
async function unlockAndRun([script = '', ...args]: string[]): Promise<number> {
  const keyring = spawnSync('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    input: 'throw-away',
    encoding: 'utf8',
  })
  const told = keyring.stdout.split('\n').flatMap((line) => {
    const [name, value] = line.split('=')
    return name && value ? [[name, value] as const] : []
  })
  return exitOf(process.execPath, [script, ...args], { ...process.env, ...Object.fromEntries(told) })
}

if (process.argv[1] === import.meta.filename) process.exitCode = await unlockAndRun(process.argv.slice(2))
