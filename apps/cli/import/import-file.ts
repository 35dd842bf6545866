import { ApplicationModule, CommandExecutor, parseTaxonomy } from '@ledgerdesk/application';
import type { ImportProvenance, Instant } from '@ledgerdesk/kernel';
import { systemClock } from '@ledgerdesk/runtime';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { dirname, resolve } from 'node:path';
import {
  type Engine,
  type EngineOptions,
  openEngine,
  readJson,
  policiesFor,
  type Settings,
} from '../../server/index.js';
import { requireOutputFile } from '../terminal/output-file.js';
import { progressBar } from '../terminal/progress-bar.js';
import { timerScheduler } from '../time-lapse/timer-scheduler.js';
import { Importer } from './importer.js';
import { type Mapping, parseMapping } from './mapping.js';
import { checkMapping } from './check-mapping.js';
import type { ImportReport } from './import-report.js';
import { type EventFile, readEventFile } from './event-rows.js';
import { adoptTaxonomy } from './adopt-taxonomy.js';

const CATCH_UP_MS = 3_600_000;

/** Where what an import records comes from, if no row of the file says so. */
const provenanceOf = (file: EventFile, { source }: Mapping): ImportProvenance => ({
  kind: 'import',
  source,
  fileSha256: file.sha256,
  row: null,
});

const importInto = async (
  engine: Engine,
  file: EventFile,
  mapping: Mapping,
  until: Instant | undefined,
): Promise<ImportReport> => {
  const context = await NestFactory.createApplicationContext(
    ApplicationModule.forRoot({ ...engine, quoteKey: engine.secrets.quoteKey() }),
    { logger: false },
  );
  const commands = context.get(CommandBus);
  const tenant = engine.settings.TENANT;
  const timers = timerScheduler(engine.store, commands, tenant, provenanceOf(file, mapping));
  const importer = new Importer(file, mapping, {
    log: engine.store,
    commands,
    executor: context.get(CommandExecutor),
    policies: engine.policies,
    tenant,
    timers,
  });
  const bar = progressBar('import', file.rows.length);
  const report = await importer.run(until, () => bar.step());
  bar.stop();
  await engine.startProjections();
  await engine.projectionProgress.waitFor(await engine.store.head(), CATCH_UP_MS);
  return report;
};

export interface ImportOptions extends Pick<EngineOptions, 'workerThreads'> {
  /** Fires timers up to this instant, if it is later than the last row. Default: up to the last row. */
  readonly until?: Instant | undefined;
  /** The file into which the caller writes the report. Refused before the first event if it cannot be written. */
  readonly reportFile?: string | undefined;
}

/**
 * Imports a file into the data folder of the settings. Timers fire at simulated times, up to the last row, or up to
 * `until` if that is later; the scheduler does not run.
 */
export const importFile = async (
  settings: Settings,
  file: string,
  mappingFile: string,
  { until, reportFile, workerThreads = true }: ImportOptions = {},
): Promise<ImportReport> => {
  const mapping = parseMapping(readJson(mappingFile));
  const taxonomyFile = mapping.taxonomy === undefined ? [] : [resolve(dirname(mappingFile), mapping.taxonomy)];
  if (reportFile !== undefined) requireOutputFile(reportFile, [file, mappingFile, ...taxonomyFile]);
  const [taxonomy] = taxonomyFile.map(readJson);
  const policies = policiesFor(settings).at(systemClock.now());
  checkMapping(mapping, taxonomy === undefined ? policies : { ...policies, taxonomy: parseTaxonomy(taxonomy) });
  const log = await readEventFile(file, mapping, systemClock.now());
  const engine = await openEngine(
    { ...settings, ROLES: 'projections' },
    {
      workerThreads,
      deferProjections: true,
      origin: { provenance: provenanceOf(log, mapping) },
      beforePolicies: async (store, folder) =>
        taxonomy === undefined ? undefined : adoptTaxonomy(store, folder, taxonomy),
    },
  );
  try {
    return await importInto(engine, log, mapping, until);
  } finally {
    await engine.close();
  }
};
