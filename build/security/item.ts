/** A test by the beginning of its file's path and a part of its name. */
export type Proof = readonly [place: string, name: string]

export type Item = {
  readonly title: string
  readonly proofs: readonly Proof[]
  /** A check that asks outside this repository, by its name in build/security/outside.ts. */
  readonly outside?: 'electron-version' | 'audit'
  /** What only another system can check; the configuration for it is checked here. */
  readonly elsewhere?: string
}
