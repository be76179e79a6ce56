import { noError, type ErrorCode, type Failure } from './errors';

/** An error that is one. */
export type ErrorName = Exclude<ErrorCode, 'NONE'>;

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
