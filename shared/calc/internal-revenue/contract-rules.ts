import type { Decimal } from '../../core/decimal.ts'
import type { FieldIssue } from '../../core/errors.ts'
import type { BillableAccounts, Contract, ManagementAgreement, PerLaborHour, Tier } from './contract.ts'

const issue = (field: string, message: string, expectedFormat: string, providedValue?: unknown): FieldIssue => ({
  code: 'INVALID_DATA_TYPE',
  field,
  message,
  expectedFormat,
  ...(providedValue === undefined ? {} : { providedValue }),
})
const missing = (field: string, message: string, expectedFormat: string): FieldIssue => ({
  code: 'MISSING_REQUIRED_FIELD',
  field,
  message,
  expectedFormat,
})

const percent = (field: string, value: Decimal | null): readonly FieldIssue[] =>
  value === null || (value.greaterThanOrEqualTo(0) && value.lessThanOrEqualTo(100))
    ? []
    : [issue(field, 'A percentage lies between 0 and 100.', '0 to 100', value.toString())]
const positive = (field: string, value: Decimal): readonly FieldIssue[] =>
  value.greaterThan(0) ? [] : [issue(field, 'Enter an amount above 0.', 'above 0', value.toString())]
const notNegative = (field: string, value: Decimal | null): readonly FieldIssue[] =>
  value === null || value.greaterThanOrEqualTo(0)
    ? []
    : [issue(field, 'Enter 0 or more.', '0 or more', value.toString())]
const duplicates = (values: readonly string[]) => [...new Set(values.filter((value, i) => values.indexOf(value) !== i))]

/** Everything in a contract that breaks a rule of domain.md 1.3, with the field and what would be right. Empty: it is sound. */
export function contractIssues(contract: Contract): readonly FieldIssue[] {
  const { incrementMonth } = contract
  return [
    ...percent('incrementAmount', contract.incrementAmount),
    ...(incrementMonth === null || (Number.isInteger(incrementMonth) && incrementMonth >= 1 && incrementMonth <= 12)
      ? []
      : [issue('incrementMonth', 'A month is a number from 1 to 12.', '1 to 12', incrementMonth)]),
    ...(contract.perLaborHour !== null && contract.consumerPriceIndex && contract.incrementAmount === null
      ? [
          missing(
            'incrementAmount',
            'A labor-hour contract tied to a price index needs the percentage to apply.',
            '0 to 100',
          ),
        ]
      : []),
    ...percent('deviationPercentage', contract.deviationPercentage),
    ...notNegative('deviationAmount', contract.deviationAmount),
    ...(contract.fixedFee?.serviceRates ?? []).flatMap((rate, i) => [
      ...positive(`fixedFee.serviceRates[${i}].fee`, rate.fee),
      ...dates(`fixedFee.serviceRates[${i}]`, rate.startDate, rate.endDate),
    ]),
    ...(contract.perLaborHour === null ? [] : laborIssues(contract.perLaborHour)),
    ...(contract.perOccupiedRoom === null
      ? []
      : positive('perOccupiedRoom.roomRate', contract.perOccupiedRoom.roomRate)),
    ...shareIssues(contract),
    ...(contract.billableAccounts ?? []).flatMap(billableIssues),
    ...(contract.managementAgreement === null ? [] : agreementIssues(contract.managementAgreement, contract)),
    ...notNegative('midMonthAdvance.amount', contract.midMonthAdvance?.amount ?? null),
  ]
}

const dates = (field: string, start: string | null, end: string | null): readonly FieldIssue[] =>
  start === null || end === null || start <= end
    ? []
    : [issue(`${field}.endDate`, 'The end lies before the start.', `${start} or later`, end)]

