import { defaultProfileId, modeNames, profiles } from '../profiles/profiles';
import type { ProfileId } from '../profiles/profile';
import { visible } from '../text/visible';
import { LabRefusal } from './context';

/** What `init` asks a person who gave no flags. */
export interface InitAnswers {
  readonly profile: ProfileId;
  readonly brokers: number;
  readonly clock: 'live' | 'manual';
}

/** Asks on the terminal what cluster is to be made. @throws where the user ends the questions */
export async function askForCluster(): Promise<InitAnswers> {
  const { default: inquirer } = await import('inquirer');
  return answered(async () => {
    const answers = await inquirer.prompt([
      {
        type: 'select',
        name: 'profile',
        message: 'Which Kafka?',
        default: defaultProfileId,
        choices: Object.values(profiles).map(({ id, kafkaVersion, mode }) => ({
          value: id,
          name: `${id}: Kafka ${kafkaVersion} with ${modeNames[mode]}`,
        })),
      },
      {
        type: 'input',
        name: 'brokers',
        message: 'How many brokers?',
        default: '3',
        validate: (text: string) => (/^[1-9]\d{0,2}$/.test(text) ? true : 'a number from 1 to 999'),
      },
      {
        type: 'select',
        name: 'clock',
        message: 'Whose time?',
        default: 'live',
        choices: [
          { value: 'live', name: 'live: follows the wall clock' },
          { value: 'manual', name: 'manual: moves only when you say so' },
        ],
      },
    ]);
    return {
      profile: answers.profile as ProfileId,
      brokers: Number(answers.brokers),
      clock: answers.clock as InitAnswers['clock'],
    };
  });
}

/** Asks a question that is answered by yes or no; no is what Enter stands for. */
export async function confirm(message: string): Promise<boolean> {
  const { default: inquirer } = await import('inquirer');
  return answered(
    async () =>
      (await inquirer.prompt([{ type: 'confirm', name: 'yes', message: visible(message), default: false }])).yes ===
      true,
  );
}

/** Ctrl-C at a question is an answer: nothing is done. */
export async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw new LabRefusal('Nothing was done.');
    throw error;
  }
}
