import { errorCodeOf } from '@ledgerdesk/kernel';
import type { MetricsServer } from '../api/operations/metrics-server.js';
import { DEFAULT_METRICS_PORT, type Settings } from './settings.js';

/**
 * Starts the metrics server and returns its URL. Without METRICS_PORT, metrics are not served if the default port is
 * taken, such as by another engine on the same machine: `warn` is called and the result is undefined.
 */
export const listenForMetrics = async (
  server: MetricsServer,
  { METRICS_PORT, METRICS_HOST }: Settings,
  warn: (message: string) => void,
): Promise<string | undefined> => {
  if (METRICS_PORT !== undefined) return server.listen(METRICS_PORT, METRICS_HOST);
  try {
    return await server.listen(DEFAULT_METRICS_PORT, METRICS_HOST);
  } catch (error) {
    if (errorCodeOf(error) !== 'EADDRINUSE') throw error;
    warn(`Port ${DEFAULT_METRICS_PORT} is taken, so metrics are not served. Set METRICS_PORT to another port.`);
    return undefined;
  }
};
