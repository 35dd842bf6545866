import { openEngine } from './engine.js';
import type { EngineOptions } from './engine-options.js';
import { createServer, type Server } from './http-server.js';
import { IdleMemory } from './idle-memory.js';
import { listenForMetrics } from './listen-for-metrics.js';
import { OpenResources } from './open-resources.js';
import type { Settings } from './settings.js';

/** Connections that wait to be accepted, up to the limit of the system: many clients may connect at once. */
export const BACKLOG = 4_096;

/** An engine that listens for requests. */
export interface RunningServer extends Server {
  readonly url: string;
  /** Undefined if metrics are not served. */
  readonly metricsUrl: string | undefined;
  /** Path of the data folder. */
  readonly dataFolder: string;
}

/**
 * Opens an engine and serves its API and metrics. Closes everything that it opened, in reverse order, if a later step
 * fails, such as listening on a port that is taken.
 */
export const startServer = async (
  settings: Settings,
  options: EngineOptions & { readonly onMetricsWarning?: (message: string) => void } = {},
): Promise<RunningServer> => {
  const { onMetricsWarning = () => undefined, ...engineOptions } = options;
  const resources = new OpenResources();
  try {
    const engine = resources.add(await openEngine(settings, engineOptions));
    const server = resources.add(await createServer(engine));
    resources.add(new IdleMemory());
    const metricsUrl = await listenForMetrics(server.metrics, settings, onMetricsWarning);
    await server.app.listen({ port: settings.PORT, host: settings.HOST, backlog: BACKLOG });
    const url = await server.app.getUrl();
    return { ...server, url, metricsUrl, dataFolder: engine.folder.path };
  } catch (error) {
    await resources.close().catch(() => undefined);
    throw error;
  }
};
