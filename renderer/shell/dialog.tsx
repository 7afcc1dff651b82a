import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'

type Props = {
  readonly label: string
  readonly className?: string
  readonly testId: string
  readonly close: () => void
  readonly children: ReactNode
}

/** The browser's own modal: it keeps the focus inside, closes on Escape, and gives the focus back. */
export function Dialog({ label, className, testId, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const before = useRef<Element | null>(null)
  // Before anything is painted: a key that follows at once is the dialog's.
  useLayoutEffect(() => {
    before.current = document.activeElement
    dialog.current?.showModal()
  }, [])
  // After it has left the page, which takes no focus beside an open one.
  useEffect(
    () => () => {
      const { current } = before
      if (current instanceof HTMLElement && current.isConnected) current.focus()
    },
    [],
  )
  return (
    <dialog ref={dialog} aria-label={label} className={className} data-testid={testId} onClose={close}>
      {children}
    </dialog>
  )
}
