import type { PrivateInput, PrivateOutput, Way } from '../../../shared/contract/data-service.ts'
import { AppError } from '../../../shared/core/errors.ts'
import type { World } from '../session.ts'
import { ApiFailure } from '../sync/failure.ts'
import { type LaptopsApi, openClient } from './client.ts'

type Name = 'laptops.list' | 'laptops.keep' | 'laptops.release' | 'laptops.lost' | 'laptops.lose'

/** What main asks the API about laptops; also while no store is open, because that is when a key is missing. */
export function laptopCalls({ token, now }: Pick<World, 'token' | 'now'>): {
  readonly [N in Name]: (input: PrivateInput<N>) => Promise<PrivateOutput<N>>
} {
  const asking = async <T>(way: Way, ask: (api: LaptopsApi) => Promise<T>): Promise<T> => {
    const { apiUrl, deviceId, appVersion, ...ways } = way
    const api = openClient({ apiUrl, deviceId, token, now, ways, version: appVersion, epoch: () => null })
    try {
      return await ask(api)
    } catch (thrown) {
      throw thrown instanceof ApiFailure ? AppError.fromWire(thrown.failure.error) : thrown
    } finally {
      api.close()
    }
  }
  return {
    'laptops.list': ({ way }) => asking(way, (api) => api.laptops()),
    'laptops.keep': ({ way, ...half }) => asking(way, (api) => api.keepHalf(half)),
    'laptops.release': ({ way, halfId }) => asking(way, (api) => api.releaseHalf(halfId)),
    'laptops.lost': ({ way }) => asking(way, (api) => api.lost()),
    'laptops.lose': ({ way, lost }) => asking(way, (api) => api.lose(lost)),
  }
}
