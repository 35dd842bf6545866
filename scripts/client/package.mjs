// Makes the package @ledgerdesk/client, for `npm pack` or `npm install`, in dist/client-package or in the folder of the
// first argument: `npm run client:package`.
import { join } from 'node:path';
import { makePackage } from './make-package.mjs';

const folder = process.argv[2] ?? join(import.meta.dirname, '../../dist/client-package');
await makePackage(folder);
console.log(folder);
