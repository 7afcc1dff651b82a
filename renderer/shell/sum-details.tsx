import type { SumFacts } from '../grid/sum-facts.ts'
import { words } from '../text/words.ts'
import { Fact, HowComputed, InspectorHead } from './inspector-parts.tsx'

/** Everything about a sum: what it comes to, what of, what it stands beside, and what typing there does. */
export function SumDetails({ facts, hide }: { readonly facts: SumFacts; readonly hide: () => void }) {
  const { title, value, made, references, entry, lock, steps } = facts
  return (
    <>
      <InspectorHead title={title} hide={hide} />
      <p className="hint" data-testid="sum-made">
        {made}
      </p>
      <dl className="facts">
        <Fact name={words.inspector.value} value={value} strong />
        {references.map((one) => (
          <Fact key={one.name} name={one.name} value={one.value} />
        ))}
      </dl>
      <HowComputed steps={steps} />
      <SumEntry entry={entry} lock={lock} />
    </>
  )
}

/** What typing onto a sum does, or why nothing can be typed there. */
export function SumEntry({ entry, lock }: Pick<SumFacts, 'entry' | 'lock'>) {
  if (entry === null && lock === null) return null
  return (
    <section className="note" data-testid={entry === null ? 'lock-reason' : 'sum-entry'}>
      {entry !== null && <h3>{words.sum.howTyped}</h3>}
      {entry === null && lock?.isComputed === false && <strong>{words.inspector.locked}</strong>}
      <p>{entry ?? lock?.words}</p>
    </section>
  )
}
