import { InvalidArgumentError, type Command } from 'commander';
import { readMetadataLog, type MetadataEntry } from '../cluster/kraft/readMetadataLog';
import { history } from '../store/history';
import { printEnvelope } from '../text/envelope';
import { LabRefusal, type LabContext } from './context';
import { timeText } from './events';
import { example, formatOption, type FormatOption } from './format';

interface LogOptions extends FormatOption {
  from?: number;
}

/**
 * `kafka-lab metadata log`: what a look into __cluster_metadata shows (kafka-dump-log --cluster-metadata-decoder),
 * newest last.
 */
export function addMetadataCommand(program: Command, context: LabContext): void {
  program
    .command('metadata')
    .description("the KRaft quorum's log")
    .addHelpText('after', example('kafka-lab metadata log'))
    .command('log')
    .description('the records of __cluster_metadata, newest last; NoOpRecords, two a second, only take offsets')
    .option('--from <offset>', 'only from this offset on', offsetNumber)
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab metadata log --from 40'))
    .action((options: LogOptions) => {
      const from = options.from ?? 0;
      context.open().read((view) => {
        if (!view.controller.quorum.holdsMetadata)
          throw new LabRefusal('This cluster keeps its metadata in ZooKeeper: zookeeper-shell localhost:2181');
        const entries = entriesFrom(from, readMetadataLog(history(view)));
        if (options.format === 'json') printEnvelope(context.print, 'metadata-log', entries);
        else for (const entry of entries) context.out(entryLine(entry));
      });
    });
}

function* entriesFrom(from: number, entries: Iterable<MetadataEntry>): Iterable<MetadataEntry> {
  for (const entry of entries) if (entry.offset >= from) yield entry;
}

function entryLine({ offset, epoch, timeMs, type, fields }: MetadataEntry): string {
  const texts = Object.entries(fields).map(
    ([name, value]) => `${name}=${Array.isArray(value) ? `[${value.join()}]` : value}`,
  );
  return `${String(offset).padStart(5)}  epoch ${epoch}  ${timeText(timeMs)}  ${type}  ${texts.join(' ')}`;
}

function offsetNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It takes an offset: a whole number from 0.');
  return Number(text);
}
