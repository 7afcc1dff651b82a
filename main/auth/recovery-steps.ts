import type { Laptop } from '../../shared/contract/laptops.ts'
import { cannotRecover, type Half, provesLost, type Recovery } from '../profile/recovery.ts'

/** What is asked of the API about this laptop, with a token of its person. */
export type LaptopCalls = {
  readonly list: (deviceId: string) => Promise<readonly Laptop[]>
  readonly keep: (deviceId: string, half: Half) => Promise<void>
  /** Null where the server keeps no such half. */
  readonly release: (deviceId: string, halfId: string) => Promise<string | null>
  readonly lost: (deviceId: string) => Promise<{
    readonly lostAt: string | null
    readonly proofs: readonly { readonly halfId: string; readonly proof: string }[]
  }>
}

/**
 * Sees to it that the key can be recovered: that a wrap lies here whose half the server keeps. The server has the half
 * before the wrap is written, and keeps the one before it: cut off anywhere, one pair is whole.
 */
export async function keepRecoverable(
  recovery: Recovery,
  laptops: LaptopCalls,
  { key, deviceId, renew }: { readonly key: string; readonly deviceId: string; readonly renew: boolean },
): Promise<void> {
  const file = recovery.read()
  if (!renew && file?.deviceId === deviceId) {
    const known = (await laptops.list(deviceId)).find((laptop) => laptop.deviceId === deviceId)
    if (known?.halves.includes(file.halfId)) return
  }
  const wrapped = recovery.wrap(key, deviceId)
  await laptops.keep(deviceId, wrapped.half)
  recovery.keep(wrapped.file)
}

/** The store's key, with the half of the server; throws where one of the two is missing or nobody answers. */
export async function recoverKey(recovery: Recovery, laptops: LaptopCalls): Promise<string> {
  const file = recovery.read()
  if (!file) throw cannotRecover()
  const half = await laptops.release(file.deviceId, file.halfId)
  if (half === null) throw cannotRecover()
  return recovery.unwrap(file, half)
}

/** When this laptop was marked as lost, as our server alone can say it; null when it was not, or nobody proved it. */
export async function lostSince(recovery: Recovery, laptops: LaptopCalls): Promise<string | null> {
  const file = recovery.read()
  if (!file) return null
  const { lostAt, proofs } = await laptops.lost(file.deviceId)
  return proofs.some(({ halfId, proof }) => halfId === file.halfId && provesLost(file, proof)) ? lostAt : null
}
