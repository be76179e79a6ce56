import { atLeast, type ConfigRow } from './configDefinition';

/** Quotas of users and clients, the same in all profiles (`QuotaConfigs`, since 4.0 `QuotaConfig`). */
export const userAndClientQuotaRows: readonly ConfigRow[] = [
  ['producer_byte_rate', 'LONG', '9223372036854775807'],
  ['consumer_byte_rate', 'LONG', '9223372036854775807'],
  ['request_percentage', 'DOUBLE', '2.147483647E9'],
  ['controller_mutation_rate', 'DOUBLE', '2.147483647E9'],
];

/** What a ZooKeeper broker looks up for a user: the SCRAM credentials too (KIP-554), as strings. */
export const scramRows: readonly ConfigRow[] = [
  ['SCRAM-SHA-512', 'STRING', null],
  ['SCRAM-SHA-256', 'STRING', null],
];

/** Quotas of an address (KIP-612), in connections a second. */
export const ipQuotaRows: readonly ConfigRow[] = [['connection_creation_rate', 'INT', '2147483647', atLeast(0)]];
