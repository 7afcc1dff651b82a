import type { Page } from 'playwright'
import type { OpenAct } from '../../../shared/contract/review-sheet.ts'
import type { FakeState } from '../fake-state.ts'
import { SURPRISING } from './drill-scenes.ts'
import { LOOKS, ready, type Scene, sync } from './scene.ts'

const DANA: FakeState['session'] = {
  status: 'signed-in',
  user: { sub: 'dana', name: 'Dana Whitfield', roles: ['district_manager'] },
}

const INES: FakeState['session'] = {
  status: 'signed-in',
  user: { sub: 'ines', name: 'Ines Marchetti', roles: ['forecasting_admin'] },
}

const STATES: FakeState['monthStates'] = [
  { siteId: '0427', month: '2026-04', state: 'returned', isWaiting: false, cells: 2 },
  { siteId: '0431', month: '2026-04', state: 'submitted', isWaiting: true, cells: 0 },
  { siteId: '0612', month: '2026-04', state: 'approved', isWaiting: false, cells: 0 },
]

const openChecklist = async (page: Page) => {
  await ready(page)
  await page.getByTestId('open-checklist').click()
  await page.getByTestId('explain-Payroll').click()
  await page.getByTestId('keep-reason').waitFor()
}
const A_STEP: Pick<OpenAct, 'act' | 'madeAt'> = {
  madeAt: '2026-04-10T14:42:00Z',
  act: {
    kind: 'move',
    actId: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a05',
    siteId: '0427',
    period: '2026-04',
    action: 'submit',
    comment: 'The convention brought fewer cars than planned.',
    cells: [],
    seen: 0,
    asOfSeq: null,
  },
}
const waiting: Partial<FakeState> = {
  sync: { ...sync, state: 'offline', waiting: 2, acts: { unsent: 1, refused: 1 } },
  review: {
    state: 'submitted',
    returned: null,
    actions: [],
    open: [
      { ...A_STEP, state: 'waiting', code: null, message: null },
      {
        ...A_STEP,
        act: { ...A_STEP.act, actId: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a06' },
        state: 'refused',
        code: 'VERSION_CONFLICT',
        message: 'Dana Whitfield has returned this month meanwhile. Look at it again, then decide.',
      },
    ],
  },
}
/** Checklist, steps that wait, decisions and the queue of a district manager. */
export const reviewScenes: readonly Scene[] = LOOKS.flatMap(([name, look]): Scene[] => [
  { name: `checklist${name}`, ...look, act: openChecklist },
  {
    name: `checklist-surprise${name}`,
    ...look,
    state: { review: { surprises: SURPRISING.filter(({ isSurprising }) => isSurprising) } },
    act: openChecklist,
  },
  {
    name: `checklist-waiting${name}`,
    ...look,
    state: waiting,
    act: async (page) => {
      await ready(page)
      await page.getByTestId('open-checklist').click()
      await page.getByTestId('open-steps').waitFor()
    },
  },
  {
    name: `review-return${name}`,
    ...look,
    state: { session: DANA, review: { state: 'submitted', returned: null, actions: ['return', 'approve'] } },
    act: async (page) => {
      await ready(page)
      await page.getByTestId('open-checklist').click()
      await page.getByTestId('name-add').click()
      await page.getByTestId('review-comment').fill('Why so few cars on the convention days?')
      await page.getByTestId('move-return').scrollIntoViewIfNeeded()
    },
  },
  {
    name: `review-queue${name}`,
    ...look,
    state: { session: DANA, monthStates: STATES },
    act: async (page) => {
      await ready(page)
      await page.getByTestId('open-queue').click()
      await page.getByTestId('queue-sites').waitFor()
    },
  },
  {
    name: `freeze-many${name}`,
    ...look,
    state: { session: INES },
    act: async (page) => {
      await ready(page)
      await page.getByTestId('open-queue').click()
      await page.getByTestId('freeze-left').click()
      await page.getByTestId('freeze-many').scrollIntoViewIfNeeded()
    },
  },
  { name: `read-mode${name}`, ...look, state: { session: DANA }, act: ready },
])
