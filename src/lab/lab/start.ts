import { resolve } from 'node:path';
import { LabFolder } from '../../lessons/labFolder';
import { findLab, inLanguage, labsIn, shippedFolder, type ShelvedLab } from '../../lessons/labShelf';
import { readLab } from '../../lessons/readLab';
import { LabStop, TakenLab } from '../../lessons/takenLab';
import type { ProfileId } from '../../profiles/profile';
import { activeLab, setActiveLab } from '../../runtime/clusterPlace';
import { printEnvelope } from '../../text/envelope';
import { loadPaint } from '../../text/paint';
import { loadTables } from '../../text/table';
import { LabRefusal, type LabContext } from '../context';
import type { FormatOption } from '../format';
import { askForLab } from './askLearner';
import { readText, requireConsent, type ConsentOptions } from './consent';
import { Page } from './page';
import { ask, printTaken, status } from './take';

interface LanguageOption {
  readonly lang?: string;
}

interface StartOptions extends FormatOption, ConsentOptions, LanguageOption {
  readonly profile?: string;
  readonly variant?: number;
  readonly again?: boolean;
}

type State = 'new' | 'begun' | 'done';

interface Listed {
  readonly number: string;
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly profiles: readonly string[];
  readonly state: State;
  readonly active: boolean;
}

function listed(context: LabContext, { lang = context.language ?? 'en' }: LanguageOption): readonly Listed[] {
  const { home } = context;
  return labsIn(shippedFolder(context.installedAt)).map((shelved) => {
    const { id, minutes, profiles } = shelved.lab.front;
    const { progress } = new LabFolder(home, id);
    return {
      number: /(\d+)-[^/]*$/.exec(shelved.path)?.[1]?.replace(/^0/, '') ?? '',
      id,
      title: inLanguage(shelved, lang).front.title,
      minutes,
      profiles,
      state: progress ? (progress.finishedMs === null ? 'begun' : 'done') : 'new',
      active: activeLab(home) === id,
    };
  });
}

/** `kafka-lab lab list`: the labs that there are, and how far one is. */
export async function list(context: LabContext, options: FormatOption & LanguageOption): Promise<void> {
  const labs = listed(context, options);
  if (options.format === 'json') return printEnvelope(context.print, 'labs', labs);
  const paint = await loadPaint(context.colour);
  const draw = await loadTables();
  const rows = labs.map(({ number, id, title, minutes, profiles, state, active }) => [
    number,
    title,
    id,
    String(minutes),
    profiles[0] ?? '',
    state === 'done' ? paint.good('done') : active ? paint.warning('active') : state === 'begun' ? 'begun' : '',
  ]);
  for (const line of draw(paint, ['Lab', 'Title', 'Id', 'Minutes', 'Profile', ''], () => rows)) context.out(line);
  const nextLab =
    labs.find(({ active, state }) => active && state !== 'done') ??
    labs.find(({ state }) => state !== 'done') ??
    labs[0];
  context.out('');
  if (nextLab?.active) context.out('Go on: kafka-lab lab');
  else if (nextLab) context.out(`Begin with: kafka-lab lab start ${nextLab.number || nextLab.id}`);
  return undefined;
}

/** `kafka-lab lab` alone: the lab that is on, or which there are. */
export async function overview(context: LabContext, options: FormatOption): Promise<void> {
  if (activeLab(context.home) !== undefined) return status(context, options);
  if (options.format === 'json' || !context.canAsk) return list(context, options);
  const labs = listed(context, {});
  const chosen = await askForLab(
    labs.map(({ id, number, title }) => ({ id, line: `${number.padStart(2)}  ${title}` })),
  );
  return chosen === undefined ? undefined : start(context, chosen, options);
}

/**
 * `kafka-lab lab start`: begins a lab, or goes on where it was left.
 * @param name a number of the list, an id, or a file
 * @throws LabRefusal
 */
export async function start(context: LabContext, name: string, options: StartOptions): Promise<void> {
  const { home } = context;
  const shelved = shelvedLab(context, name);
  const { id, profiles, variants } = shelved.lab.front;
  const known = options.again ? undefined : TakenLab.find(context, home, id);
  const isResumed = known !== undefined && known.progress.finishedMs === null;
  const profile = options.profile ?? profiles[0]!;
  if (!(profiles as readonly string[]).includes(profile))
    throw new LabRefusal(`This lab is for ${profiles.join(', ')}, not for ${profile}`);
  const variant = (options.variant ?? 1) - 1;
  if (variants[variant] === undefined) throw new LabRefusal(`This lab has ${variants.length} variants`);
  let taken: TakenLab;
  if (isResumed) taken = known;
  else {
    const setups = [...variants[variant], ...shelved.lab.steps.flatMap((step) => step.setup)];
    await requireConsent(context, shelved.path, setups, options);
    const taking = { profile: profile as ProfileId, variant, language: options.lang ?? context.language ?? 'en' };
    try {
      taken = await TakenLab.begin(context, home, shelved.path, shelved.lab, taking, options.shell === true);
    } catch (error) {
      throw error instanceof LabStop ? new LabRefusal(error.message) : error;
    }
  }
  setActiveLab(home, id);
  if (options.format === 'json') return printTaken(context, taken);
  const page = new Page(context, await loadPaint(context.colour), taken);
  if (!isResumed) page.intro();
  page.step();
  return ask(context, { taken, page });
}

function shelvedLab(context: LabContext, name: string): ShelvedLab {
  const shipped = findLab(labsIn(shippedFolder(context.installedAt)), name);
  if (shipped) return shipped;
  if (!name.endsWith('.md')) {
    const begun = TakenLab.find(context, context.home, name);
    if (begun) return { path: begun.folder.text, lab: begun.lab };
    throw new LabRefusal(`There is no lab ${name}. See the labs: kafka-lab lab list`);
  }
  const { lab, problems } = readLab(readText(name));
  if (lab && problems.length === 0) return { path: resolve(name), lab };
  throw new LabRefusal(
    `${name}:${problems[0]?.line}: ${problems[0]?.message}. See all with: kafka-lab lab lint ${name}`,
  );
}
