// The grids of the window: going from tab to tab and from site to site, and a year of days, which no page shows, as the
// measure of paste, scrolling and memory. Each with a peer or a limit of the same run.
import path from 'node:path'
import { build } from 'vite'
import type { ElectronApplication, Page } from 'playwright'
import { Journey } from '../support/journey.ts'
import type * as yearGrid from './year-grid/page.ts'

const PASTES = 7
const TURNS = 12
/** 365 days × 28 lines: 10,220 cells. */
const COLUMNS = 28

type Year = { readonly yearGrid: typeof yearGrid }
const at = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`
const both = (values: readonly number[]) => `p50 ${ms(at(values, 0.5))}, p95 ${ms(at(values, 0.95))}`
const line = (what: string, value: string, peer: string) => console.log(`| ${what} | ${value} | ${peer} |`)

const journey = await Journey.begin({ demoSites: 3 })
try {
  const { workbench } = await journey.atWork('laptop', 'mara')
  const { page, app } = workbench
  await page.waitForTimeout(3000)
  console.log('\n| What | Measured | Against |\n|---|---|---|')
  await turns(page)
  await year(page, app)
} finally {
  await journey.end()
}

/** From the click until the grid there takes a key and its picture is drawn. */
async function turns(page: Page): Promise<void> {
  const sites = await siteIds(page)
  await page.evaluate(() => {
    const holder = window as unknown as { arrived: (grid: string) => Promise<number> }
    const isThere = (what: string) =>
      document.querySelector(what) !== null && document.activeElement?.classList.contains('ag-cell') === true
    holder.arrived = (what) =>
      new Promise((done) => {
        let from = 0
        addEventListener('click', ({ timeStamp }) => (from = timeStamp), { capture: true, once: true })
        performance.clearMarks('frontline:editable')
        const look = () => {
          const isNew = from > 0 && performance.getEntriesByName('frontline:editable').length > 0
          if (!isNew || !isThere(what)) {
            requestAnimationFrame(look)
            return
          }
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => done(performance.now() - from))
          port1.start()
          port2.postMessage(null)
        }
        requestAnimationFrame(look)
      })
  })
  const go = async (testId: string, there: string): Promise<number> => {
    const took = page.evaluate(
      (what) => (window as unknown as { arrived: (w: string) => Promise<number> }).arrived(what),
      there,
    )
    await page.waitForTimeout(50)
    await page.getByTestId(testId).click()
    const value = await took
    await page.waitForTimeout(250)
    return value
  }
  const tabs: Record<string, number[]> = {}
  const there = {
    payroll: '.ag-row',
    'parking-rates': '[col-id="rate.valetDaily"]',
    'other-expenses': '.ag-row',
    statistics: '[col-id="valetComps"]',
  }
  for (let i = 0; i < TURNS; i += 1)
    for (const [tab, what] of Object.entries(there)) (tabs[tab] ??= []).push(await go(`tab-${tab}`, what))
  for (const [tab, took] of Object.entries(tabs))
    line(`to the tab ${tab}, until it takes a key`, both(took), 'limit 150 ms')
  const took: number[] = []
  for (let i = 0; i < TURNS; i += 1)
    took.push(await go(`site-${sites[(i + 1) % sites.length]}`, '[col-id="valetComps"]'))
  line('to another site, until it takes a key', both(took), 'limit 150 ms')
}

/** A year of days in the product's grid, in the real window over the real store. */
async function year(page: Page, app: ElectronApplication): Promise<void> {
  const sites = await siteIds(page)
  const before = await memory(page, app)
  await page.evaluate(await bundled())
  await page.evaluate(
    async ([ids, columns]) => {
      const holder = window as unknown as Year & { mounted: Awaited<ReturnType<typeof yearGrid.mountYear>> }
      holder.mounted = await holder.yearGrid.mountYear(ids, columns)
    },
    [sites, COLUMNS] as const,
  )
  const pastes: Awaited<ReturnType<Awaited<ReturnType<typeof yearGrid.mountYear>>['paste']>>[] = []
  for (let run = 0; run < PASTES; run += 1) {
    pastes.push(
      await page.evaluate(
        (n) => (window as unknown as { mounted: Awaited<ReturnType<typeof yearGrid.mountYear>> }).mounted.paste(n),
        run,
      ),
    )
    await sent(page)
  }
  const frames = await page.evaluate(() => (window as unknown as Year).yearGrid.scroll())
  const after = await memory(page, app)
  await page.evaluate(() =>
    (window as unknown as { mounted: Awaited<ReturnType<typeof yearGrid.mountYear>> }).mounted.destroy(),
  )
  const plain = await page.evaluate((n) => (window as unknown as Year).yearGrid.scrollPlain(n), COLUMNS)
  const own: number[] = []
  for (let run = 0; run < PASTES; run += 1)
    own.push(
      (
        await page.evaluate(([n, c]) => (window as unknown as Year).yearGrid.setDataValues(c, n), [
          run,
          COLUMNS,
        ] as const)
      ).ms,
    )
  const peer = at(own, 0.5)
  const cells = pastes[0]?.cells ?? 0
  const beside = (values: readonly number[]) =>
    `${(at(values, 0.5) / peer).toFixed(2)} × AG Grid’s setDataValue loop, neither checked nor saved (${ms(peer)})`
  const named = `paste of ${cells.toLocaleString('en-US')} cells`
  line(`${named}: read and checked`, both(pastes.map(({ read }) => read)), beside(pastes.map(({ read }) => read)))
  line(
    `${named}: the same, and painted`,
    both(pastes.map(({ screen }) => screen)),
    beside(pastes.map(({ screen }) => screen)),
  )
  line(
    `${named}: checked, painted and durable`,
    both(pastes.map(({ all }) => all)),
    `${beside(pastes.map(({ all }) => all))}; limit 250 ms`,
  )
  line(
    'a frame of scrolling over a year of days',
    both(frames),
    `${(mean(frames) / mean(plain)).toFixed(2)} × AG Grid as it comes (${both(plain)}), on average; 60 frames a second are 17 ms; longest ${ms(Math.max(...frames))}`,
  )
  line(
    'memory with a year of days',
    `${after.all} MB, ${after.heap} MB of them the window’s own objects`,
    `${before.all} MB and ${before.heap} MB before; limit 600 MB`,
  )
}

/** Until the server has what was pasted: it shares this machine with the laptop, as no server does with a real one. */
async function sent(page: Page): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    await page.waitForTimeout(500)
    const reply = await page.evaluate(() => window.frontline.call['sync.status'](undefined))
    if (reply.ok && reply.value.waiting === 0) break
  }
  await page.waitForTimeout(1500)
}

/** All processes of the application, and what the page itself holds after a sweep, in megabytes. */
async function memory(page: Page, app: ElectronApplication): Promise<{ all: number; heap: number }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  await cdp.detach()
  const kilobytes = await app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(({ type }) => type === 'Browser' || type === 'Tab')
      .reduce((sum, { memory: { workingSetSize } }) => sum + workingSetSize, 0),
  )
  return { all: Math.round(kilobytes / 1024), heap: Math.round(usedSize / 2 ** 20) }
}

/** The page's part as one script, built as the window is. */
async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'chrome130',
      lib: { entry: path.join(import.meta.dirname, 'year-grid/page.ts'), formats: ['iife'], name: 'unused' },
    },
  })
  const [first] = Array.isArray(built) ? built : [built]
  const chunk = first && 'output' in first ? first.output.find((one) => one.type === 'chunk') : undefined
  if (chunk?.type !== 'chunk') throw new Error('nothing was built')
  return chunk.code
}

function siteIds(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const reply = await window.frontline.call['sites.list'](undefined)
    return reply.ok ? reply.value.map(({ site }) => site.siteId) : []
  })
}
