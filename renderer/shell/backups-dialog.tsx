import { useEffect, useState } from 'react'
import type { Backup } from '../../shared/contract/backup.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { ask } from '../bridge.ts'
import { useApp } from '../store/app-store.ts'
import { formatMoment } from '../text/format.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

type Step = { readonly kind: 'list' } | { readonly kind: 'ask' | 'working'; readonly backup: Backup }

/** The encrypted copies of the store, and the way back to any of them (sync.md 3.10). */
export function BackupsDialog({ bridge }: { readonly bridge: Bridge }) {
  const showPanel = useApp((state) => state.showPanel)
  const say = useApp((state) => state.say)
  const readAll = useApp((state) => state.rereadAll)
  const [backups, setBackups] = useState<readonly Backup[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [step, setStep] = useState<Step>({ kind: 'list' })
  const close = () => showPanel(null)
  useEffect(() => {
    const read = async () => {
      const reply = await ask(bridge, 'backups.list', undefined)
      if (reply.ok) setBackups(reply.value)
      else setProblem(reply.error.message)
    }
    void read()
  }, [bridge])

  const goBack = async (backup: Backup) => {
    setStep({ kind: 'working', backup })
    setProblem(null)
    const reply = await ask(bridge, 'backups.restore', { name: backup.name })
    await readAll()
    if (reply.ok) {
      say(words.backups.done(reply.value.takenAt))
      return close()
    }
    setProblem(reply.error.message)
    setStep({ kind: 'list' })
  }

  return (
    <Dialog label={words.backups.title} className="wide" testId="backups" close={close}>
      <h2>{words.backups.title}</h2>
      <p>{words.backups.lead}</p>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {backups === null && problem === null && <output>{words.backups.loading}</output>}
      {backups?.length === 0 && <p>{words.backups.none}</p>}
      {step.kind === 'list' ? (
        <>
          {backups !== null && backups.length > 0 && (
            <Copies backups={backups} choose={(backup) => setStep({ kind: 'ask', backup })} />
          )}
          <p className="actions">
            <button type="button" data-testid="open-laptops" onClick={() => showPanel('laptops')}>
              {words.laptops.open}
            </button>
            <button type="button" onClick={close}>
              {words.backups.close}
            </button>
          </p>
        </>
      ) : (
        <>
          <p>
            <strong>{words.backups.ask(step.backup.takenAt)}</strong>
          </p>
          <p>{words.backups.kept}</p>
          <p className="actions">
            <button type="button" disabled={step.kind === 'working'} onClick={() => setStep({ kind: 'list' })}>
              {words.backups.cancel}
            </button>
            <button
              type="button"
              className="primary"
              data-testid="backup-confirm"
              disabled={step.kind === 'working'}
              onClick={() => void goBack(step.backup)}
            >
              {step.kind === 'working' ? words.backups.working : words.backups.confirm}
            </button>
          </p>
        </>
      )}
    </Dialog>
  )
}

type CopiesProps = { readonly backups: readonly Backup[]; readonly choose: (backup: Backup) => void }

function Copies({ backups, choose }: CopiesProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.backups.taken}</th>
          <th scope="col">{words.backups.why}</th>
          <th scope="col" className="number">
            {words.backups.size}
          </th>
          <th scope="col">{words.backups.action}</th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup) => (
          <tr key={backup.name} data-testid="backup">
            <td>{formatMoment(backup.takenAt)}</td>
            <td>{words.backups.reason[backup.reason]}</td>
            <td className="number">{words.backups.bytes(backup.bytes)}</td>
            <td>
              <button type="button" data-testid="backup-restore" onClick={() => choose(backup)}>
                {words.backups.restore}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
