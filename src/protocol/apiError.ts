import { noError, type Failure } from './errors';
/** Names of org.apache.kafka.common.protocol.Errors that the simulation answers with; api/errors knows their classes and texts. */
export type ErrorName =
  | 'UNKNOWN_SERVER_ERROR'
  | 'UNKNOWN_TOPIC_OR_PARTITION'
  | 'LEADER_NOT_AVAILABLE'
  | 'NOT_LEADER_OR_FOLLOWER'
  | 'REQUEST_TIMED_OUT'
  | 'NETWORK_EXCEPTION'
  | 'BROKER_NOT_AVAILABLE'
  | 'REPLICA_NOT_AVAILABLE'
  | 'LOG_DIR_NOT_FOUND'
  | 'MESSAGE_TOO_LARGE'
  | 'INVALID_TOPIC_EXCEPTION'
  | 'NOT_ENOUGH_REPLICAS'
  | 'NOT_ENOUGH_REPLICAS_AFTER_APPEND'
  | 'OFFSET_OUT_OF_RANGE'
  | 'COORDINATOR_NOT_AVAILABLE'
  | 'NOT_CONTROLLER'
  | 'TOPIC_ALREADY_EXISTS'
  | 'INVALID_PARTITIONS'
  | 'INVALID_REPLICATION_FACTOR'
  | 'INVALID_REPLICA_ASSIGNMENT'
  | 'INVALID_CONFIG'
  | 'INVALID_REQUEST'
  | 'POLICY_VIOLATION'
  | 'NO_REASSIGNMENT_IN_PROGRESS'
  | 'REASSIGNMENT_IN_PROGRESS'
  | 'GROUP_ID_NOT_FOUND'
  | 'NON_EMPTY_GROUP'
  | 'GROUP_SUBSCRIBED_TO_TOPIC'
  | 'TOPIC_DELETION_DISABLED'
  | 'PREFERRED_LEADER_NOT_AVAILABLE'
  | 'ELIGIBLE_LEADERS_NOT_AVAILABLE'
  | 'ELECTION_NOT_NEEDED'
  | 'DUPLICATE_BROKER_REGISTRATION'
  | 'BROKER_ID_NOT_REGISTERED'
  | 'OUT_OF_ORDER_SEQUENCE_NUMBER'
  | 'INVALID_TRANSACTION_TIMEOUT'
  | 'CONCURRENT_TRANSACTIONS'
  | 'INVALID_PRODUCER_ID_MAPPING'
  | 'INVALID_TXN_STATE'
  | 'PRODUCER_FENCED'
  | 'INVALID_PRODUCER_EPOCH'
  | 'TRANSACTIONAL_ID_NOT_FOUND'
  | 'UNSUPPORTED_VERSION'
  | 'INVALID_UPDATE_VERSION'
  | 'DUPLICATE_VOTER'
  | 'VOTER_NOT_FOUND'
  | 'MISMATCHED_ENDPOINT_TYPE'
  | 'UNKNOWN_TOPIC_ID';

/** An expected failure. Without a message the client shows the error's own text; an empty one stays empty. */
export interface ApiError {
  readonly error: ErrorName;
  readonly message?: string;
}

export function apiError(error: ErrorName, message?: string): ApiError {
  return message === undefined ? { error } : { error, message };
}

/** The same as a part of a response. */
export function failureOf(error: ApiError | undefined): Failure {
  return error === undefined ? noError : { errorCode: error.error, errorMessage: error.message ?? null };
}

/** A failure of a response as decisions have it; undefined for none. */
export function apiErrorOf({ errorCode, errorMessage }: Failure): ApiError | undefined {
  if (errorCode === 'NONE') return undefined;
  return errorMessage === null
    ? { error: errorCode as ErrorName }
    : { error: errorCode as ErrorName, message: errorMessage };
}
