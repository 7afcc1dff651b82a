import { type ReactNode, useEffect, useRef } from 'react'

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
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog ref={dialog} aria-label={label} className={className} data-testid={testId} onClose={close}>
      {children}
    </dialog>
  )
}
