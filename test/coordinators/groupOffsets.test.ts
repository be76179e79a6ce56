import { expect, test } from 'vitest';
import { deleteTopics } from '../../src/clients/admin/topics';
import { commitOffsets, findGroup } from '../../src/coordinators/groups';
import { createTopicOnDemand } from '../../src/coordinators/internalTopics';
import { offsetsTopic } from '../../src/model/topicNames';
import { Lab } from '../cluster/reassignment/lab';

const committed = (lab: Lab) => lab.session.read((view) => [...(findGroup(view, 'g')?.offsets.keys() ?? [])]);

test.each(['2.8-zk', '4.3-kraft'] as const)('%s: the offsets of a deleted topic are gone, others stay', (profile) => {
  const lab = new Lab(profile, 3);
  try {
    lab.create('gone', [1, 2, 3]);
    lab.create('stays', [1, 2, 3]);
    const words = { kind: 'command', words: ['a test'] } as const;
    lab.session.change(words, (turn) => void createTopicOnDemand(turn, offsetsTopic));
    lab.session.change(words, (turn) => {
      const at = { partition: 0, offset: 0, leaderEpoch: 0, metadata: '' };
      commitOffsets(turn, 'g', [
        { topic: 'gone', ...at },
        { topic: 'stays', ...at },
      ]);
    });
    expect(committed(lab)).toEqual(['gone-0', 'stays-0']);
    deleteTopics(lab.admin, ['gone']);
    lab.session.settle();
    expect(committed(lab)).toEqual(['stays-0']);
  } finally {
    lab.remove();
  }
});
