/** Allowed imports between folders, as described in docs/architecture.md. Checked by `npm run boundaries`. */
const adapters = [
  '^libs/(event-store|read-store|outbox|presence|attachments|read-audit|sealing|tree-store)/(?!contract/)[^/]+/',
  '^libs/(time-zones|postgres|esdb-gateway)/',
].join('|');
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const pureFolder = (folder, allowed) =>
  rule(
    `${folder.replaceAll('/', '-')}-is-pure`,
    `${folder} is pure and may import only ${allowed.join(', ') || 'nothing'}, so that replays are deterministic.`,
    { path: `^${folder}/`, pathNot: '[.-]spec\\.ts$' },
    { path: '.', pathNot: [`^${folder}/`, ...allowed.map((name) => `^libs/${name}/|node_modules/${name}/`)] },
  );

export default {
  forbidden: [
    rule(
      'no-cycles',
      'Files must not import each other in a cycle: merge them, or extract the shared part.',
      {},
      { circular: true },
    ),
    rule('no-unresolved-imports', 'The imported module does not exist.', {}, { couldNotResolve: true }),
    pureFolder('libs/kernel', []),
    pureFolder('libs/business-time', ['kernel', 'temporal-polyfill']),
    pureFolder('libs/events', ['kernel']),
    pureFolder('libs/domain', ['kernel', 'events', 'business-time', 'temporal-polyfill']),
    rule(
      'projections-import-events-only',
      'Projections fold events and must not import deciders or stores. Queries import the read-store port.',
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
      'projections-are-independent',
      'Projections must not import each other, so that each can be dropped, rebuilt or moved alone. reports/ has none.',
      { path: '^projections/([^/]+)/', pathNot: '[.-]spec\\.ts$' },
      { path: '^projections/[^/]+/', pathNot: ['^projections/$1/', '^projections/reports/'] },
    ),
    rule(
      'adapters-only-from-apps-and-test',
      'Only apps and test may import adapters of stores and time zones. Import the port instead.',
      { path: '^(libs|projections)/', pathNot: [adapters, '[.-]spec\\.ts$'] },
      { path: adapters },
    ),
    rule(
      'api-imports-no-other-app',
      'The server passes dependencies to the API. The API must not import the server or the command line.',
      { path: '^apps/api/' },
      { path: '^apps/(server|cli)/' },
    ),
    rule(
      'gateway-imports-port-only',
      'The gateway serves any event store. It may import only the port, the kernel, libs/sqlite and packages.',
      { path: '^libs/esdb-gateway/', pathNot: '[.-]spec\\.ts$' },
      {
        path: '^(libs|apps|projections|test)/',
        pathNot: ['^libs/esdb-gateway/', '^libs/(event-store|kernel|sqlite)/index\\.ts$'],
      },
    ),
    rule(
      'client-imports-nothing-of-the-engine',
      'The client runs in browsers and other programs. It may import only itself and eventsource-parser.',
      { path: '^libs/client/', pathNot: '[.-]spec\\.ts$' },
      { path: '.', pathNot: ['^libs/client/', 'node_modules/eventsource-parser/'] },
    ),
    rule(
      'hub-imports-client-only',
      'The hub runs in browsers and sees what any console sees. It may import only itself, the client and packages.',
      { path: '^apps/hub/', pathNot: '[.-]spec\\.ts$' },
      { path: '^(apps|libs|projections|test)/', pathNot: ['^apps/hub/', '^libs/client/'] },
    ),
    rule(
      'ledger-imports-nothing-of-the-engine',
      'The verifier of outsiders is built from it alone. It may import only itself, node:buffer and node:crypto.',
      { path: '^libs/ledger/', pathNot: '[.-]spec\\.ts$' },
      { path: '.', pathNot: ['^libs/ledger/', '^(buffer|crypto)$'] },
    ),
    rule(
      'verify-imports-ledger-only',
      'The verifier of outsiders is one file without dependencies. It may import only libs/ledger and Node.js.',
      { path: '^apps/verify/', pathNot: '[.-]spec\\.ts$' },
      { path: '^(apps|libs|projections)/|node_modules', pathNot: '^(apps/verify/|libs/ledger/index\\.ts$)' },
    ),
    rule(
      'projection-kit-imports-events-only',
      'A package for analysts. It may import only the kernel, events and node:assert.',
      { path: '^libs/projection-kit/', pathNot: '[.-]spec\\.ts$|/example/' },
      { path: '.', pathNot: ['^libs/projection-kit/', '^libs/(kernel|events)/', '^assert$'] },
    ),
    rule(
      'libs-import-no-app',
      'Libraries and projections must not import applications.',
      { path: '^(libs|projections)/' },
      { path: '^apps/' },
    ),
    rule(
      'api-platform-imports-no-feature',
      'Features import the platform. The platform must not import features.',
      { path: '^apps/api/platform/', pathNot: '[.-]spec\\.ts$' },
      { path: '^apps/api/', pathNot: '^apps/api/platform/' },
    ),
    rule(
      'stores-import-no-application',
      'Stores and the runtime must not import the application, the domain or projections.',
      {
        path: '^libs/(event-store|read-store|outbox|presence|attachments|read-audit|runtime|tree-store|tree-signing)/',
        pathNot: '[.-]spec\\.ts$',
      },
      { path: '^libs/(application|domain)/|^projections/' },
    ),
    rule(
      'backup-imports-ports-only',
      'Saves any log and any files. It may import only the port of logs, libs/files, sqlite, ledger and the kernel.',
      { path: '^libs/backup/', pathNot: '[.-]spec\\.ts$' },
      {
        path: '^(libs|projections)/',
        pathNot: ['^libs/backup/', '^libs/(event-store|kernel|ledger|sqlite|files)/index\\.ts$'],
      },
    ),
    rule(
      'postgres-imports-kernel-only',
      'Shared by the adapters on PostgreSQL. It may import only the kernel, migrations and packages.',
      { path: '^libs/postgres/', pathNot: '[.-]spec\\.ts$' },
      { path: '^(libs|projections)/', pathNot: '^libs/(postgres|kernel|migrations)/' },
    ),
    rule(
      'sqlite-imports-kernel-and-files-only',
      'Shared by the adapters on SQLite. It may import only the kernel, files and packages.',
      { path: '^libs/sqlite/', pathNot: '[.-]spec\\.ts$' },
      { path: '^(libs|projections)/', pathNot: '^libs/(sqlite|files|kernel)/' },
    ),
    rule(
      'files-imports-kernel-only',
      'Writes files durably, for stores and applications. It may import only the kernel and packages.',
      { path: '^libs/files/', pathNot: '[.-]spec\\.ts$' },
      { path: '^(libs|projections)/', pathNot: '^libs/(files|kernel)/' },
    ),
    rule(
      'sealing-imports-events-and-stores-only',
      'Seals and opens events. It may import the kernel, events, the event-store port, and what SQL stores share.',
      { path: '^libs/sealing/', pathNot: '[.-]spec\\.ts$' },
      {
        path: '^(apps|libs|projections|test)/',
        pathNot: ['^libs/(sealing|kernel|events|sqlite|postgres|migrations)/', '^libs/event-store/index\\.ts$'],
      },
    ),
    rule(
      'processes-only-from-apps-and-test',
      'Only apps and test may run process managers.',
      { path: '^(libs|projections)/', pathNot: ['^libs/processes/', '[.-]spec\\.ts$'] },
      { path: '^libs/processes/' },
    ),
    rule(
      'application-imports-no-projection',
      'Command handlers read streams and must not read projections.',
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
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
