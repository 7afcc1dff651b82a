import { describe, expect, test } from 'vitest'
import { ACTIONS } from '../../shared/contract/workflow.ts'
import type { InjectedApi } from './injected-api.ts'

type Me = {
  regions: { regionId: string; name: string }[]
  districts: { districtId: string; name: string; regionId: string }[]
  permissions: { edit: boolean; administer: boolean; moves: string[]; profitAndLoss: string[] }
}

/** What the API tells somebody about themselves (domain.md 10.4). */
export function meSuite(api: () => InjectedApi): void {
  const me = async (as: string, changed = {}) =>
    (await api().ask<Me>('GET', '/me', { token: await api().tokenOf(as, changed) })).data

  describe('who is calling', () => {
    test('is told the districts and regions of their sites, and no others', async () => {
      const central = [{ regionId: 'central', name: 'Central' }]
      const twelve = [{ districtId: '12', name: 'District 12', regionId: 'central' }]
      for (const person of ['owen', 'dana', 'reed', 'ines']) {
        const { regions, districts } = await me(person)
        expect([person, regions, districts]).toEqual([person, central, twelve])
      }
      const { regions, districts } = await me('ines', { site_access: ['9999'] })
      expect([regions, districts]).toEqual([[], []])
    })

    test('is told what the role may do, and nothing a token’s own scopes do not open', async () => {
      const permissions = async (as: string, changed = {}) => (await me(as, changed)).permissions
      expect(await permissions('mara')).toEqual({
        edit: true,
        administer: false,
        moves: ['submit'],
        profitAndLoss: ['site'],
      })
      expect(await permissions('dana')).toEqual({
        edit: true,
        administer: false,
        moves: ['submit', 'return', 'approve'],
        profitAndLoss: ['site', 'district'],
      })
      expect(await permissions('reed')).toEqual({
        edit: false,
        administer: false,
        moves: [],
        profitAndLoss: ['site', 'district', 'region'],
      })
      expect(await permissions('ines')).toEqual({
        edit: true,
        administer: true,
        moves: [...ACTIONS],
        profitAndLoss: ['site', 'district', 'region', 'company'],
      })
      expect(await permissions('ines', { scope: 'statistics:read' })).toEqual({
        edit: false,
        administer: false,
        moves: [],
        profitAndLoss: [],
      })
    })

    test('is told of a level or a move exactly when the route opens it', async () => {
      const nodes = { site: '0427', district: '12', region: 'central', company: 'all' }
      for (const as of ['mara', 'dana', 'reed', 'ines']) {
        const { moves, profitAndLoss } = (await me(as)).permissions
        for (const [level, id] of Object.entries(nodes)) {
          const { status } = await api().ask('GET', `/pl-view/rollup/${level}/${id}`, { as })
          expect([as, level, status]).toEqual([as, level, profitAndLoss.includes(level) ? 200 : 403])
        }
        for (const action of ACTIONS) {
          // A month nobody submits: whoever may is told what is missing, whoever may not that they may not.
          const { codes } = await api().ask('POST', '/submissions/0612/2027-03', { as, body: { action } })
          const isRefused = codes.includes('INSUFFICIENT_PERMISSIONS')
          expect([as, action, isRefused]).toEqual([as, action, !moves.includes(action)])
        }
      }
    })
  })
}
