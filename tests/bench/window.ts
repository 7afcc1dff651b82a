// What a person waits for, on this machine: cold start, a key, a saved cell. Medians and 99th percentiles; each with a
// peer of the same run. Numbers of a busy machine say little; the ratios say more.
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { Journey } from '../support/journey.ts'
import { electronBinary, unattendedSwitches, type Workbench } from '../support/workbench.ts'

const STARTS = 5
const WRITES = 200
const KEYS = 60
/** Five keys a second: a quick typist. */
const BETWEEN_KEYS_MS = 200
const CALLS = 1000

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b)
const at = (values: readonly number[], share: number) =>
  sorted(values)[Math.ceil(values.length * share) - 1] ?? Number.NaN
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`
const line = (what: string, value: string, peer: string) => console.log(`| ${what} | ${value} | ${peer} |`)

const journey = await Journey.begin({ demoSites: 3 })
try {
  const { workbench } = await journey.atWork('laptop', 'mara')
  console.log('\n| What | Measured | Against |\n|---|---|---|')
  await calls(workbench)
  await writes(workbench)
  await keys(workbench)
  await workbench.close()
  await coldStart()
} finally {
  await journey.end()
}

/** Both from the launch to the first moment of use, in turn, so that both meet the same machine. */
async function coldStart(): Promise<void> {
  const ours: number[] = []
  const empty: number[] = []
  for (let i = 0; i < STARTS; i += 1) {
    empty.push(await emptyWindow())
    const from = Date.now()
    const workbench = await journey.start('laptop')
    const editable = await workbench.page.waitForFunction(() => {
      const [mark] = performance.getEntriesByName('frontline:editable')
      return mark && performance.timeOrigin + mark.startTime
    })
    ours.push(((await editable.jsonValue()) ?? 0) - from)
    await workbench.close()
  }
  const ratio = at(ours, 0.5) / at(empty, 0.5)
  line(
    'cold start to a grid that takes a key',
    ms(at(ours, 0.5)),
    `${ratio.toFixed(1)} × an empty Electron window (${ms(at(empty, 0.5))})`,
  )
}

async function launchEmpty(): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({
    executablePath: electronBinary(),
    args: [...unattendedSwitches(), path.join(import.meta.dirname, 'empty-window')],
  })
  const page = await app.firstWindow()
  await page.getByText('empty').waitFor()
  return { app, page }
}

async function emptyWindow(): Promise<number> {
  const from = Date.now()
  const { app, page } = await launchEmpty()
  const loaded = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return performance.timeOrigin + (navigation?.loadEventEnd ?? 0)
  })
  await app.close()
  return loaded - from
}

/** The way to the data service and back, against the way to main and back. */
async function calls(workbench: Workbench): Promise<void> {
  const times = (name: 'gesture.state' | 'session.read') =>
    workbench.page.evaluate(
      async ([call, count]) => {
        const took: number[] = []
        for (let i = 0; i < count; i += 1) {
          const from = performance.now()
          await window.frontline.call[call](undefined)
          took.push(performance.now() - from)
        }
        return took
      },
      [name, CALLS] as const,
    )
  const main = await times('session.read')
  const service = await times('gesture.state')
  const ratio = at(service, 0.5) / at(main, 0.5)
  line(
    'window ↔ data service and back',
    `p50 ${ms(at(service, 0.5))}, p99 ${ms(at(service, 0.99))}`,
    `${ratio.toFixed(1)} × window ↔ main (${ms(at(main, 0.5))})`,
  )
}

/** From leaving a cell to "it is on the disk, with its history and its place in the queue". */
async function writes(workbench: Workbench): Promise<void> {
  const took = await workbench.page.evaluate(async (count) => {
    const times: number[] = []
    for (let i = 0; i < count; i += 1) {
      const from = performance.now()
      const reply = await window.frontline.call['cells.write']({
        gestureId: crypto.randomUUID(),
        siteId: '0427',
        label: 'Typed in Valet daily',
        source: 'typed',
        writes: [{ lineId: 'valetDaily', period: '2026-04-24', value: (i + 1) * 1_000_000 }],
      })
      if (!reply.ok) throw new Error(reply.error.message)
      times.push(performance.now() - from)
      // As a person types: what follows a saved cell (the sheet read again, the push) has time to happen.
      await new Promise((later) => void setTimeout(later, 100))
    }
    return times
  }, WRITES)
  line(
    'one cell typed → durable',
    `p50 ${ms(at(took, 0.5))}, p99 ${ms(at(took, 0.99))}`,
    'limit 16 ms (grid-and-pnl.md F4)',
  )
}

/** From a key to the frame that shows its digit, against the same in a text field on an empty page. */
async function keys(workbench: Workbench): Promise<void> {
  const { page } = workbench
  await watchKeys(page)
  await page.locator('[row-id="2026-04-24"] [col-id="valetDaily"]').first().click()
  for (let i = 0; i < KEYS; i += 1) {
    for (const key of [String(1 + (i % 9)), String(1 + (i % 7)), i % 2 === 0 ? 'Enter' : 'Shift+Enter']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(BETWEEN_KEYS_MS)
    }
  }
  const seen = await page.evaluate(() => (window as unknown as { painted: Painted[] }).painted)
  const of = (kind: (index: number) => boolean) => seen.filter((_, i) => kind(i % 3)).map(({ ms }) => ms)
  const field = await fieldKeys()
  const beside = (values: number[]) =>
    `${(at(values, 0.5) / at(field, 0.5)).toFixed(1)} × a text field on an empty page (${ms(at(field, 0.5))})`
  const first = of((i) => i === 0)
  const next = of((i) => i === 1)
  const enter = of((i) => i === 2)
  line('first digit in a cell → painted', `p50 ${ms(at(first, 0.5))}, p95 ${ms(at(first, 0.95))}`, beside(first))
  line('next digit → painted', `p50 ${ms(at(next, 0.5))}, p95 ${ms(at(next, 0.95))}`, beside(next))
  line('Enter → figures that follow painted', `p50 ${ms(at(enter, 0.5))}, p95 ${ms(at(enter, 0.95))}`, beside(enter))
}

type Painted = { readonly ms: number }

/** Notes for each key how long it took until the frame after it was drawn. */
function watchKeys(page: Page): Promise<void> {
  return page.evaluate(() => {
    const holder = window as unknown as { painted: { ms: number }[] }
    holder.painted = []
    addEventListener(
      'keydown',
      ({ timeStamp, key }) => {
        if (key === 'Shift') return
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => holder.painted.push({ ms: performance.now() - timeStamp }))
          port1.start()
          port2.postMessage(null)
        })
      },
      true,
    )
  })
}

async function fieldKeys(): Promise<number[]> {
  const { app, page } = await launchEmpty()
  await watchKeys(page)
  await page.locator('input').click()
  for (let i = 0; i < KEYS; i += 1) {
    await page.keyboard.press(String(1 + (i % 9)))
    await page.waitForTimeout(BETWEEN_KEYS_MS)
  }
  const painted = await page.evaluate(() => (window as unknown as { painted: Painted[] }).painted)
  await app.close()
  return painted.map(({ ms }) => ms)
}
