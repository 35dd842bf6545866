import { parentPort, workerData } from 'node:worker_threads';
import { serveWriter } from './serve-writer.js';
import type { WriterData } from './writer-protocol.js';

// Entry point of the writer thread. Under Jest it runs compiled, from dist: build after changing what it imports.
if (parentPort) serveWriter(parentPort, workerData as WriterData);
