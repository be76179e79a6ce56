/**
 * Asked for more than this simulation does: where Kafka's tool would go on for hours, or until its memory is full. The
 * command ends with the message on standard error and exit code 1, and changes nothing.
 */
export class LimitReached extends Error {}
