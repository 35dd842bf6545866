import { parentPort, workerData } from 'node:worker_threads';
import { LogLeaves } from '../../libs/event-store/sqlite/log-leaves.js';
import { serveWriter } from '../../libs/event-store/sqlite/serve-writer.js';
import type { WriterData } from '../../libs/event-store/sqlite/writer-protocol.js';

// Entry point of a writer thread that records events without their leaves, to measure what these cost.
LogLeaves.prototype.add = () => undefined;
LogLeaves.prototype.reaches = () => true;
if (parentPort) serveWriter(parentPort, workerData as WriterData);
