/**
 * The P&L on the laptop (design.md 6): a store that synced many demonstration sites, read as the window asks for it.
 * Not a test: it judges nothing, it prints.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeGesture } from '../../main/data-service/edit/write-gesture.ts'
import { readProfitAndLoss, readProfitAndLossCell } from '../../main/data-service/read/profit-and-loss.ts'
import { readDrill } from '../../main/data-service/read/drill.ts'
import { readRollupWhy } from '../../main/data-service/read/rollup-why.ts'
import { openRollups } from '../../main/data-service/read/rollup.ts'
import { readWhy } from '../../main/data-service/read/why.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { randomUUID } from 'node:crypto'
import { runningServer } from '../support/running-server.ts'
import { emptyStore, syncWith } from '../support/synced-store.ts'
import { at, ms, print, times } from './measure.ts'

const SITES = Number(process.env['BENCH_SITES'] ?? 150)
const YEAR = 2026
const folder = mkdtempSync(path.join(tmpdir(), 'frontline-bench-'))
const server = await runningServer({ demoSites: SITES })
const store = await emptyStore(folder)
const { db } = store
try {
  const started = performance.now()
  await syncWith(server.apiUrl, await server.tokenFor('ines'), store, YEAR)
  const cells = (db.prepare('SELECT count(*) AS n FROM cell').get() as { n: number }).n
  print(
    'first sync of the store',
    `${((performance.now() - started) / 1000).toFixed(1)} s`,
    `${SITES} sites, ${cells} cells`,
  )

  const key = { siteId: '0427', year: YEAR }
  const type = (run: number) =>
    writeGesture(
      db,
      {
        gestureId: randomUUID(),
        siteId: '0427',
        label: 'bench',
        source: 'typed',
        writes: [{ lineId: 'valetDaily', period: '2026-11-16', value: (run % 90) * 1_000_000 }],
      },
      { roles: ['account_manager'], today: DEMO_TODAY, now: Date.now(), newId: randomUUID, log: store.log },
    )
  const raw = times(30, () => db.prepare('SELECT line_id, period, value FROM cell WHERE site_id = ?').all('0427'))
  const afterEdit = Array.from({ length: 40 }, (_, run) => {
    type(run)
    const start = performance.now()
    readProfitAndLoss(db, key, DEMO_TODAY)
    return performance.now() - start
  }).toSorted((a, b) => a - b)
  const peer = at(raw, 0.5)
  print(
    'P&L of a site-year after one edit, p50',
    ms(at(afterEdit, 0.5)),
    `p95 ${ms(at(afterEdit, 0.95))}; ${(at(afterEdit, 0.5) / peer).toFixed(1)} × reading the site’s cells alone, ${ms(peer)}`,
  )
  const drill = times(60, (run) =>
    readProfitAndLossCell(
      db,
      { ...key, code: 'InternalRevenue', month: `2026-${String(5 + (run % 8)).padStart(2, '0')}` },
      DEMO_TODAY,
    ),
  )
  print('a drill into a cell, p95', ms(at(drill, 0.95)), 'limit 100 ms')
  for (const code of ['ExternalRevenue', 'Payroll', 'OtherExpense', 'FLC'] as const) {
    const down = times(120, (run) => {
      const month = `2026-${String(5 + (run % 8)).padStart(2, '0')}`
      const hasDays = code === 'ExternalRevenue' || code === 'Payroll'
      const day = hasDays && run % 2 === 1 ? `${month}-14` : null
      readDrill(db, { ...key, code, month, day, line: null }, DEMO_TODAY, 'bench')
    })
    const p95 = at(down, 0.95)
    print(
      `a step down from ${code} to days, lines and cells, p95`,
      ms(p95),
      `${(p95 / 100).toFixed(3)} of the limit of 100 ms`,
    )
  }
  type(91)
  const cold = performance.now()
  readDrill(
    db,
    { ...key, code: 'ExternalRevenue', month: '2026-11', day: '2026-11-16', line: null },
    DEMO_TODAY,
    'bench',
  )
  print('a step down right after an edit', ms(performance.now() - cold), 'the year is computed anew; limit 100 ms')
  for (const code of ['ExternalRevenue', 'InternalRevenue', 'FLC'] as const) {
    const why = times(60, (run) =>
      readWhy(
        db,
        { ...key, code, months: [`2026-${String(5 + (run % 8)).padStart(2, '0')}`], baseline: 'budget' },
        DEMO_TODAY,
      ),
    )
    print(`why ${code} of a month differs, p95`, ms(at(why, 0.95)), 'limit 100 ms')
  }

  let rollups = openRollups(db)
  const read = async () => {
    const start = performance.now()
    await rollups.read({ level: 'company', id: 'all', year: YEAR }, DEMO_TODAY)
    return performance.now() - start
  }
  print(
    'rollup, nothing computed yet',
    `${(await read()).toFixed(0)} ms`,
    `${SITES} sites × 12 months; prepared in the background after the first start of a day`,
  )
  rollups = openRollups(db)
  print('rollup after a restart', `${(await read()).toFixed(0)} ms`, `${SITES} sites × 12 months; limit 500 ms`)
  const behind: number[] = []
  for (let run = 0; run < 20; run += 1) {
    const start = performance.now()
    const months = [`2026-${String(1 + (run % 12)).padStart(2, '0')}`]
    const question = { level: 'company', id: 'all', year: YEAR, code: 'Payroll', months, baseline: 'budget' } as const
    await readRollupWhy(db, rollups, question, DEMO_TODAY)
    behind.push(performance.now() - start)
  }
  const sorted = behind.toSorted((a, b) => a - b)
  print('the sites behind a difference, p95', ms(at(sorted, 0.95)), `${SITES} sites; limit 100 ms`)
  const again: number[] = []
  for (let run = 0; run < 20; run += 1) {
    type(run)
    rollups.changed('0427')
    again.push(await read())
  }
  print(
    'rollup after one edit, p50',
    ms(
      at(
        again.toSorted((a, b) => a - b),
        0.5,
      ),
    ),
    `${SITES} sites × 12 months; limit 500 ms`,
  )
} finally {
  store.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
}
