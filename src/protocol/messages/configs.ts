import type { ErrorCode } from '../errors';
import type { ConfigOperation, ConfigSource, QuotaMatch, ResourceType } from '../fields';

export interface DescribeConfigsRequest {
  readonly resources: readonly DescribeConfigsResource[];
  readonly includeSynonyms?: boolean;
  readonly includeDocumentation?: boolean;
}

export interface DescribeConfigsResource {
  readonly resourceType: ResourceType;
  readonly resourceName: string;
  readonly configurationKeys: readonly string[] | null;
}

/** Results are read while they are iterated over, inside the transaction of the answer. */
export interface DescribeConfigsResponse {
  readonly throttleTimeMs?: number;
  readonly results: Iterable<DescribeConfigsResult>;
}

export interface DescribeConfigsResult {
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly resourceType: ResourceType;
  readonly resourceName: string;
  readonly configs: readonly DescribeConfigsResourceResult[];
}

export interface DescribeConfigsResourceResult {
  readonly name: string;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly configSource: ConfigSource;
  readonly isSensitive: boolean;
  readonly synonyms?: readonly DescribeConfigsSynonym[];
}

export interface DescribeConfigsSynonym {
  readonly name: string;
  readonly value: string | null;
  readonly source: ConfigSource;
}

/** Replaces all dynamic configurations of the resources: what tools up to 3.9 send for brokers. */
export interface AlterConfigsRequest {
  readonly resources: readonly AlterConfigsResource[];
  readonly validateOnly: boolean;
}

export interface AlterConfigsResource {
  readonly resourceType: ResourceType;
  readonly resourceName: string;
  readonly configs: readonly AlterableConfig[];
}

export interface AlterableConfig {
  readonly name: string;
  readonly value: string | null;
}

export interface AlterConfigsResponse {
  readonly throttleTimeMs?: number;
  readonly responses: readonly AlterConfigsResourceResponse[];
}

export interface AlterConfigsResourceResponse {
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly resourceType: ResourceType;
  readonly resourceName: string;
}

/** Sets, deletes, appends to or subtracts from single configurations. */
export interface IncrementalAlterConfigsRequest {
  readonly resources: readonly IncrementalAlterConfigsAlterConfigsResource[];
  readonly validateOnly: boolean;
}

export interface IncrementalAlterConfigsAlterConfigsResource {
  readonly resourceType: ResourceType;
  readonly resourceName: string;
  readonly configs: readonly IncrementalAlterConfigsAlterableConfig[];
}

export interface IncrementalAlterConfigsAlterableConfig {
  readonly name: string;
  readonly configOperation: ConfigOperation;
  readonly value: string | null;
}

export interface IncrementalAlterConfigsResponse {
  readonly throttleTimeMs?: number;
  readonly responses: readonly AlterConfigsResourceResponse[];
}

/** Resources that have configurations of their own; no types: all types. */
export interface ListConfigResourcesRequest {
  readonly resourceTypes: readonly ResourceType[];
}

export interface ListConfigResourcesResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly configResources: readonly ConfigResource[];
}

export interface ConfigResource {
  readonly resourceName: string;
  readonly resourceType: ResourceType;
}

/** Quotas of entities that match; strict: of exactly these types (ClientQuotaFilter.containsOnly). */
export interface DescribeClientQuotasRequest {
  readonly components: readonly ComponentData[];
  readonly strict: boolean;
}

export interface ComponentData {
  readonly entityType: string;
  readonly matchType: QuotaMatch;
  readonly match: string | null;
}

export interface DescribeClientQuotasResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly entries: readonly EntryData[] | null;
}

export interface EntryData {
  readonly entity: readonly EntityData[];
  readonly values: readonly ValueData[];
}

export interface EntityData {
  readonly entityType: string;
  readonly entityName: string | null;
}

export interface ValueData {
  readonly key: string;
  readonly value: number;
}

export interface AlterClientQuotasRequest {
  readonly entries: readonly AlterClientQuotasEntryData[];
  readonly validateOnly: boolean;
}

export interface AlterClientQuotasEntryData {
  readonly entity: readonly AlterClientQuotasEntityData[];
  readonly ops: readonly OpData[];
}

export interface AlterClientQuotasEntityData {
  readonly entityType: string;
  readonly entityName: string | null;
}

export interface OpData {
  readonly key: string;
  readonly value: number;
  readonly remove: boolean;
}

export interface AlterClientQuotasResponse {
  readonly throttleTimeMs?: number;
  readonly entries: readonly AlterClientQuotasResponseEntryData[];
}

export interface AlterClientQuotasResponseEntryData {
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly entity: readonly AlterClientQuotasEntityData[];
}
