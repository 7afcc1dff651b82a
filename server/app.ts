import fastifySwagger from '@fastify/swagger'
import fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { API_BASE, API_VERSION } from '../shared/contract/api.ts'
import type { AppParts } from './app-parts.ts'
import { requireCaller } from './auth/require-caller.ts'
import { startDelivery } from './events/delivery.ts'
import { inProcessBus } from './events/in-process-bus.ts'
import { plFigures } from './events/pl-figures.ts'
import { acceptGzip } from './plugins/accept-gzip.ts'
import { refuseOldClients } from './plugins/client-version.ts'
import { allowAddresses } from './plugins/allowed-addresses.ts'
import { answerFailures, fail, newRequestId } from './plugins/envelope.ts'
import { metrics } from './plugins/metrics.ts'
import { limitRate } from './plugins/rate-limit.ts'
import { safeAnswers } from './plugins/safe-answers.ts'
import { refuseNulCharacters } from './plugins/storable-texts.ts'
import { calculateRoutes } from './routes/calculate.ts'
import { configRoutes } from './routes/config.ts'
import { dataRoutes } from './routes/data.ts'
import { explorerRoutes } from './routes/explorer.ts'
import { importRoutes } from './routes/imports.ts'
import { plViewRoutes } from './routes/pl-view.ts'
import { jobsRoutes } from './routes/jobs.ts'
import { otherExpensesRoutes } from './routes/other-expenses.ts'
import { otherRevenueRoutes } from './routes/other-revenue.ts'
import { parkingRatesRoutes } from './routes/parking-rates.ts'
import { payrollRoutes } from './routes/payroll.ts'
import { revenueRoutes } from './routes/revenue.ts'
import { rollupVarianceRoutes } from './routes/rollup-variance.ts'
import { serviceRoutes } from './routes/service.ts'
import { sitesRoutes } from './routes/sites.ts'
import { snapshotsRoutes } from './routes/snapshots.ts'
import { statisticsMeasuresRoutes } from './routes/statistics-measures.ts'
import { statisticsRoutes } from './routes/statistics.ts'
import { syncRoutes } from './routes/sync.ts'
import { siteYears } from './site-year/site-years.ts'
import { workflowRoutes } from './routes/workflow.ts'
import { countWaiting } from './store/events.ts'
import { readUserSites } from './store/reference.ts'
import { readSettings } from './store/settings.ts'

const BODY_LIMIT = 1_000_000

/** The whole API, ready to listen or to be asked with `inject`. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { now, verifyToken } = parts
  const app = fastify({
    logger: parts.log ? { redact: ['req.headers.authorization'] } : false,
    genReqId: newRequestId,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    frameworkErrors: (error, request, reply) => void fail(error, request, reply, now),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerFailures(app, now)
  if (parts.allowedFrom) allowAddresses(app, parts.allowedFrom)
  safeAnswers(app)
  acceptGzip(app)
  refuseNulCharacters(app)
  refuseOldClients(app, parts.minimumClient ?? null)
  requireCaller(app, verifyToken, (sub) => readUserSites(parts.store.db, sub))
  limitRate(app, { now, requestsPerMinute: parts.requestsPerMinute })
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Frontline forecasting API', version: API_VERSION },
      components: { securitySchemes: { oauth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: jsonSchemaTransform,
  })
  const { db } = parts.store
  const settings = async () => (await readSettings(db)).settings
  const years = siteYears({ db, now, today: parts.today, settings })
  const delivery = startDelivery({
    db,
    bus: parts.bus ?? inProcessBus(),
    now,
    figures: plFigures(db, years),
    report: (failure) => app.log.warn({ err: failure }, 'events wait'),
  })
  app.addHook('onResponse', async ({ method }) => {
    if (method !== 'GET' && method !== 'HEAD') delivery.nudge()
  })
  app.addHook('onClose', () => delivery.close())
  app.after(() => {
    serviceRoutes(app, parts)
    statisticsRoutes(app, parts, years)
    statisticsMeasuresRoutes(app, parts, years)
    payrollRoutes(app, parts)
    jobsRoutes(app, parts)
    parkingRatesRoutes(app, parts)
    otherRevenueRoutes(app, parts)
    otherExpensesRoutes(app, parts)
    revenueRoutes(app, parts, years)
    syncRoutes(app, parts)
    calculateRoutes(app, parts)
    plViewRoutes(app, parts, years)
    rollupVarianceRoutes(app, parts, years)
    sitesRoutes(app, parts)
    dataRoutes(app, parts)
    workflowRoutes(app, parts)
    snapshotsRoutes(app, parts, years)
    configRoutes(app, parts)
    importRoutes(app, parts)
    explorerRoutes(app)
    metrics(app, { eventsWaiting: () => countWaiting(db) })
    app.get(`${API_BASE}/openapi.json`, { config: { scopes: [] }, schema: { hide: true } }, () => app.swagger())
  })
  await app.ready()
  return app
}
