import { describe, expect, test } from 'vitest'
import type { JobFamily } from '../../shared/contract/jobs.ts'
import { must } from '../../shared/core/bug.ts'
import type { InjectedApi } from './injected-api.ts'

/** Job families and codes, and who keeps them (domain.md 3.3). */
export function jobsSuite(api: () => InjectedApi): void {
  const families = async () =>
    (await api().ask<{ families: JobFamily[] }>('GET', '/payroll/job-families', { as: 'mara' })).data.families
  const familyOf = async (id: string) =>
    must(
      (await families()).find((family) => family.id === id),
      id,
    )
  const send = (method: 'PUT' | 'POST', path: string, body: unknown) =>
    api().ask<JobFamily>(method, `/payroll/${path}`, { as: 'ines', body })
  const told = ({ body }: Awaited<ReturnType<typeof send>>) => body.errors.map(({ field, message }) => [field, message])
  const code = (changed: object = {}) => ({ title: 'Shuttle driver', familyId: 'Shuttle', active: true, ...changed })

  describe('keeping job families and codes', () => {
    test('families come in their order, each with its codes', async () => {
      expect((await families()).map(({ id }) => id).slice(0, 8)).toEqual([
        'GSA',
        'GSC',
        'Valet',
        'Bell',
        'Shuttle',
        'Cashier',
        'Salaried',
        'Other',
      ])
      expect((await familyOf('Valet')).codes.map((job) => job.code)).toEqual(['VLT1', 'VLT2'])
    })

    test('a family is made, described and renamed; two of one name are refused', async () => {
      const made = await send('POST', 'job-families', { id: 'Events', name: 'Events', description: 'Fairs and games' })
      expect(made.data).toEqual({
        id: 'Events',
        name: 'Events',
        description: 'Fairs and games',
        salaried: false,
        active: true,
        codes: [],
      })
      expect(told(await send('POST', 'job-families', { id: 'Fairs', name: 'events ' }))).toEqual([
        ['name', 'A group with this name exists.'],
      ])
      expect((await send('POST', 'job-families', { id: 'Events', name: 'Other events' })).status).toBe(409)
      await send('PUT', 'job-families/Events', { name: 'Events and fairs' })
      expect((await familyOf('Events')).name).toBe('Events and fairs')
      expect(told(await send('PUT', 'job-families/Events', { name: '', description: '' }))).toEqual([
        ['name', 'Name is required.'],
      ])
      expect(told(await send('PUT', 'job-families/Nobody', { name: 'Nobody' }))).toEqual([
        ['family', 'There is no such job family.'],
      ])
    })

    test('codes move to a family, at most a hundred, each once, and only those there are', async () => {
      const assign = (codes: string[]) => send('POST', 'job-families/Events/codes', { codes })
      expect((await assign(['PCON', 'TCOORD'])).data.codes.map((job) => job.code)).toEqual(['PCON', 'TCOORD'])
      expect(
        await Promise.all([[], ['PCON', 'PCON'], ['NOBODY'], Array.from({ length: 101 }, () => 'PCON')].map(assign)),
      ).toMatchObject(
        [
          'Select at least one job code.',
          'Duplicate job code ids.',
          'Job code not found: NOBODY.',
          'No more than 100 job codes at a time.',
        ].map((message) => ({ body: { errors: [{ code: 'INVALID_DATA_TYPE', field: 'codes', message }] } })),
      )
    })

    test('a family rests only when its codes rest, and takes no active code then', async () => {
      const rest = () => send('PUT', 'job-families/Events', { name: 'Events', active: false })
      expect(told(await rest())).toEqual([
        ['active', 'A group can be deactivated when all its job codes are inactive.'],
      ])
      for (const one of ['PCON', 'TCOORD']) {
        await send('PUT', `job-codes/${one}`, { title: one, familyId: 'Events', active: false })
      }
      expect((await rest()).data.active).toBe(false)
      expect(
        told(await send('PUT', 'job-codes/PCON', { title: 'Concierge', familyId: 'Events', active: true })),
      ).toEqual([['active', 'An active job code needs an active group.']])
    })

    test('a code has a title and a family there is; one nobody knows is not found', async () => {
      expect(told(await send('PUT', 'job-codes/SHUTL1', code({ title: ' ' })))).toEqual([
        ['title', 'Title is required.'],
      ])
      expect(told(await send('PUT', 'job-codes/SHUTL1', code({ familyId: 'Nowhere' })))).toEqual([
        ['familyId', 'Choose a target group.'],
      ])
      expect((await send('PUT', 'job-codes/ZZ9', code())).codes).toEqual(['NOT_FOUND'])
    })

    test('a new title reaches the payroll of the sites that have the code, which are computed anew', async () => {
      const version = async () =>
        (
          await api()
            .store.db.selectFrom('site')
            .select('reference_ver as version')
            .where('site_id', '=', '0427')
            .executeTakeFirstOrThrow()
        ).version
      const before = await version()
      await send('PUT', 'job-codes/VLT1', { title: 'Valet runner', familyId: 'Valet', active: true })
      type Codes = { codes: { code: string; title: string; familyName: string }[] }
      const { codes } = (await api().ask<Codes>('GET', '/payroll/0427/job-codes', { as: 'mara' })).data
      expect(codes.find((one) => one.code === 'VLT1')).toMatchObject({ title: 'Valet runner', familyName: 'Valet' })
      expect(await version()).toBe(before + 1)
    })
  })
}
