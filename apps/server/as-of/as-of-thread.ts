import { parentPort, workerData } from 'node:worker_threads';
import { replayedRows } from './replayed-rows.js';
import { answerTo, type ReplayTask, type SentCall } from './thread-call.js';
import { openLogForReading } from '../storage.js';

/** Folds the past beside the thread that answers requests, and answers its calls until it is ended. */
const { storage, asked } = workerData as ReplayTask;
const log = await openLogForReading(storage);
const rows = await replayedRows(log, asked);
await log.close();

const answer = async ({ call, back }: SentCall): Promise<void> => back.postMessage(await answerTo(rows, call));

parentPort?.on('message', (sent: SentCall) => void answer(sent));
