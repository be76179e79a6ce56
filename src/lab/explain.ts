import type { Command } from 'commander';
import type { Partition, PartitionName } from '../model/cluster';
import { noLeader } from '../model/cluster';
import { history } from '../store/history';
import type { StateView } from '../store/stateView';
import { envelope } from '../text/envelope';
import type { LabContext } from './context';
import { causeText, timeText } from './events';
import { example, formatOption, type FormatOption } from './format';
import { existingPartition, partitionName } from './partitionName';
import { Story } from './story';
import type { ClusterEvent } from './clusterEvent';

/** Why one part of a partition's state is what it is: the event that made it so, and what led to that, nearest first. */
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
      if (options.format === 'json')
        return context.out(
          envelope('explain', {
            partition,
            explanations: explanations.map(({ about, chain }) => ({
              about,
              chain: chain.map(({ shape: _, ...event }) => event),
            })),
          }),
        );
      context.out(
        `${name.topic}-${name.partition}: leader ${partition.leader === noLeader ? 'none' : partition.leader}, replicas ${partition.replicas}, ISR ${partition.isr}${partition.elr.length > 0 ? `, ELR ${partition.elr}` : ''}, leader epoch ${partition.leaderEpoch}`,
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
  const subject = `${topicName}-${number}`;
  const lastOf = new Map<string, ClusterEvent>();
  let leaderEvent: ClusterEvent | undefined;
  const leftIsr = new Map<number, ClusterEvent>();
  const causesOf = new Map<ClusterEvent, ClusterEvent | undefined>();
  let isr: readonly number[] = partition.replicas;
  for (const event of new Story().read(history(view))) {
    if (event.subject === `topic ${topicName}` && event.what.startsWith('created')) {
      leaderEvent = event;
      leftIsr.clear();
      isr = partition.replicas;
    }
    if (event.kind === 'node') lastOf.set(event.subject, event);
    if (event.subject !== subject) continue;
    const about = /\b(?:broker|controller) \d+\b/.exec(event.cause.text)?.[0];
    causesOf.set(event, event.cause.kind === 'due' && about !== undefined ? lastOf.get(about) : undefined);
    if (event.kind === 'election' || event.kind === 'offline') leaderEvent = event;
    if (!event.isr) continue;
    for (const id of isr) if (!event.isr.includes(id)) leftIsr.set(id, event);
    isr = event.isr;
  }
  const chain = (event: ClusterEvent | undefined): ClusterEvent[] =>
    event ? [event, ...chain(causesOf.get(event))] : [];
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
