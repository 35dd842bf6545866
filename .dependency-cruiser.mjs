/** Who may import whom: docs/architecture.md has the picture. Run by `npm run boundaries`. */
const adapters =
  '^libs/(event-store|read-store|outbox|presence|attachments)/(sql|sqlite|postgres|eventstoredb|files)/|^libs/(time-zones|postgres|esdb-gateway)/';
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const pureRoom = (room, allowed) =>
  rule(
    `${room.replaceAll('/', '-')}-stays-pure`,
    `${room} is pure: it may import only ${allowed.join(', ') || 'nothing'}, so that rules and replays depend on nothing that changes.`,
    { path: `^${room}/`, pathNot: '[.-]spec\\.ts$' },
    { path: '.', pathNot: [`^${room}/`, ...allowed.map((name) => `^libs/${name}/|node_modules/${name}/`)] },
  );

export default {
  forbidden: [
    rule(
      'no-cycles',
      'Two files that need each other are one idea: join them, or take out what both need.',
      {},
      { circular: true },
    ),
    rule('no-strays', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    pureRoom('libs/kernel', []),
    pureRoom('libs/business-time', ['kernel', 'temporal-polyfill']),
    pureRoom('libs/events', ['kernel']),
    pureRoom('libs/domain', ['kernel', 'events', 'business-time', 'temporal-polyfill']),
    rule(
      'projections-know-events-only',
      'A projection folds events; it never asks the rules nor a store (queries.ts speaks to the read-store port).',
      { path: '^projections/', pathNot: '[.-]spec\\.ts$' },
      {
        path: '.',
        pathNot: [
          '^projections/',
          '^libs/kernel/',
          '^libs/events/',
          '^libs/business-time/',
          '^libs/read-store/(index|port)\\.ts$',
        ],
      },
    ),
    rule(
      'projections-have-no-siblings',
      'Projections stand alone: each can be dropped, rebuilt or moved without the others.',
      { path: '^projections/([^/]+)/', pathNot: '[.-]spec\\.ts$' },
      { path: '^projections/[^/]+/', pathNot: '^projections/$1/' },
    ),
    rule(
      'adapters-only-from-apps-and-test',
      'Only apps and test choose a store or a time-zone database; everything else speaks to the port.',
      { path: '^(libs|projections)/', pathNot: [adapters, '[.-]spec\\.ts$'] },
      { path: adapters },
    ),
    rule(
      'api-knows-no-process',
      'The API is given what it needs by the process that serves it; it imports neither that process nor the command line.',
      { path: '^apps/api/' },
      { path: '^apps/(server|cli)/' },
    ),
    rule(
      'gateway-imports-port-only',
      'The gateway serves any event store: it imports the port, the kernel and packages, never an adapter or the engine.',
      { path: '^libs/esdb-gateway/', pathNot: '[.-]spec\\.ts$' },
      {
        path: '^(libs|apps|projections|test)/',
        pathNot: ['^libs/esdb-gateway/', '^libs/(event-store|kernel)/index\\.ts$'],
      },
    ),
    rule('nobody-imports-apps', 'Apps are the outermost room.', { path: '^(libs|projections)/' }, { path: '^apps/' }),
    rule(
      'api-knows-no-server',
      'The server composes the API; the API imports nothing of the server.',
      { path: '^apps/api/', pathNot: '[.-]spec\\.ts$' },
      { path: '^apps/server/' },
    ),
    rule(
      'api-platform-knows-no-feature',
      'Features of the API build on its platform; the platform imports no feature.',
      { path: '^apps/api/platform/', pathNot: '[.-]spec\\.ts$' },
      { path: '^apps/api/', pathNot: '^apps/api/platform/' },
    ),
    rule(
      'ports-know-no-use',
      'Stores serve the application; they do not know it.',
      { path: '^libs/(event-store|read-store|outbox|presence|attachments|runtime)/', pathNot: '[.-]spec\\.ts$' },
      { path: '^libs/(application|domain)/|^projections/' },
    ),
    rule(
      'application-drives-no-projection',
      'Handlers read streams, never projections.',
      { path: '^libs/application/', pathNot: '[.-]spec\\.ts$' },
      { path: '^projections/|^libs/(read-store|runtime)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js'],
    },
  },
};
