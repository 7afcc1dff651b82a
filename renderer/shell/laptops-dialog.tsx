import { useEffect, useState } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { Laptop, Laptops } from '../../shared/contract/laptops.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { ask } from '../bridge.ts'
import { useApp } from '../store/app-store.ts'
import { formatMoment } from '../text/format.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

/** The laptops one's data are on, and the way to have them erased from one that was lost. */
export function LaptopsDialog({ bridge }: { readonly bridge: Bridge }) {
  const showPanel = useApp((state) => state.showPanel)
  const [found, setFound] = useState<Laptops | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const close = () => showPanel(null)
  useEffect(() => {
    void ask(bridge, 'laptops.read', undefined).then((reply) => take(reply, setFound, setProblem))
  }, [bridge])
  const lose = async (deviceId: string) => take(await ask(bridge, 'laptops.lose', { deviceId }), setFound, setProblem)

  return (
    <Dialog label={words.laptops.title} className="wide" testId="laptops" close={close}>
      <h2>{words.laptops.title}</h2>
      <p>{words.laptops.lead}</p>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {found === null && problem === null && <output>{words.laptops.loading}</output>}
      {found !== null && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.laptops.name}</th>
              <th scope="col">{words.laptops.lastSeen}</th>
              <th scope="col">{words.laptops.state}</th>
              <th scope="col">{words.laptops.action}</th>
            </tr>
          </thead>
          <tbody>
            {found.laptops.map((laptop) => (
              <Row
                key={laptop.deviceId}
                laptop={laptop}
                isThisOne={laptop.deviceId === found.thisOne}
                lose={() => void lose(laptop.deviceId)}
              />
            ))}
          </tbody>
        </table>
      )}
      <p className="actions">
        <button type="button" onClick={close}>
          {words.laptops.close}
        </button>
      </p>
    </Dialog>
  )
}

function take(
  reply: Reply<Laptops>,
  setFound: (found: Laptops) => void,
  setProblem: (problem: string | null) => void,
): void {
  if (reply.ok) setFound(reply.value)
  setProblem(reply.ok ? null : reply.error.message)
}

type RowProps = { readonly laptop: Laptop; readonly isThisOne: boolean; readonly lose: () => void }

function Row({ laptop, isThisOne, lose }: RowProps) {
  const { name, lastSeenAt, lostAt, halves } = laptop
  const inUse = halves.length > 0 ? words.laptops.recoverable : words.laptops.unrecoverable
  return (
    <tr data-testid="laptop">
      <td>
        {name || words.laptops.unnamed}
        {isThisOne && ` (${words.laptops.thisOne})`}
      </td>
      <td>{formatMoment(lastSeenAt)}</td>
      <td>{lostAt === null ? inUse : words.laptops.lost(formatMoment(lostAt))}</td>
      <td>
        {lostAt === null && !isThisOne && (
          <button type="button" data-testid="lose" onClick={lose}>
            {words.laptops.lose}
          </button>
        )}
      </td>
    </tr>
  )
}
