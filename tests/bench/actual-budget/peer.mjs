// Ten thousand edits made while the server is away, then one sync, through Actual Budget's own packages. Runs in the
// folder they are installed in, by whatever Node installed them. Prints one line: {"edits":…,"ms":…}.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const PORT = 5199
const SERVER_URL = `http://127.0.0.1:${PORT}`
const PASSWORD = 'peer'
const ENTRY = 'node_modules/@actual-app/sync-server/build/bin/actual-server.js'
const PACKAGE = '@actual-app/api' // installed beside this file where it runs, and no dependency of ours
const api = await import(PACKAGE)
const root = mkdtempSync(path.join(tmpdir(), 'actual-'))
console.log = () => {} // the packages tell of every step

async function startServer() {
  const env = {
    ...process.env,
    ACTUAL_DATA_DIR: root,
    ACTUAL_PORT: String(PORT),
    ACTUAL_HOSTNAME: '127.0.0.1',
    NODE_ENV: 'production',
  }
  const child = spawn(process.execPath, [ENTRY], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  for (let i = 0; i < 300; i += 1) {
    const isUp = await fetch(`${SERVER_URL}/info`).then(
      () => true,
      () => false,
    )
    if (isUp) return child
    await pause(100)
  }
  child.kill()
  throw new Error('the sync server of Actual Budget does not start')
}
const stop = (child) =>
  new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill()
  })

let server = await startServer()
try {
  await fetch(`${SERVER_URL}/account/bootstrap`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password: PASSWORD }),
  })
  const dataDir = mkdtempSync(path.join(root, 'client-'))
  await api.init({ dataDir, serverURL: SERVER_URL, password: PASSWORD })
  await api.runImport('bench', async () => {
    const group = await api.createCategoryGroup({ name: 'lines' })
    for (let i = 0; i < 100; i += 1) await api.createCategory({ name: `line ${i}`, group_id: group })
  })
  await api.sync()
  const lines = (await api.getCategories()).filter(({ name }) => name.startsWith('line '))
  await stop(server)
  const months = Array.from({ length: 100 }, (_, i) => new Date(Date.UTC(2020, i, 1)).toISOString().slice(0, 7))
  let edits = 0
  await api.batchBudgetUpdates(async () => {
    for (const month of months) {
      for (const { id } of lines) await api.setBudgetAmount(month, id, 1000 + (edits += 1))
    }
  })
  server = await startServer()
  const startedAt = performance.now()
  await api.sync()
  process.stdout.write(`${JSON.stringify({ edits, ms: Math.round(performance.now() - startedAt) })}\n`)
  await api.shutdown()
} finally {
  await stop(server)
  rmSync(root, { recursive: true, force: true })
}