const laborIssues = (block: PerLaborHour): readonly FieldIssue[] => [
  ...block.jobRates.flatMap((job, i) => [
    ...positive(`perLaborHour.jobRates[${i}].rate`, job.rate),
    ...(job.overtimeRate === null || job.overtimeRate.greaterThanOrEqualTo(job.rate)
      ? []
      : [
          issue(
            `perLaborHour.jobRates[${i}].overtimeRate`,
            'The overtime rate is at least the rate.',
            `${job.rate.toString()} or more`,
            job.overtimeRate.toString(),
          ),
        ]),
    ...dates(`perLaborHour.jobRates[${i}]`, job.startDate, job.endDate),
  ]),
  ...duplicates(block.jobRates.map(({ jobCode }) => jobCode)).map((code) =>
    issue('perLaborHour.jobRates', `Job code ${code} appears twice.`, 'each job code once', code),
  ),
]

function shareIssues(contract: Contract): readonly FieldIssue[] {
  const structures = contract.revenueShare?.thresholdStructures ?? []
  const needsStart = structures.some(({ accumulationType }) => accumulationType === 'AnnualAnniversary')
  return [
    ...structures.flatMap((structure, i) => [
      ...tierIssues(`revenueShare.thresholdStructures[${i}].tiers`, structure.tiers),
      ...notNegative(
        `revenueShare.thresholdStructures[${i}].validationThreshold.amount`,
        structure.validationThreshold?.amount ?? null,
      ),
    ]),
    ...duplicates(structures.flatMap(({ revenueCodes }) => revenueCodes)).map((code) =>
      issue(
        'revenueShare.thresholdStructures',
        `Revenue code ${code} belongs to two structures.`,
        'each code once',
        code,
      ),
    ),
    ...(needsStart ? anniversaryIssue(contract) : []),
  ]
}

const anniversaryIssue = (contract: Contract): readonly FieldIssue[] =>
  contract.startDate === null
    ? [missing('startDate', 'A yearly accumulation from the anniversary needs the start date.', 'YYYY-MM-DD')]
    : []

function tierIssues(field: string, tiers: readonly Tier[]): readonly FieldIssue[] {
  const limits = tiers.map(({ limit }) => limit)
  const isOpen = (limit: Decimal | null | undefined) => limit == null || limit.isZero()
  const isUndated = tiers.every((tier) => tier.effectiveFrom === null && tier.effectiveTo === null)
  return [
    ...(tiers.length === 0 ? [missing(field, 'A structure needs a tier.', 'one tier or more')] : []),
    ...tiers.flatMap((tier, i) => [
      ...percent(`${field}[${i}].sharePercentage`, tier.sharePercentage),
      ...notNegative(`${field}[${i}].limit`, tier.limit),
    ]),
    ...(isUndated && limits.filter(isOpen).length > 1
      ? [issue(field, 'Only the last tier has no upper limit.', 'one tier without a limit')]
      : []),
  ]
}

const billableIssues = (entry: BillableAccounts, i: number): readonly FieldIssue[] => [
  ...percent(`billableAccounts[${i}].payrollTaxesPercentage`, entry.payrollTaxesPercentage),
  ...(entry.payrollTaxesEnabled &&
  entry.payrollTaxesBillingType === 'Percentage' &&
  entry.payrollTaxesPercentage?.greaterThan(0) !== true
    ? [missing(`billableAccounts[${i}].payrollTaxesPercentage`, 'Enter the percentage to bill.', 'above 0')]
    : []),
]

function agreementIssues(agreement: ManagementAgreement, contract: Contract): readonly FieldIssue[] {
  const isYearly = [agreement.profitShare?.accumulationType, agreement.claims?.type].includes('AnnualAnniversary')
  return [
    ...(contract.billableAccounts === null
      ? [missing('billableAccounts', 'A management agreement needs billable accounts.', 'billable accounts enabled')]
      : []),
    ...percent('managementAgreement.insurance.additionalPercentage', agreement.insurance?.additionalPercentage ?? null),
    ...(agreement.profitShare === null
      ? []
      : tierIssues('managementAgreement.profitShare.tiers', agreement.profitShare.tiers)),
    ...(agreement.validationThreshold === null || agreement.validationThreshold.type === 'VehicleCount'
      ? []
      : positive('managementAgreement.validationThreshold.amount', agreement.validationThreshold.amount)),
    ...(isYearly ? anniversaryIssue(contract) : []),
  ]
}
