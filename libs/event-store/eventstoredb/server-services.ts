import type { CallOptions, Metadata } from '@grpc/grpc-js';
import type { ServerFeaturesClient } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';

/** Names of the services that a server has. */
export const servicesOf = (
  client: ServerFeaturesClient,
  [metadata, options]: [Metadata, CallOptions],
): Promise<ReadonlySet<string>> =>
  new Promise((resolve, reject) => {
    client.getSupportedMethods(
      new shared.Empty(),
      metadata,
      options,
      (error: Error | null, reply: SupportedMethods) => {
        if (error) reject(error);
        else resolve(new Set(reply.getMethodsList().map((method) => method.getServiceName())));
      },
    );
  });
