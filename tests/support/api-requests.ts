import type { StatisticsDocument } from '../../shared/contract/statistics.ts'
import type { OpResult, SyncCell, SyncOp } from '../../shared/contract/sync.ts'
import type { Answer, InjectedApi } from './injected-api.ts'

export type Results = { results: OpResult[] }
export type Changes = { cells: SyncCell[]; cursor: number; hasMore: boolean }

/** The requests most sentences about the API are made of; `api` is asked late, because it opens before the first test. */
export function apiRequests(api: () => InjectedApi) {
  const push = (ops: unknown[], as = 'mara', headers: Record<string, string> = {}) =>
    api().ask<Results>('POST', '/sync/push', { as, body: { ops }, headers })
  const pushed = async (op: SyncOp, as = 'mara') => (await push([op], as)).data.results[0]
  const changes = (cursor: number, scope = '0427:2026', limit = 1000) =>
    api().ask<Changes>('GET', `/sync/changes?scope=${scope}&cursor=${cursor}&limit=${limit}`, { as: 'mara' })
  const head = async () => {
    const { data } = await api().ask<{ scopes: { headSeq: number }[] }>('GET', '/sync/scopes', { as: 'ines' })
    return Math.max(...data.scopes.map((scope) => scope.headSeq))
  }
  const document = (month = '2026-11', siteId = '0427') =>
    api().ask<StatisticsDocument>('GET', `/statistics/${siteId}/${month}`, { as: 'mara' })
  const put = (days: unknown[], etag: string | undefined, as = 'mara', month = '2026-11') =>
    api().ask<StatisticsDocument>('PUT', `/statistics/0427/${month}`, {
      as,
      body: { days },
      headers: etag === undefined ? {} : { 'if-match': etag },
    })
  const etagOf = (answer: Answer) => String(answer.headers['etag'])

  return { push, pushed, changes, head, document, put, etagOf }
}
