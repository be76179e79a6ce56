import type { Question } from '../../lessons/lab';
import { visible } from '../../text/visible';
import { answered } from '../ask';
import { LabRefusal } from '../context';

/** Asks a question of a lab on the terminal; undefined where the learner wants to answer later. */
export async function askQuestion({ choices }: Question, message: string): Promise<string | undefined> {
  const { default: inquirer } = await import('inquirer');
  try {
    return await answered(async () => {
      const { said } =
        choices.length > 0
          ? await inquirer.prompt([
              {
                type: 'select',
                name: 'said',
                message,
                choices: choices.map(({ text }, index) => ({ value: String(index + 1), name: visible(text) })),
              },
            ])
          : await inquirer.prompt([{ type: 'input', name: 'said', message: `${message}:` }]);
      return String(said) === '' ? undefined : String(said);
    });
  } catch (error) {
    if (error instanceof LabRefusal) return undefined;
    throw error;
  }
}

/** Lets a person choose a lab; undefined where none is wanted. */
export async function askForLab(
  labs: readonly { readonly id: string; readonly line: string }[],
): Promise<string | undefined> {
  const { default: inquirer } = await import('inquirer');
  try {
    return await answered(async () => {
      const { id } = await inquirer.prompt([
        {
          type: 'select',
          name: 'id',
          message: 'Which lab?',
          choices: labs.map(({ id: value, line }) => ({ value, name: visible(line) })),
        },
      ]);
      return String(id);
    });
  } catch (error) {
    if (error instanceof LabRefusal) return undefined;
    throw error;
  }
}
