/** Calls that a server of EventStoreDB has counted. Each append of a batch call counts, and so does a subscription. */
interface ServerCalls {
  readonly appends: number;
  readonly reads: number;
}

const METRIC = /^eventstore_grpc_method_duration_seconds_count\{[^}]*activity="(append|read)"[^}]*\} (\d+)/gm;

/** Reads the calls that the server at `port` has counted since its start. */
export const serverCalls = async (port: number): Promise<ServerCalls> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const calls = { append: 0, read: 0 };
  for (const [, activity, count] of text.matchAll(METRIC)) calls[activity as keyof typeof calls] += Number(count);
  return { appends: calls.append, reads: calls.read };
};
