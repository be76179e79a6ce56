import type { Command } from 'commander';
import { clusterViolations, EpochWatch, invariants, type Violation } from '../cluster/invariants';
import { damaged } from '../store/fileErrors';
import { batchDamage } from '../store/batchDamage';
import { fileProblems, tablesOtherThanReplayed } from '../store/rebuild';
import type { StateView } from '../store/stateView';
import { printEnvelope } from '../text/envelope';
import { loadPaint } from '../text/paint';
import { LabRefusal, type LabContext } from './context';
import { example, formatOption, type FormatOption } from './format';

/** Places named for one broken rule; the rest is counted. */
const namedPlaces = 3;

interface Check {
  readonly says: string;
  /** Where it does not hold, and what is there instead. */
  readonly broken: readonly string[];
}

/** `kafka-lab verify`: what must hold in every cluster, checked on this one. */
export function addVerifyCommand(program: Command, context: LabContext): void {
  program
    .command('verify')
    .description('check on this cluster what must hold in every cluster')
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab verify && echo all is well'))
    .action(async (options: FormatOption) => {
      const checks = context.open().read(verify);
      const broken = checks.filter((check) => check.broken.length > 0).length;
      if (options.format === 'json') {
        printEnvelope(context.print, 'verify', { holds: broken === 0, checks });
      } else {
        const paint = await loadPaint(context.colour);
        for (const check of checks) {
          const isBroken = check.broken.length > 0;
          context.out(`${isBroken ? paint.bad('broken') : paint.good('holds ')}  ${check.says}`);
          for (const place of check.broken.slice(0, namedPlaces)) context.out(`          ${place}`);
          if (check.broken.length > namedPlaces) context.out(`          and ${check.broken.length - namedPlaces} more`);
        }
      }
      if (checks[0]!.broken.length > 0) throw damaged(context.path);
      if (broken > 0)
        throw new LabRefusal(
          `${broken} of ${checks.length} do not hold: the file is damaged, or this is a fault of kafka-lab. Please ` +
            `report it with the output of: kafka-lab events --format json`,
        );
    });
}

function verify(view: StateView): Check[] {
  const damage = fileProblems(view);
  const watch = new EpochWatch();
  const violations: Violation[] = [...clusterViolations(view)];
  const untimely: string[] = [];
  let reachedMs = 0;
  const otherTables = tablesOtherThanReplayed(view, ({ offset, timeMs, record }) => {
    for (const violation of watch.see(record)) violations.push(violation);
    if (!(Number.isInteger(timeMs) && timeMs >= reachedMs && timeMs <= view.nowMs))
      untimely.push(`record ${offset}: ${timeMs} ms, after ${reachedMs} ms and before ${view.nowMs} ms`);
    else reachedMs = timeMs;
  });
  return [
    { says: 'The file is sound', broken: damage },
    {
      says: 'Every batch of records is what was written, and no log has a hole',
      broken: Array.from(batchDamage(view), ({ where, found }) => `${where}: ${found}`),
    },
    { says: 'Time never goes back, and nothing happened later than the clock shows', broken: untimely },
    ...Object.entries(invariants).map(([name, says]) => ({
      says,
      broken: violations.filter(({ invariant }) => invariant === name).map(({ where, found }) => `${where}: ${found}`),
    })),
    {
      says: 'Replaying all records gives the same state',
      broken: otherTables.map((table) => `table ${table}`),
    },
  ];
}
