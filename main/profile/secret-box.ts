/** Seals text with the operating system's key store, where there is one. Opening may fail when that store changed. */
export type SecretBox = {
  /** Name for people and for the file beside the sealed text; null when this system has no key store to trust. */
  readonly keyStore: () => Promise<string | null>
  readonly seal: (text: string) => Promise<Buffer>
  readonly open: (sealed: Buffer) => Promise<string>
}
