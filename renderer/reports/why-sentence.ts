import type { CauseId } from '../../shared/calc/why/causes.ts'
import type { ReasonCode } from '../../shared/contract/review.ts'
import type { Why } from '../../shared/contract/why.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { formatCents, formatPlain, formatSignedCents } from '../text/format.ts'
import { words } from '../text/words.ts'

type About = { readonly label: string; readonly months: string; readonly baseline: string }

const size = (amount: string): Decimal => new Decimal(amount).abs()
const bySize = (a: { readonly amount: string }, b: { readonly amount: string }) => size(b.amount).cmp(size(a.amount))

/** A sentence drafted from the figures (grid-and-pnl.md E7); a person confirms it before it is anybody's reason. */
export function draftedSentence(why: Why, { label, months, baseline }: About, nameOf: (id: string) => string): string {
  const amount = new Decimal(why.amount)
  const way = amount.isNegative() ? words.why.below : words.why.above
  const head = words.why.sentence(label, months, formatCents(amount.abs()), way, baseline.toLowerCase())
  const causes = why.causes
    .filter(({ id, amount: own }) => id !== 'rest' && new Decimal(own).isNegative() === amount.isNegative())
    .toSorted(bySize)
    .slice(0, 2)
    .map(({ id, amount: own }) =>
      words.why.cause(words.why.names[id], formatSignedCents(new Decimal(own)), factOf(why, id)),
    )
  const [largest] = why.contributions.list
  const where = largest && largest.label === null ? nameOf(largest.id) : largest?.label
  return [
    `${head}${causes.length === 0 ? '' : words.why.mostly(causes.join(words.why.and))}.`,
    ...(largest && where != null && largest.id !== 'others'
      ? [words.why.largest(where, formatSignedCents(new Decimal(largest.amount)))]
      : []),
  ].join(' ')
}

const FACT_OF: Partial<Record<CauseId, Why['facts'][number]['id']>> = {
  volume: 'vehicles',
  hours: 'hours',
  forVolume: 'hours',
}

function factOf({ facts }: Why, id: CauseId): string | null {
  const fact = facts.find((one) => one.id === FACT_OF[id])
  if (fact === undefined) return null
  const rounded = (text: string) => formatPlain(new Decimal(text).toDecimalPlaces(0))
  return words.why.fact(rounded(fact.after), rounded(fact.before), words.why.facts[fact.id])
}

const CODE_OF: Readonly<Record<CauseId, ReasonCode>> = {
  volume: 'volume',
  calendar: 'timing',
  rate: 'rate',
  mix: 'rate',
  forVolume: 'volume',
  hours: 'staffing',
  wage: 'staffing',
  labor: 'staffing',
  entered: 'other',
  contract: 'other',
  beyond: 'other',
  plan: 'other',
  rest: 'other',
}

/** The code of the largest cause that points the way of the difference. */
export function draftedCode({ amount, causes }: Pick<Why, 'amount' | 'causes'>): ReasonCode {
  const isDown = new Decimal(amount).isNegative()
  const [largest] = causes.filter((one) => new Decimal(one.amount).isNegative() === isDown).toSorted(bySize)
  return largest === undefined ? 'other' : CODE_OF[largest.id]
}
