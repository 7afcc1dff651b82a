import type { LineDefinition } from '../../shared/categories/line.ts'
import type { CellMark } from '../../shared/contract/sheet.ts'
import { formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'

/** The name of what is looked at, and the way out. */
export function InspectorHead({ title, hide }: { readonly title: string; readonly hide: () => void }) {
  return (
    <header>
      <h2>{title}</h2>
      <button type="button" className="quiet" onClick={hide} aria-label={words.inspector.hide}>
        ✕
      </button>
    </header>
  )
}

/** One figure with its name. */
export function Fact({
  name,
  value,
  strong = false,
}: {
  readonly name: string
  readonly value: string
  readonly strong?: boolean
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{strong ? <strong>{value}</strong> : value}</dd>
    </div>
  )
}

/** Step by step how a number was computed; nothing where it was not. */
export function HowComputed({ steps }: { readonly steps: readonly string[] }) {
  if (steps.length === 0) return null
  return (
    <section className="note">
      <h3>{words.inspector.how}</h3>
      <ul>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </section>
  )
}

type MarkProps = { readonly mark: CellMark; readonly line: Pick<LineDefinition, 'unit' | 'scale'> }

/** What a person should know of a stored cell beyond its value; of a conflict, the other number. */
export function MarkNote({ mark, line }: MarkProps) {
  return (
    <div className="note" data-tone={mark.kind === 'waiting' ? 'wait' : 'bad'}>
      <strong>{words.marks.names[mark.kind]}</strong>
      <p>{mark.message}</p>
      {mark.kind === 'conflict' && (
        <p>
          {words.sync.theirs(mark.theirsBy ?? words.sync.somebody)}{' '}
          <strong>{mark.theirs == null ? words.sync.cleared : formatStored(mark.theirs, line)}</strong>
        </p>
      )}
    </div>
  )
}
