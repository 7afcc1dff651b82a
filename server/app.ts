import fastifySwagger from '@fastify/swagger'
import fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { API_BASE, API_VERSION } from '../shared/contract/api.ts'
import { must } from '../shared/core/bug.ts'
import type { AppParts } from './app-parts.ts'
import { identifyCaller, requireCaller } from './auth/require-caller.ts'
import { forgetOnChange } from './cache/forget-on-change.ts'
import { keeper } from './cache/keeper.ts'
import { localCache } from './cache/local-cache.ts'
import { startDelivery } from './events/delivery.ts'
import { inProcessBus } from './events/in-process-bus.ts'
import { plFigures } from './events/pl-figures.ts'
import { watchedBus } from './events/watched-bus.ts'
import { CONNECTION_LIMITS, httpServer } from './http-server.ts'
import { logOptions } from './log.ts'
import { openMetrics } from './metrics.ts'
import { openShared } from './open-shared.ts'
import { acceptGzip } from './plugins/accept-gzip.ts'
import { refuseOldClients } from './plugins/client-version.ts'
import { allowAddresses } from './plugins/allowed-addresses.ts'
import { auditAccesses } from './plugins/audit-access.ts'
import { limitBodies } from './plugins/body-limits.ts'
import { refuseConnection } from './plugins/client-errors.ts'
import { answerFailures, fail, newRequestId } from './plugins/envelope.ts'
import { countRequests, metricsRoute } from './plugins/metrics.ts'
import { noticeLaptops } from './plugins/notice-laptops.ts'
import { limitRate, RATE_RULES } from './plugins/rate-limit.ts'
import { safeAnswers } from './plugins/safe-answers.ts'
import { stopGently } from './plugins/stop-gently.ts'
import { refuseNulCharacters } from './plugins/storable-texts.ts'
import { calculateRoutes } from './routes/calculate.ts'
import { configRoutes } from './routes/config.ts'
import { dataRoutes } from './routes/data.ts'
import { explorerRoutes } from './routes/explorer.ts'
import { importRoutes } from './routes/imports.ts'
import { plViewRoutes } from './routes/pl-view.ts'
import { jobsRoutes } from './routes/jobs.ts'
import { laptopRoutes } from './routes/laptops.ts'
import { otherExpensesRoutes } from './routes/other-expenses.ts'
import { otherRevenueRoutes } from './routes/other-revenue.ts'
import { parkingRatesRoutes } from './routes/parking-rates.ts'
import { payrollRoutes } from './routes/payroll.ts'
import { revenueRoutes } from './routes/revenue.ts'
import { reviewRoutes } from './routes/review.ts'
import { rollupVarianceRoutes } from './routes/rollup-variance.ts'
import { TIMEOUTS } from './routes/serve.ts'
import { serviceRoutes } from './routes/service.ts'
import { sitesRoutes } from './routes/sites.ts'
import { snapshotsRoutes } from './routes/snapshots.ts'
import { statisticsMeasuresRoutes } from './routes/statistics-measures.ts'
import { statisticsRoutes } from './routes/statistics.ts'
import { syncRoutes } from './routes/sync.ts'
import { siteYears } from './site-year/site-years.ts'
import { workflowRoutes } from './routes/workflow.ts'
import { currentEpoch } from './store/epochs.ts'
import { countWaiting } from './store/events.ts'
import { readHead } from './store/feed.ts'

/** The contract's request, after inflation (domain.md 0.3). */
const BODY_LIMIT = 10_000_000

/** The whole API, ready to listen or to be asked with `inject`. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { now, verifyToken, log, limits = CONNECTION_LIMITS } = parts
  const { db, pool, reads } = parts.store
  const app = fastify({
    logger: log === false ? false : logOptions(log === true ? undefined : log),
    genReqId: newRequestId,
    bodyLimit: BODY_LIMIT,
    handlerTimeout: TIMEOUTS.simple,
    return503OnClosing: false, // `stopGently` does, in the envelope
    trustProxy: parts.trustProxy?.map(({ address, bits }) => `${address}/${bits}`) ?? false,
    serverFactory: httpServer(limits, parts.tls),
    frameworkErrors: (error, request, reply) => void fail(error, request, reply, now),
    clientErrorHandler: (failure, socket) => refuseConnection(failure, socket, now),
  })
  const metrics = openMetrics({
    pool,
    eventsWaiting: () => countWaiting(db),
    cellsWritten: async () => (await readHead(db)).seq,
  })
  const history = must(await currentEpoch(db), 'an open store has an epoch')
  const shared = parts.redisUrl === undefined ? null : await openShared(app, parts.redisUrl, history, metrics)
  const cache = shared?.cache ?? localCache(now)
  app.decorate('metrics', metrics)
  app.decorate('keep', keeper(cache, metrics.answer))
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerFailures(app, now)
  countRequests(app, metrics)
  stopGently(app, limits.stopMs)
  if (parts.allowedFrom) allowAddresses(app, parts.allowedFrom)
  safeAnswers(app, parts.tls !== undefined)
  acceptGzip(app)
  limitBodies(app) // first: what walks bodies after it need not fear their depth
  refuseNulCharacters(app)
  refuseOldClients(app, parts.minimumClient ?? null)
  identifyCaller(app, verifyToken, reads.sitesOf)
  await limitRate(app, { rules: parts.rate ?? RATE_RULES, metrics, ...(shared ? { store: shared.counts } : {}) })
  requireCaller(app)
  auditAccesses(app, db, now)
  noticeLaptops(app, db, now)
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Frontline forecasting API', version: API_VERSION },
      components: { securitySchemes: { oauth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: jsonSchemaTransform,
  })
  const years = siteYears({ db, now, today: parts.today, reads })
  const bus = watchedBus(forgetOnChange(cache, parts.bus ?? inProcessBus()), () => metrics.failure('bus'))
  const delivery = startDelivery({
    db,
    bus,
    now,
    figures: plFigures(db, years),
    report: (failure) => app.log.warn({ err: failure }, 'events wait'),
  })
  app.addHook('onResponse', async ({ method }) => {
    if (method !== 'GET' && method !== 'HEAD') delivery.nudge()
  })
  app.addHook('onClose', async () => {
    await delivery.close()
    await cache.close()
  })
  app.after(() => {
    serviceRoutes(app, parts, { cache: async () => (await shared?.state()) ?? 'local', bus })
    statisticsRoutes(app, parts, years)
    statisticsMeasuresRoutes(app, parts, years)
    payrollRoutes(app, parts)
    jobsRoutes(app, parts)
    parkingRatesRoutes(app, parts)
    otherRevenueRoutes(app, parts)
    otherExpensesRoutes(app, parts)
    revenueRoutes(app, parts, years)
    syncRoutes(app, parts)
    laptopRoutes(app, parts)
    calculateRoutes(app, parts)
    plViewRoutes(app, parts, years)
    rollupVarianceRoutes(app, parts, years)
    sitesRoutes(app, parts)
    dataRoutes(app, parts)
    workflowRoutes(app, parts, years)
    reviewRoutes(app, parts, years)
    snapshotsRoutes(app, parts, years)
    configRoutes(app, parts)
    importRoutes(app, parts)
    explorerRoutes(app)
    metricsRoute(app, metrics, parts.metricsToken)
    app.get(`${API_BASE}/openapi.json`, { config: { scopes: [] }, schema: { hide: true } }, () => app.swagger())
  })
  await app.ready()
  return app
}
