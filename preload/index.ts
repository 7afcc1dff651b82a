import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, calls, events } from '../shared/contract/ipc.ts'

const call = Object.fromEntries(
  Object.keys(calls).map((name) => [name, (input: unknown) => ipcRenderer.invoke(name, input)]),
) as unknown as Bridge['call']

const on: Bridge['on'] = (name, listener) => {
  if (!Object.hasOwn(events, name)) throw new Error(`No such event: ${name}`)
  const relay = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload)
  ipcRenderer.on(name, relay)
  return () => ipcRenderer.removeListener(name, relay)
}

contextBridge.exposeInMainWorld('frontline', { call, on } satisfies Bridge)
