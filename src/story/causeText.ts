import type { Cause, DueCause } from '../model/causes';
import { shellText } from '../text/shell';

/** A cause in words: "by kafka-topics --create ..." or "because broker 1 came up". */
export function causeText(cause: Cause): string {
  if (isCommand(cause)) return `by ${commandOrReason(cause)}`;
  // Periodic checks are named after the interval that passed.
  const reason = commandOrReason(cause);
  return reason.includes(' ') ? `because ${reason}` : `because ${reason} passed`;
}

/** The command as it was typed, or what fell due. */
export function commandOrReason(cause: Cause): string {
  if (cause.kind === 'command') return shellText(cause.words);
  return cause.kind === 'due' ? reasonOf(cause) : cause.text.replace(/\s+/g, ' ');
}

function isCommand(cause: Cause): boolean {
  return cause.kind === 'command' || (cause.kind === 'told' && cause.by === 'command');
}

type Reasons = { readonly [Rule in DueCause['rule']]: (cause: Extract<DueCause, { readonly rule: Rule }>) => string };

const reasons: Reasons = {
  'session-expired': ({ node, config }) => `session of ${nodeText(node)} expired (${config.name})`,
  'stopped-fetching': ({ node, config }) => `${nodeText(node)} has not fetched for ${config.name}`,
  'fell-behind': ({ node, config }) => `${nodeText(node)} has not had all of its leaders' records for ${config.name}`,
  'came-up': ({ node }) => `${nodeText(node)} came up`,
  'caught-up': ({ node, throttled }) =>
    `${nodeText(node)} caught up with its leaders${throttled ? ' under a throttle' : ''}`,
  fetched: ({ node, partition, fromOffset }) => `${nodeText(node)} fetched ${partition} from offset ${fromOffset}`,
  'controller-lost': ({ config }) => `${config.name} passed without the leader`,
  'leader-imbalance-check': ({ config }) => config.name,
  'unclean-election-check': ({ config }) => config.name,
  'shell-session-expired': () => 'session of a zookeeper-shell expired',
  'transaction-overdue': ({ transactionalId, config }) =>
    `transaction of ${transactionalId} is open for longer than ${config.name}`,
  'transaction-markers': ({ transactionalId }) => `markers of ${transactionalId} can be written`,
  'transaction-ended': ({ transactionalId }) => `the end of the transaction of ${transactionalId} can be noted`,
  'members-missing': ({ group }) => `members of group ${group} did not join in time`,
  'members-silent': ({ group, sessionTimeoutMs }) =>
    `a member of group ${group} was not heard for its session.timeout.ms (${sessionTimeoutMs})`,
  'assignments-missing': ({ group }) => `the leader of group ${group} did not assign in time`,
  'time-passed': () => 'time passed',
};

/** What fell due, in words; of two that fall due together they differ. */
export function reasonOf(cause: DueCause): string {
  const reason = reasons[cause.rule] as (cause: DueCause) => string;
  return reason(cause);
}

function nodeText({ role, id }: { readonly role: string; readonly id: number }): string {
  return `${role} ${id}`;
}
