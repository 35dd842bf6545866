import type { handleUnaryCall } from '@grpc/grpc-js';
import type { IServerFeaturesServer } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';

/** The version of EventStoreDB whose protocol this server implements. */
const SERVER_VERSION = '23.10.0';
const METHODS = [
  { service: 'streams.Streams', methods: ['read', 'append', 'batchappend', 'delete', 'tombstone'], features: [] },
  {
    service: 'persistent_subscriptions.PersistentSubscriptions',
    methods: ['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list', 'restartsubsystem'],
    features: ['stream', 'all'],
  },
  { service: 'gossip.Gossip', methods: ['read'], features: [] },
];

const supportedMethods = (): SupportedMethods =>
  new features.SupportedMethods()
    .setEventStoreServerVersion(SERVER_VERSION)
    .setMethodsList(
      METHODS.flatMap(({ service, methods, features: supported }) =>
        methods.map((method) =>
          new features.SupportedMethod()
            .setServiceName(`event_store.client.${service}`)
            .setMethodName(method)
            .setFeaturesList(supported),
        ),
      ),
    );

const getSupportedMethods: handleUnaryCall<Empty, SupportedMethods> = (_call, callback) =>
  callback(null, supportedMethods());

/** `event_store.client.server_features.ServerFeatures`: clients call it first, to learn which methods exist. */
export const serverFeaturesService: IServerFeaturesServer = { getSupportedMethods };
