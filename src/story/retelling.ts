import type { ClusterRecord } from '../model/records';
import { StoryMemory } from './memory';
import { Story, type Listener } from './story';

/**
 * Tells a log from its beginning, for who has no cluster beside it: what came before is remembered from the records.
 */
export class Retelling {
  private readonly memory = new StoryMemory();
  private readonly story: Story;
  private cause: number | undefined;
  private lastOffset = -1;

  /** @param finishCause gets a cause's id once all is told that it led to */
  constructor(
    listen: Listener,
    private readonly finishCause: (cause: number) => void,
  ) {
    this.story = new Story(this.memory, listen);
  }

  /** Takes the next record. */
  tell(record: ClusterRecord, offset: number, cause: number): void {
    if (this.cause !== cause) this.finish();
    this.cause = cause;
    this.lastOffset = offset;
    const before = 'partitionId' in record ? this.memory.partition(record.topicId, record.partitionId) : undefined;
    this.story.tell(record, offset, before);
    this.memory.apply(record);
  }

  /** There is no more. */
  finish(): void {
    if (this.cause === undefined) return;
    this.story.finishCause(this.lastOffset);
    this.finishCause(this.cause);
    this.cause = undefined;
  }
}
