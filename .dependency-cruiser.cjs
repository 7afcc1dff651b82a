const TEST = String.raw`\.test\.tsx?$`

/** A house may see itself, the houses named, and npm. Tests live in the house but may visit tests/. */
const house = (name, sees, comment) => ({
  name: `${name}-sees-only-${sees.join('-and-') || 'itself'}`,
  comment,
  severity: 'error',
  from: { path: `^${name}/`, pathNot: TEST },
  to: { path: '^(shared|main|preload|renderer|server|build|tests)/', pathNot: [name, ...sees].map((n) => `^${n}/`) },
})

/** An npm package is opened in one place; everywhere else goes through it. */
const onlyIn = (where, packages, comment) => ({
  name: `door-${packages.replaceAll(/[^a-z0-9]+/gi, '-')}`,
  comment,
  severity: 'error',
  from: { path: '^(shared|main|preload|renderer|server)/', pathNot: [...where, TEST] },
  to: { path: `^node_modules/(${packages})(/|$)` },
})

module.exports = {
  forbidden: [
    house('shared', [], 'Everyone leans on shared/, so shared/ leans on nobody.'),
    house('renderer', ['shared'], 'The window reaches the machine through the bridge, never by import.'),
    house('preload', ['shared'], 'The bridge is derived from the contract and nothing else.'),
    house('main', ['shared'], 'Main and the data service meet the server in shared/contract and nowhere else.'),
    house('server', ['shared'], 'Client and server meet in shared/contract and nowhere else.'),
    {
      name: 'nothing-imports-the-wiring',
      comment: 'An entry builds everything once; whoever imports it would build it twice.',
      severity: 'error',
      from: {},
      to: { path: '^(main/index|main/data-service/index|renderer/main)\\.tsx?$' },
    },
    {
      name: 'data-service-stands-alone',
      comment: 'The data service is another process: it meets main only through shared/contract/data-service.ts.',
      severity: 'error',
      from: { path: '^main/data-service/', pathNot: TEST },
      to: { path: '^main/', pathNot: '^main/(data-service/|log\\.ts$)' },
    },
    {
      name: 'main-stays-out-of-the-data-service',
      comment: 'Main talks to the data service with messages, or the database would open in two processes.',
      severity: 'error',
      from: { path: '^main/', pathNot: ['^main/data-service/', TEST] },
      to: { path: '^main/data-service/' },
    },
    {
      name: 'core-sees-only-core',
      comment: 'The words of the business need nobody: shared runs core ← categories ← calc ← contract.',
      severity: 'error',
      from: { path: '^shared/core/', pathNot: TEST },
      to: { path: '^shared/', pathNot: '^shared/core/' },
    },
    {
      name: 'categories-see-only-core',
      comment: 'A category is data; what computes with it comes after it.',
      severity: 'error',
      from: { path: '^shared/categories/', pathNot: TEST },
      to: { path: '^shared/', pathNot: '^shared/(core|categories)/' },
    },
    {
      name: 'calculation-is-pure',
      comment: 'Calculation knows numbers only: no schema, no wire, no package but what core wraps.',
      severity: 'error',
      from: { path: '^shared/(calc|categories)/', pathNot: TEST },
      to: { path: ['^shared/contract/', '^node_modules/'] },
    },
    {
      name: 'sync-decides-without-the-world',
      comment: 'The machine and the merge are pure, so that a simulator can play a million histories.',
      severity: 'error',
      from: { path: '^main/data-service/sync/(machine|merge|settle|apply|exchange|outbox|scope-steps)\\.ts$' },
      to: { pathNot: '^(shared/|main/data-service/sync/)', dependencyTypesNot: ['type-only'] },
    },
    onlyIn(
      ['^main/electron/', '^main/index\\.ts$', '^preload/'],
      'electron',
      'Electron stays at the door, so that the rest runs under plain Node.',
    ),
    onlyIn(['^main/data-service/db/'], 'better-sqlite3', 'SQL has one door.'),
    onlyIn(
      ['^renderer/grid/', '^renderer/main\\.tsx$'],
      'ag-grid-community',
      'One folder knows AG Grid; changing grids is one folder.',
    ),
    onlyIn(['^main/data-service/api/'], 'axios', 'HTTP to the API has one door.'),
    onlyIn(['^main/auth/'], 'openid-client', 'Sign-in has one door.'),
    onlyIn(['^main/data-service/export/'], 'exceljs', 'Workbooks have one door.'),
    onlyIn(['^server/store/'], 'kysely|pg|@electric-sql/pglite', "The server's SQL has one door."),
    onlyIn(['^shared/core/'], 'decimal.js|temporal-polyfill', 'Exact decimals and dates are wrapped once, in core.'),
    onlyIn(['^main/log\\.ts$'], 'rotating-file-stream', 'Log files have one door.'),
    {
      name: 'gpl-stays-on-the-bench',
      comment: 'HyperFormula is GPL: a peer to measure against, never a part of what ships.',
      severity: 'error',
      from: { pathNot: '^(tests/bench/|node_modules/)' },
      to: { path: '^node_modules/hyperformula/' },
    },
    {
      name: 'nothing-ships-a-test',
      comment: 'Tests and their helpers stay out of the product.',
      severity: 'error',
      from: { path: '^(shared|main|preload|renderer|server)/', pathNot: TEST },
      to: { path: ['^tests/', TEST] },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one subject, or the shared part is a third file.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that does not resolve is a broken build waiting to be noticed.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(electron|virtual:)' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|release|build/default-app)/' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
