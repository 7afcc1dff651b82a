// The API under load (design.md 6): a real PostgreSQL, the server in a process of its own, the load in another.
// Every figure stands beside the health route of the same run, which does nothing but answer.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { PERSON_GRANT, startDevIssuer } from '../../server/dev-issuer.ts'
import { API_BASE } from '../../shared/contract/api.ts'
import { AUDIENCE, DEMO_TODAY, SCRIPT_CLIENT_ID } from '../../shared/core/defaults.ts'
import { monthsOf } from '../../shared/core/calendar.ts'
import { anOp } from '../support/an-op.ts'
import { postgres } from '../support/postgres.ts'
import { numbersBelow, print } from './measure.ts'

const SITES = Number(process.env['BENCH_SITES'] ?? 150)
const CLIENTS = 100
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10)
const PORT = 4790
const base = `http://127.0.0.1:${PORT}${API_BASE}`

type Load = { latency: Record<'p50' | 'p97_5' | 'p99', number>; requests: { average: number }; non2xx: number }

const database = await postgres()
const issuer = await startDevIssuer({ port: 0 })
const started = performance.now()
const server = spawn(process.execPath, [path.resolve(import.meta.dirname, '../../server/index.ts')], {
  env: {
    ...process.env,
    PORT: String(PORT),
    DATABASE_URL: database.url,
    FRONTLINE_ISSUER: issuer.url,
    FRONTLINE_AUDIENCE: AUDIENCE,
    FRONTLINE_TODAY: DEMO_TODAY,
    FRONTLINE_DEMO_SITES: String(SITES),
    FRONTLINE_RATE_LIMIT: '100000000',
    FRONTLINE_RATE_STRANGERS: '100000000',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
})
try {
  await untilReady()
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  print('filling and starting', `${seconds} s`, `${SITES} demonstration sites, PostgreSQL`)
  const token = await tokenOf('ines')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const ask = async (method: string, at: string, body?: unknown, more: Record<string, string> = {}) => {
    const start = performance.now()
    const init = {
      method,
      headers: { ...headers, ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const response = await fetch(`${base}${at}`, init)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${text.slice(0, 300)}`)
    return { took: performance.now() - start, bytes: text.length }
  }

  const health = await load('/health/live')
  line('health', health, health, 'limit 100 ms')
  line('read a site-month of Statistics', await load('/statistics/0427/2026-05', { headers }), health, 'limit 50 ms')
  line('read a month of the P&L view', await load('/pl-view/0427/2026-05', { headers }), health, 'limit 50 ms')
  const cold = await ask('GET', '/pl-view/rollup/company/all?year=2026')
  print(
    'rollup, nothing computed yet',
    `${cold.took.toFixed(0)} ms`,
    `${SITES} sites × 12 months, once after an upgrade`,
  )
  const given = await ask('POST', '/calculate', { calculation: 'rollup', inputs: givenSites() })
  print(
    'rollup of given numbers',
    `${given.took.toFixed(0)} ms`,
    `${SITES} sites × 12 months in the request; limit 500 ms`,
  )
  await ask('POST', '/sync/push', { ops: [anOp()] }, { 'x-device-id': 'bench' })
  const oneEdit = await ask('GET', '/pl-view/rollup/company/all?year=2026')
  print('rollup after one edit', `${oneEdit.took.toFixed(0)} ms`, `${SITES} sites × 12 months; limit 500 ms`)
  line('rollup, 100 clients', await load('/pl-view/rollup/company/all?year=2026', { headers }), health, 'limit 500 ms')
  const write = { method: 'PUT', body: JSON.stringify({ value: 12 }), headers: { ...headers, 'if-match': '"1"' } }
  await ask('POST', '/data', { siteId: '0427', lineId: 'account.7185', period: '2027-01', value: 12 })
  line(
    'write a fact',
    await load(`/data/${encodeURIComponent('0427|account.7185|2027-01|forecast')}`, write),
    health,
    'limit 50 ms',
  )
  const ops = Array.from({ length: 10_000 }, (_, i) => edit(i))
  const bulk = await ask('POST', '/sync/push', { ops }, { 'x-device-id': 'bench' })
  print('10,000 edits in one push', `${bulk.took.toFixed(0)} ms`, 'limit 30 s')
  print('memory of the server', `${memoryOf(server.pid ?? 0)} MB`, 'after all of this')
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  await issuer.close()
  await database.close()
}

/** Sites with a year of typed and budgeted numbers, as much of it as one request may hold. */
function givenSites() {
  const below = numbersBelow()
  const dollars = () => below(10_000_000) / 100
  const computed = () => ({ total: dollars(), isForecast: true })
  const months = () =>
    monthsOf(2026).map((month) => ({
      month,
      external: computed(),
      internal: computed(),
      payroll: computed(),
      accounts: Object.fromEntries(
        ['7082', '7100', '7170', '7185'].map((account) => [account, { budget: dollars(), forecast: dollars() }]),
      ),
      loaded: { InternalRevenue: { budget: dollars() }, Payroll: { budget: dollars() }, Pteb: { budget: dollars() } },
    }))
  const sites = Array.from({ length: SITES }, (_, i) => ({
    siteId: `${1000 + i}`,
    name: `Site ${i}`,
    months: months(),
  }))
  return { today: '2026-04-10', sites }
}

/** One cell each: lines × days of open months of several sites. */
function edit(i: number) {
  const lines = ['valetDaily', 'valetMonthly', 'selfDaily', 'selfMonthly', 'valetComps'] as const
  const day = new Date(Date.UTC(2026, 5, 1 + (Math.floor(i / 5) % 300))).toISOString().slice(0, 10)
  const siteId = ['0427', '0431', '0612', '1003', '1010', '1017', '1031'][Math.floor(i / 1500)] ?? '0427'
  return anOp({
    opId: randomUUID(),
    siteId,
    lineId: lines[i % 5] ?? 'valetDaily',
    period: day,
    value: (i % 300) * 1_000_000,
  })
}

type LoadOptions = { readonly method?: string; readonly body?: string; readonly headers?: Record<string, string> }

/** So many clients asking as fast as they are answered, from a process of their own. */
async function load(at: string, { method = 'GET', body, headers: sent = {} }: LoadOptions = {}): Promise<Load> {
  const args = ['-c', String(CLIENTS), '-d', String(SECONDS), '-j', '-m', method]
  for (const [name, value] of Object.entries(sent)) args.push('-H', `${name}=${value}`)
  if (body !== undefined) args.push('-b', body)
  const autocannon = path.resolve(import.meta.dirname, '../../node_modules/autocannon/autocannon.js')
  const child = spawn(process.execPath, [autocannon, ...args, `${base}${at}`], { stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  await new Promise((resolve) => child.once('exit', resolve))
  return JSON.parse(said) as Load
}

function line(name: string, { latency, requests, non2xx }: Load, floor: Load, limit: string): void {
  const ratio = latency.p50 / Math.max(1, floor.latency.p50)
  const failures = non2xx > 0 ? `, ${non2xx} refused` : ''
  const figures = `p50 ${latency.p50} ms, p97.5 ${latency.p97_5} ms, p99 ${latency.p99} ms, ${requests.average.toFixed(0)}/s${failures}`
  print(name, figures, `${CLIENTS} clients at once; ${ratio.toFixed(1)} × health; ${limit}`)
}

async function untilReady(): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const isUp = await fetch(`${base}/health/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (isUp) return
    if (server.exitCode !== null) throw new Error('the server ended')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('the server did not get ready')
}

async function tokenOf(person: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: PERSON_GRANT, client_id: SCRIPT_CLIENT_ID, as: person })
  const answer = (await (await fetch(`${issuer.url}/token`, { method: 'POST', body })).json()) as {
    access_token: string
  }
  return answer.access_token
}

function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes ?? 0) / 1024)
}
