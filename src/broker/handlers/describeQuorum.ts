import { describeQuorum } from '../../cluster/kraft/describeQuorum';
import type { Handler } from '../handle';

export const describeQuorumHandler: Handler<'DescribeQuorum'> = {
  by: 'controller',
  answer: describeQuorum,
};
