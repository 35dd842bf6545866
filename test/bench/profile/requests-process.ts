import autocannon from 'autocannon';

/**
 * Sends the same POST request as often as it is told, and replies null when all have succeeded: a load generator in the
 * process of the engine would show in its profile.
 */
const [, , url = '', token = '', connections = '1', body = ''] = process.argv;

/** Returns what went wrong; null if all requests succeeded. */
const post = async (amount: number): Promise<string | null> => {
  const { non2xx, errors } = await autocannon({
    url,
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    connections: Math.min(Number(connections), amount),
    amount,
  });
  return non2xx + errors > 0 ? `${non2xx} of ${amount} requests were refused, and ${errors} failed.` : null;
};

process.on('message', (amount: number) => void post(amount).then((failure) => process.send?.(failure)));
