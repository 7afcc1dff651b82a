import { count } from './count.ts'

/** What the filter of sites says (domain.md 9.7). */
export const filterWords = {
  button: 'Filter sites',
  title: 'Which sites',
  badge: (chosen: number) => count(chosen, 'value is chosen', 'values are chosen'),
  groups: { organisation: 'Organization', people: 'Sites and managers', customer: 'Customer' },
  widens: 'A site is in when any of these fits.',
  widensToo: 'These widen it as well.',
  narrows: 'Of these sites only the ones that fit every field.',
  field: (title: string, chosen: number) => (chosen === 0 ? title : `${title} · ${chosen}`),
  find: (title: string) => `Find in ${title}`,
  noneFound: 'Nothing of that name.',
  value: (label: string, sites: number) => `${label} (${sites})`,
  left: (left: number, all: number) => `${left} of ${count(all, 'site', 'sites')}`,
  numbers: (numbers: string) => `Sites: ${numbers}`,
  more: (hidden: number) => `and ${hidden} more`,
  none: 'No site fits all of this.',
  noneMore: 'Take a value away, or clear the filter.',
  outside: 'The open site is not one of the filtered sites.',
  chips: 'Chosen values',
  remove: (title: string, label: string) => `Do not filter by ${title} ${label}`,
  clear: 'Clear filter',
  cancel: 'Cancel',
  apply: 'Show these sites',
  filteredSites: 'Filtered sites',
} as const
