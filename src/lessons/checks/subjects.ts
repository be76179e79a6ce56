import type { StateView } from '../../store/stateView';
import type { Aspect, SubjectKind } from './aspect';
import { brokerChecks, brokersChecks, controllerChecks, nodeChecks } from './nodeAspects';
import { groupChecks } from './groupAspects';
import { happenings, happeningAspect } from './happenings';
import { partitionChecks } from './partitionAspects';
import type { Pattern } from './pattern';
import { recordChecks, type RecordsOf } from './recordAspects';
import { topicChecks } from './topicAspects';
import { znodeChecks } from './znodeAspects';

/** An aspect of one subject. What the subject is, only the aspect knows. */
export interface AskedFor {
  readonly aspect: Aspect<unknown>;
  readonly subject: unknown;
  readonly argument: string;
}

/** What the words of a check ask for, and what of them is left for the pattern. */
export interface ReadSubject {
  readonly aspect: Aspect<unknown>;
  readonly asked: readonly AskedFor[] | ((view: StateView) => readonly AskedFor[]);
  readonly rest: readonly string[];
  /** Where the words say it all: "broker 2 stopped". */
  readonly pattern: Pattern | undefined;
}

type Read = ReadSubject | { readonly problem: string };

/** How checks begin, for who wrote another word. */
const subjectForms =
  'TOPIC-N, topic NAME, broker N, brokers, node N, controller, group NAME, records TOPIC, znode PATH, happened, ' +
  'no record';

const readers: Readonly<Record<string, (words: readonly string[]) => Read>> = {
  topic: (words) => named(words, 'a topic', topicChecks, (name) => name),
  broker: (words) => named(words, 'the id of a broker', brokerChecks, wholeNumber),
  node: (words) => named(words, 'the id of a node', nodeChecks, wholeNumber),
  brokers: (words) => aspectOf(brokersChecks, undefined, words),
  controller: readController,
  group: (words) => named(words, 'a group', groupChecks, (name) => name),
  records: (words) => named(words, 'a topic or a partition', recordChecks, recordsOf),
  znode: (words) =>
    named(words, 'the path of a znode', znodeChecks, (path) => (path.startsWith('/') ? path : undefined)),
  happened: readHappening,
  no: readNoRecord,
};

/** Reads what a check or a question is about, and which aspect of it. */
export function readSubject(words: readonly string[]): Read {
  const [first = '', ...rest] = words;
  const partition = /^(.+)-(\d{1,9}|\*)$/.exec(first);
  if (partition) return ofPartitions(partition[1]!, partition[2]!, rest);
  const reader = Object.hasOwn(readers, first) ? readers[first] : undefined;
  return reader?.(rest) ?? { problem: `"${words.join(' ')}": a check begins with ${subjectForms}` };
}

function named<S>(
  [name, ...rest]: readonly string[],
  what: string,
  kind: SubjectKind<S>,
  subjectOf: (name: string) => S | undefined,
): Read {
  const subject = name === undefined ? undefined : subjectOf(name);
  return subject === undefined ? { problem: `${name ?? 'nothing'} is not ${what}` } : aspectOf(kind, subject, rest);
}

/** The aspect that stands first in the words: of one word, or of two with a hyphen or without. */
function aspectOf<S>(kind: SubjectKind<S>, subject: S, words: readonly string[]): Read {
  const state = stateOf(kind, words);
  if (state) return { ...state, asked: [{ aspect: state.aspect, subject, argument: '' }] };
  const { aspects } = kind;
  const two = words.slice(0, 2).join('-');
  const isTwo = Object.hasOwn(aspects, two);
  const name = isTwo ? two : (words[0] ?? '');
  const aspect = Object.hasOwn(aspects, name) ? (aspects[name] as Aspect<unknown>) : undefined;
  if (!aspect) {
    const known = [...Object.keys(kind.states), ...Object.keys(aspects)].join(', ');
    return { problem: `"${name}" cannot be checked there: ${known} can` };
  }
  let rest = words.slice(isTwo ? 2 : 1);
  let argument = '';
  if (aspect.argument === 'required' || (aspect.argument === 'optional' && rest[0] === 'of')) {
    if (rest[0] === 'of') rest = rest.slice(1);
    [argument = '', ...rest] = rest;
    if (argument === '') return { problem: `${name} of what?` };
  }
  return { aspect, asked: [{ aspect, subject, argument }], rest, pattern: undefined };
}

/** "stopped" or "not stopped". */
function stateOf<S>(
  { aspects, states }: SubjectKind<S>,
  words: readonly string[],
): { aspect: Aspect<unknown>; rest: readonly string[]; pattern: Pattern } | undefined {
  const isNot = words[0] === 'not';
  const word = words[isNot ? 1 : 0] ?? '';
  const state = Object.hasOwn(states, word) ? states[word] : undefined;
  if (!state || words.length > (isNot ? 2 : 1)) return undefined;
  return {
    aspect: aspects[state.aspect] as Aspect<unknown>,
    rest: [],
    pattern: { word: isNot ? 'not' : 'is', values: [state.value] },
  };
}

function ofPartitions(topic: string, number: string, words: readonly string[]): Read {
  const read = aspectOf(partitionChecks, { topic, partition: Number(number) }, words);
  if (number !== '*' || 'problem' in read || typeof read.asked === 'function') return read;
  const [{ argument }] = read.asked as readonly [AskedFor];
  const asked = (view: StateView) => {
    const found = view.topic(topic);
    const count = found ? view.partitionCount(found) : 1;
    return Array.from({ length: count }, (_, partition) => ({
      aspect: read.aspect,
      subject: { topic, partition },
      argument,
    }));
  };
  return { ...read, asked };
}

/** "controller 2" asks for its id. */
function readController(words: readonly string[]): Read {
  const word = words[0] === 'not' ? words[1] : words[0];
  const isNamed = [controllerChecks.aspects, controllerChecks.states].some((each) => Object.hasOwn(each, word ?? ''));
  return aspectOf(controllerChecks, undefined, isNamed ? words : ['id', ...words]);
}

/** "happened unclean election [of orders-0] [none]". */
function readHappening(words: readonly string[]): Read {
  const text = words.join(' ');
  const name = Object.keys(happenings).find((each) => text === each || text.startsWith(`${each} `));
  if (name === undefined)
    return { problem: `"${text}" is nothing that happens: ${Object.keys(happenings).join(', ')}` };
  let rest = words.slice(name.split(' ').length);
  let of = '';
  if (rest[0] === 'of') [, of = '', ...rest] = rest;
  const aspect = happeningAspect as Aspect<unknown>;
  const asked = [{ aspect, subject: { name, of }, argument: '' }];
  return { aspect, asked, rest, pattern: rest.length === 0 ? { word: 'some', values: [] } : undefined };
}

/** "no record [of orders] lost". */
function readNoRecord(words: readonly string[]): Read {
  const [, of = '*', aspect = ''] = /^records?(?: of (\S+))? (\S+)$/.exec(words.join(' ')) ?? [];
  const read = named([of, aspect], 'a topic or a partition', recordChecks, recordsOf);
  return 'problem' in read ? read : { ...read, pattern: { word: 'none', values: [] } };
}

function recordsOf(name: string): RecordsOf {
  if (name === '*') return { topic: undefined, partition: undefined };
  const partition = /^(.+)-(\d{1,9})$/.exec(name);
  return partition ? { topic: partition[1]!, partition: Number(partition[2]) } : { topic: name, partition: undefined };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
