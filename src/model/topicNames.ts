import type { Words } from '../profiles/profile';

/** Where groups are kept (Topic.GROUP_METADATA_TOPIC_NAME). */
export const offsetsTopic = '__consumer_offsets';
/** Where transactions are kept (Topic.TRANSACTION_STATE_TOPIC_NAME). */
export const transactionsTopic = '__transaction_state';

const maxLength = 249;

/**
 * Why a name cannot be a topic's, in the release's words (org.apache.kafka.common.internals.Topic.validate); undefined
 * when it can.
 */
export function topicNameProblem(name: string, style: Words['topicNameInvalid']): string | undefined {
  const quoted = style === 'quoted';
  if (name === '')
    return quoted
      ? "Topic name is illegal, it can't be empty"
      : 'Topic name is invalid: the empty string is not allowed';
  if (name === '.' || name === '..')
    return quoted ? 'Topic name cannot be "." or ".."' : `Topic name is invalid: '${name}' is not allowed`;
  if (name.length > maxLength) {
    return quoted
      ? `Topic name is illegal, it can't be longer than ${maxLength} characters, topic name: ${name}`
      : `Topic name is invalid: the length of '${name}' is longer than the max allowed length ${maxLength}`;
  }
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) {
    const rest = "other than ASCII alphanumerics, '.', '_' and '-'";
    return quoted
      ? `Topic name "${name}" is illegal, it contains a character ${rest}`
      : `Topic name is invalid: '${name}' contains one or more characters ${rest}`;
  }
  return undefined;
}

/** Metric names turn periods into underscores, so names that differ only there collide (Topic.hasCollision). */
export function collides(a: string, b: string): boolean {
  return a !== b && unified(a) === unified(b);
}

/** Whether a name can collide with others: it has a period or an underscore (Topic.hasCollisionChars). */
export function hasCollisionChars(name: string): boolean {
  return /[._]/.test(name);
}

function unified(name: string): string {
  return name.replaceAll('.', '_');
}

/** Topics that Kafka keeps for itself. */
export function isInternalTopic(name: string): boolean {
  return name === offsetsTopic || name === transactionsTopic;
}
