import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { API_BASE } from '../../shared/contract/api.ts'
import { EPOCH_HEADER } from '../../shared/contract/sync.ts'
import type { SyncApi } from '../../main/data-service/sync/sync-api.ts'
import { type FarEnd, Model, startFarEnd } from '../support/far-end.ts'
import { emptiedServer, EMPTYINGS } from './emptied-server.ts'
import type { Effort, Goal, Outcome } from './goal.ts'
import { counted, firstSeed } from './histories-goal.ts'
import { isDrained, openRealLaptop, type RealLaptop, type RealLaptopOptions } from './real-laptop.ts'

const ANSWERS: Readonly<Record<Effort, number>> = { quick: 250, full: 2000, long: 20_000 }

type Fuzzed = { readonly status: number; readonly type: string; readonly epoch: string | null; readonly body: string }

/** Something in an answer that makes it no answer of ours to what was asked. */
type Twist = (whole: Record<string, unknown>) => string
const twists: Readonly<Record<string, Twist>> = {
  html: () => '<html><body>Sign in to the Wi-Fi</body></html>',
  truncated: (whole) => JSON.stringify(whole).slice(0, -7),
  'no data': (whole) => JSON.stringify({ ...whole, data: null }),
  'a list': () => '[1,2,3]',
  'huge numbers': (whole) =>
    JSON.stringify(whole).replaceAll(/"(ver|seq|headSeq|value|cursor|asOfSeq)":-?\d+/g, '"$1":1e309'),
  'broken numbers': (whole) =>
    JSON.stringify(whole).replaceAll(/"(ver|seq|headSeq|cursor|asOfSeq)":-?\d+/g, '"$1":-1.5'),
  'wrong types': (whole) =>
    JSON.stringify(whole).replaceAll(/"(siteId|scopeId|lineId|period|epoch)":"[^"]*"/g, '"$1":7'),
  'another site': (whole) => JSON.stringify(whole).replaceAll('"0427', '"0999'),
  prototype: ({ data, ...whole }) =>
    JSON.stringify(whole).replace('{', `{"__proto__":{"data":${JSON.stringify(data)}},`),
  'failure inside 200': (whole) => JSON.stringify({ ...whole, success: false }),
}
const fuzzed = fc.record({
  twist: fc.constantFrom(...Object.keys(twists)),
  status: fc.constantFrom(200, 200, 200, 200, 201, 204, 302, 304, 404, 418, 500, 511),
  type: fc.constantFrom('application/json', 'application/json', 'text/html', 'application/octet-stream', ''),
  epoch: fc.constantFrom('epoch-1', 'epoch-1', 'epoch-1', 'epoch-9', null),
})

/** What a person would miss: values, edits and what is shown; an edit on its way is one that waits. */
const stateOf = ({ store }: RealLaptop): unknown => {
  const { cells, drafts, ops } = store.dump()
  const edits = (ops as readonly unknown[][]).map(([opId, state]) => [opId, state === 'inflight' ? 'pending' : state])
  return { cells, drafts, edits, epochs: store.epochs() }
}

async function check(
  count: number,
  asked: number | null,
  wrapApi?: (url: string) => (api: SyncApi) => SyncApi,
): Promise<Outcome> {
  const seed = firstSeed(asked) | 0
  const farEnd = await startFarEnd(new Model())
  farEnd.model.years = [2026]
  farEnd.model.write({ lineId: 'valetDaily', period: '2026-04-20', scenario: 'forecast', value: 5_000_000 })
  const laptop = openRealLaptop({
    url: farEnd.url,
    sub: 'mara',
    token: async () => 'token',
    timeoutMs: 300,
    timersFire: false,
    ...(wrapApi && { wrapApi: wrapApi(farEnd.url) }),
  })
  const report = process.listeners('unhandledRejection').length
  try {
    laptop.runner.tell({ type: 'asked' })
    await laptop.until(() => isDrained(laptop), 10_000)
    laptop.type('0427', [{ lineId: 'selfDaily', period: '2026-04-21', value: 7_000_000 }])
    await laptop.until(() => isDrained(laptop), 10_000)
    farEnd.fault = (_, response) => response.destroy() !== undefined
    laptop.type('0427', [{ lineId: 'selfDaily', period: '2026-04-22', value: 8_000_000 }])
    await settled(laptop)
    const all = fc.sample(fuzzed, { numRuns: count, seed })
    for (const [i, { twist, ...answer }] of all.entries()) {
      const stage = i % 3 // the list of scopes, a push, or a fetch is what goes wrong
      farEnd.fault = twisted(twists[twist]!, answer, stage)
      if (stage === 2)
        farEnd.model.write({ lineId: 'valetComps', period: '2026-04-23', scenario: 'forecast', value: i })
      const before = stateOf(laptop)
      laptop.runner.tell({ type: 'asked' })
      await settled(laptop)
      if (!isDeepStrictEqual(stateOf(laptop), before)) {
        return {
          met: false,
          figure: `answer ${i + 1}`,
          trouble: `seed ${seed}: ${twist} ${JSON.stringify(answer)} changed the state`,
        }
      }
      if (laptop.bugs.length > 0) {
        return {
          met: false,
          figure: `answer ${i + 1}`,
          trouble: `seed ${seed}: ${twist} ${JSON.stringify(answer)}: ${String(laptop.bugs[0])}`,
        }
      }
    }
    farEnd.fault = () => false
    laptop.runner.tell({ type: 'signed-in' })
    laptop.runner.tell({ type: 'asked' })
    const drained = await laptop.until(() => isDrained(laptop), 5000)
    const held = farEnd.model.find('selfDaily', '2026-04-22')?.value
    const met = drained && held === 8_000_000 && process.listeners('unhandledRejection').length === report
    return {
      met,
      figure: `${counted(count)} answers, nothing changed, no crash, and the edit arrived after them; seed ${seed}`,
    }
  } finally {
    await laptop.close()
    await farEnd.close()
  }
}

