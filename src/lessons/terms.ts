import { commandsOf, type Lab, type Part } from './lab';
import { toolsIn } from './vetting';

/** A lab among others, as far as what it teaches goes. */
export type Teaching = Pick<Lab['front'], 'id' | 'title' | 'requires' | 'teaches'>;

/**
 * Terms and tools that a lab uses although neither it nor one that it requires taught them: those that some other lab
 * teaches, and every tool.
 * @param others the labs that there are; the lab itself may be among them
 */
export function untaught(lab: Lab, others: readonly Teaching[]): readonly string[] {
  const known = new Set(
    teachers(lab.front, others)
      .flatMap(({ teaches }) => teaches.flat())
      .map(lower),
  );
  const text = proseOf(lab);
  const terms = others
    .filter(({ id }) => id !== lab.front.id)
    .flatMap(({ title, teaches }) => teaches.map((spellings) => ({ title, spellings })));
  const found = terms.flatMap(({ title, spellings }) => {
    if (spellings.some((each) => known.has(lower(each)))) return [];
    const used = spellings.find((each) => isIn(each, text));
    return used === undefined ? [] : [`"${used}" is used before it was taught: by "${title}"`];
  });
  const tools = toolsIn(commandsOf(lab).join('\n')).filter((name) => !known.has(name));
  return [
    ...new Set(found),
    ...tools.map((name) => `${name} is used before it was taught: "teaches" of no lab before has it`),
  ];
}

/** Labs that are required but not there. */
export function unknownLabs(lab: Lab, others: readonly Teaching[]): readonly string[] {
  return lab.front.requires.filter((id) => !others.some((other) => other.id === id));
}

/** A lab and all that it requires, by whatever way. */
function teachers(lab: Teaching, others: readonly Teaching[], seen: readonly string[] = []): readonly Teaching[] {
  if (seen.includes(lab.id)) return [];
  const before = lab.requires.flatMap((id) => others.filter((other) => other.id === id));
  return [lab, ...before.flatMap((each) => teachers(each, others, [...seen, lab.id]))];
}

function proseOf(lab: Lab): string {
  const prose = (parts: readonly Part[]) =>
    parts.flatMap((part) => {
      if (part.kind === 'console') return [];
      return part.kind === 'prose' ? [part.markdown] : [part.markdown, ...part.choices.map(({ text }) => text)];
    });
  return [
    ...prose(lab.intro),
    ...lab.steps.flatMap((step) => [
      step.title,
      ...prose(step.parts),
      ...prose(step.solution ?? []),
      ...prose(step.after),
      ...step.hints.flatMap((hint) => prose(hint.parts)),
    ]),
    ...prose(lab.after),
  ].join('\n');
}

function isIn(term: string, text: string): boolean {
  const escaped = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\w-])${escaped}s?(?![\\w-])`, 'i').test(text);
}

const lower = (text: string) => text.toLowerCase();
