import { EventStoreDbServers } from '../support/eventstoredb/servers.js';
import type { ServerNode } from '../support/eventstoredb/server-node.js';

/** Starts one node of EventStoreDB on disk, calls `work` and stops the node. */
export const withNode = async (work: (node: ServerNode) => Promise<void>): Promise<void> => {
  const servers = await EventStoreDbServers.startOne({ onDisk: true });
  try {
    await work(await servers.leader());
  } finally {
    await servers.close();
  }
};
