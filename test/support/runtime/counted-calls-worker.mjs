// Worker script for the tests of AsOfPool: its query counts a call to the log server.
import { CallCounts } from '../../../dist/libs/event-store/call-counts.js';
import { asOfHandler } from '../../../dist/libs/runtime/as-of/as-of-handler.js';

const calls = new CallCounts();

export default asOfHandler(async ({ params: kinds }) => {
  for (const kind of kinds) calls.count(kind);
}, calls);
