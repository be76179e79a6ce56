import type { Cause } from '../model/causes';
import type { Command } from 'commander';
import type { Partition, PartitionName } from '../model/cluster';
import { noLeader } from '../model/cluster';
import { lastNodeEvent, topicEventAt } from '../store/eventRows';
import type { StateView } from '../store/stateView';
import { topicHistory } from '../store/topicHistory';
import type { ClusterEvent } from '../story/event';
import { changed, firstState, ToldChange, type PartitionState } from '../story/partitionStory';
import { printEnvelope } from '../text/envelope';
import type { LabContext } from './context';
import { causeText } from '../story/causeText';
import { timeText } from './events';
import { example, formatOption, type FormatOption } from './format';
import { existingPartition, partitionName } from './partitionName';

/**
 * Why one part of a partition's state is what it is: the event that made it so, and what led to that, nearest first.
 */
interface Explanation {
  readonly about: string;
  readonly chain: readonly ClusterEvent[];
}

/** `kafka-lab explain`: the causes of a partition's present state. */
export function addExplainCommand(program: Command, context: LabContext): void {
  program
    .command('explain')
    .argument('<topic-partition>', 'such as orders-0', partitionName)
    .description('why a partition is led by whom it is, and who is missing from its ISR')
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab explain orders-0'))
    .action((name: PartitionName, options: FormatOption) => {
      const { partition, explanations } = context.open().read((view) => explain(view, name));
      if (options.format === 'json') return printEnvelope(context.print, 'explain', { partition, explanations });
      context.out(
        `${name.topic}-${name.partition}: leader ${partition.leader === noLeader ? 'none' : partition.leader}, ` +
          `replicas ${partition.replicas}, ISR ` +
          `${partition.isr}${partition.elr.length > 0 ? `, ELR ${partition.elr}` : ''}, leader epoch ` +
          `${partition.leaderEpoch}`,
      );
      for (const { about, chain } of explanations) {
        context.out(about);
        for (const event of chain)
          context.out(`  ${timeText(event.timeMs)} ${event.subject}: ${event.what} (${causeText(event.cause)})`);
      }
      return undefined;
    });
}

function explain(
  view: StateView,
  { topic: topicName, partition: number }: PartitionName,
): { partition: Partition; explanations: Explanation[] } {
  const partition = existingPartition(view, { topic: topicName, partition: number });
  let leaderEvent: ClusterEvent | undefined;
  const leftIsr = new Map<number, ClusterEvent>();
  let state: PartitionState | undefined;
  for (const { record, offset, timeMs, cause } of topicHistory(view, topicName, number)) {
    if (record.type === 'PartitionRecord') {
      state = firstState(record);
      leaderEvent = topicEventAt(view, topicName, offset);
      leftIsr.clear();
    } else if (record.type === 'ClearElrRecord') state = state && { ...state, elr: [] };
    if (record.type !== 'PartitionChangeRecord' || !state) continue;
    const told = new ToldChange(topicName, state, record);
    const event: ClusterEvent = {
      offset,
      timeMs,
      cause,
      kind: told.kind,
      subject: told.subject(),
      what: told.what(),
      ...(told.isr && { isr: told.isr }),
    };
    if (told.kind === 'election' || told.kind === 'offline') leaderEvent = event;
    const after = changed(state, record);
    for (const id of state.isr) if (!after.isr.includes(id)) leftIsr.set(id, event);
    state = after;
  }
  const chain = (event: ClusterEvent | undefined): ClusterEvent[] => {
    if (!event) return [];
    const about = nodeOf(event.cause);
    const before = about && lastNodeEvent(view, about, event.offset);
    return before ? [event, before] : [event];
  };
  const missing = partition.replicas.filter((id) => !partition.isr.includes(id));
  return {
    partition,
    explanations: [
      {
        about: partition.leader === noLeader ? 'It has no leader:' : `Broker ${partition.leader} leads it:`,
        chain: chain(leaderEvent),
      },
      ...missing.map((id) => ({
        about: `Broker ${id} is not in its ISR:`,
        chain: chain(leftIsr.get(id) ?? leaderEvent),
      })),
    ],
  };
}

/** The node that a cause is about, as events name it; a file's first version has only words for it. */
function nodeOf(cause: Cause): string | undefined {
  if (cause.kind === 'told' && cause.by === 'due') return /\b(?:broker|controller) \d+\b/.exec(cause.text)?.[0];
  return cause.kind === 'due' && 'node' in cause ? `${cause.node.role} ${cause.node.id}` : undefined;
}