const settled = (laptop: RealLaptop): Promise<boolean> =>
  laptop.until(() => !['scopes', 'push', 'pull'].includes(laptop.runner.status().phase), 10_000)

/** Spoils the answer of one stage of a round; the ones before it are good, so that it is reached. */
function twisted(twist: Twist, answer: Omit<Fuzzed, 'body'>, stage: number): FarEnd['fault'] {
  return ({ path }, response, good) => {
    const at = path === '/sync/scopes' ? 0 : path === '/sync/push' ? 1 : 2
    if (at < stage) return at === 1 ? response.destroy() !== undefined : false
    const whole = {
      success: true,
      data: at === 1 ? { results: [] } : good(), // the edit itself must not arrive yet
      message: 'OK',
      timestamp: '2026-04-10T15:00:00.000Z',
      requestId: `req_${API_BASE.length}`,
      version: '1.0',
      errors: [],
    }
    response.writeHead(answer.status, {
      ...(answer.type !== '' && { 'content-type': answer.type }),
      ...(answer.epoch !== null && { [EPOCH_HEADER]: answer.epoch }),
    })
    response.end(twist(whole))
    return true
  }
}

/** A client that takes whatever parses: what it is, and whose, is never asked. */
const trusting =
  (url: string) =>
  (api: SyncApi): SyncApi => ({
    ...api,
    scopes: async () => {
      const answer = await fetch(`${url}${API_BASE}/sync/scopes`, { headers: { 'x-device-id': 'laptop-1' } })
      return ((await answer.json()) as { data: Awaited<ReturnType<SyncApi['scopes']>> }).data
    },
  })

/** A well-made answer that would empty the laptop empties nothing either: a person is asked (decision 12). */
async function withEmptyings(fuzzed: Outcome, options: Partial<RealLaptopOptions> = {}): Promise<Outcome> {
  for (const how of EMPTYINGS) {
    const { gone, isAsked, isEditKept } = await emptiedServer(how, options)
    if (gone > 0 || !isAsked || !isEditKept) {
      const trouble = `${how}: ${gone} cells gone, a person is ${isAsked ? '' : 'not '}asked, the edit ${isEditKept ? 'arrived' : 'did not arrive'}`
      return { met: false, figure: fuzzed.figure, trouble }
    }
  }
  return { ...fuzzed, figure: `${fuzzed.figure}; ${EMPTYINGS.length} ways to empty it removed no cell` }
}

/** Whatever comes in place of an answer changes nothing (sync.md 3.8). */
export const G20: Goal = {
  id: 'G20',
  title: '2,000 fuzzed answers, or one that empties the server, change nothing and crash nothing',
  run: async (effort, seed) => withEmptyings(await check(ANSWERS[effort], seed)),
  mutants: [
    { name: 'whatever parses is taken', isCaught: async () => !(await check(60, 1, trusting)).met },
    {
      name: 'a mass removal waits for nobody',
      isCaught: async () => {
        const hasMany = () => ({ countScope: () => Number.MAX_SAFE_INTEGER })
        return !(await withEmptyings({ met: true, figure: '' }, { wrapStore: hasMany })).met
      },
    },
    {
      name: 'a person is never asked, the cells just stay',
      isCaught: async () => {
        const asksNobody = (store: Pick<RealLaptop['store'], 'saveScope'>) => ({
          saveScope: (scope: Parameters<RealLaptop['store']['saveScope']>[0]) =>
            store.saveScope({ ...scope, removal: Math.min(scope.removal, 0) }),
        })
        return !(await withEmptyings({ met: true, figure: '' }, { wrapStore: asksNobody })).met
      },
    },
  ],
}
