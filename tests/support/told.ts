import type { Explained, Given } from '../../shared/calc/explained.ts'

const said = (value: Given['value']): string => value?.toString() ?? 'unknown'

/** A figure with everything it says about itself, each part and each step as one line, so that a test compares it whole. */
export const told = (found: Explained | null | undefined) =>
  found && {
    total: said(found.total),
    parts: found.parts.map(({ id, label, value }) => `${id} ${label}: ${said(value)}`),
    steps: found.steps.map(({ rule, label, value, unit, given }) => {
      const from = given.map((one) => `${one.name} ${said(one.value)} ${one.unit} ${one.origin}`)
      return [`${rule} ${label}: ${said(value)} ${unit}`, ...from].join(' ← ')
    }),
    remark: found.remark,
  }
