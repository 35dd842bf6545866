import { ProjectionRequestFiles } from '../../apps/server/projection-request-files.js';

/**
 * A process whose file operations are recorded or disturbed (see `DiskFaults`). Arguments: a data folder, and the name,
 * the version and the id of a request. Leaves the request for the running engine as `ledgerdesk projection retry` does,
 * which would refuse it, because the read model has not stopped.
 */
const [folder = '', name = '', version = '', id = ''] = process.argv.slice(2);
new ProjectionRequestFiles(folder).write({ id, projection: { name, version: Number(version) }, reason: 'Tried' });
