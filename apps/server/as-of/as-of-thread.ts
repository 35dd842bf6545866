import { parentPort, workerData } from 'node:worker_threads';
import { pastRows } from './replayed-rows.js';
import { answerTo, type PastWork, type SentCall } from './thread-call.js';
import { openLogForReading } from '../storage.js';

/** Folds the past beside the thread that answers requests, and answers its calls until it is ended. */
const { places, asked } = workerData as PastWork;
const log = await openLogForReading(places);
const rows = await pastRows(log, asked);
await log.close();

const answer = async ({ call, back }: SentCall): Promise<void> => back.postMessage(await answerTo(rows, call));

parentPort?.on('message', (sent: SentCall) => void answer(sent));
