import { apiSuite } from '../tests/support/api-suite.ts'

apiSuite('PGlite', () => Promise.resolve({ storage: {}, close: () => Promise.resolve() }))
