import { useEffect, useState } from 'react'

/**
 * A value as it was in the picture before: it follows once the next one is on the screen, so that what a key does to the
 * grid is painted first.
 */
export function useAfterPaint<T>(value: T): T {
  const [shown, setShown] = useState<{ readonly value: T }>({ value })
  useEffect(() => {
    if (value === shown.value) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setShown({ value }))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [value, shown])
  return shown.value
}
