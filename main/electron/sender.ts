/** What main knows of who calls: the frame, and the page it is in. */
type Caller = {
  readonly senderFrame: { readonly url: string } | null
  readonly sender: { readonly mainFrame: unknown }
}

/** True for the top frame of our own window at our own address, and nobody else (security.md 12). */
export const isOurFrame = ({ senderFrame, sender }: Caller, window: unknown, address: string): boolean =>
  senderFrame !== null &&
  sender === window &&
  senderFrame === sender.mainFrame &&
  senderFrame.url.split('#')[0] === address
