// Ten thousand edits after a month offline, beside the same through Actual Budget's published packages (sync.md G5), in
// one run on one machine: `node tests/bench/sync-peer.ts`. The peer is installed into a temporary folder and is no
// part of the product (MIT, github.com/actualbudget/actual). Not a test: it judges nothing, it prints.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { G5 } from '../reliability/g5-month-offline.ts'

const PACKAGES = ['@actual-app/api@26.9.0', '@actual-app/sync-server@26.9.0']
const SEED = 1

/** The Node of the system: the packages bring a native part that is built for the Node that installs it. */
const env = {
  ...process.env,
  PATH: (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(path.delimiter),
}

function peer(): string {
  const cwd = mkdtempSync(path.join(tmpdir(), 'peer-'))
  try {
    writeFileSync(path.join(cwd, 'package.json'), '{"private":true}')
    copyFileSync(path.join(import.meta.dirname, 'actual-budget/peer.mjs'), path.join(cwd, 'peer.mjs'))
    execFileSync('npm', ['install', '--no-audit', '--no-fund', ...PACKAGES], { cwd, env, stdio: 'ignore' })
    const line = execFileSync('node', ['peer.mjs'], { cwd, env, encoding: 'utf8', timeout: 300_000 })
    const { edits, ms } = JSON.parse(line.trim().split('\n').at(-1) ?? '{}') as { edits: number; ms: number }
    return `${edits} edits in ${(ms / 1000).toFixed(2)} s over the loopback`
  } catch (thrown) {
    return `does not run here: ${thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)}`
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}

console.log(`load of the machine ${(loadavg()[0] ?? 0).toFixed(1)}`)
console.log(`Frontline      ${(await G5.run('full', SEED)).figure}`)
console.log(`Actual Budget  ${peer()}`)
