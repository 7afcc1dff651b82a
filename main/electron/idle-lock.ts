import { powerMonitor } from 'electron'

const LOOK_MS = 15_000

/** Calls back when nobody touched the computer for so many minutes; 0 never does. */
export function onIdle(minutes: number, idle: () => void): void {
  if (minutes === 0) return
  setInterval(() => {
    if (powerMonitor.getSystemIdleTime() >= minutes * 60) idle()
  }, LOOK_MS)
}
