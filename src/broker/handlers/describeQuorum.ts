import { describeQuorum } from '../../cluster/kraft/describeQuorum';
import type { Handler } from '../handler';

export const describeQuorumHandler: Handler<'DescribeQuorum'> = {
  by: 'controller',
  answer: describeQuorum,
};
