/** What is said around a lab's own text. */
export interface Words {
  readonly step: (number: number, count: number) => string;
  readonly minutes: (minutes: number) => string;
  readonly question: string;
  readonly hint: string;
  readonly solution: string;
  readonly answerWith: (example: string) => string;
  readonly checkWith: string;
  readonly goOn: string;
  readonly stepDone: (number: number) => string;
  readonly labDone: (title: string) => string;
  readonly notYet: (failed: number, all: number) => string;
  readonly noHint: string;
  readonly moreHints: string;
  readonly taken: (answer: string) => string;
  readonly youSaid: (said: string) => string;
  readonly right: string;
  readonly wrong: (value: string) => string;
}

const english: Words = {
  step: (number, count) => `step ${number} of ${count}`,
  minutes: (minutes) => `about ${minutes} minutes`,
  question: 'Before you go on',
  hint: 'Hint',
  solution: 'Solution',
  answerWith: (example) => `Answer: kafka-lab lab answer ${example}`,
  checkWith: 'Done? kafka-lab lab check    Stuck? kafka-lab lab hint',
  goOn: 'Go on: kafka-lab lab next',
  stepDone: (number) => `Step ${number} is done.`,
  labDone: (title) => `"${title}" is done. The next one: kafka-lab lab list    Your own cluster: kafka-lab lab quit`,
  notYet: (failed, all) => `${failed} of ${all} do not hold yet. Stuck? kafka-lab lab hint`,
  noHint: 'There is no other hint now. Look at a way to the goal: kafka-lab lab solution',
  moreHints: 'Still stuck? kafka-lab lab hint',
  taken: (answer) => `Your answer is taken: ${answer}`,
  youSaid: (said) => `You said "${said}".`,
  right: 'That is right.',
  wrong: (value) => `It is "${value}".`,
};

const korean: Words = {
  step: (number, count) => `${count}단계 중 ${number}단계`,
  minutes: (minutes) => `약 ${minutes}분`,
  question: '계속하기 전에',
  hint: '힌트',
  solution: '해답',
  answerWith: (example) => `답하기: kafka-lab lab answer ${example}`,
  checkWith: '다 했으면: kafka-lab lab check    막히면: kafka-lab lab hint',
  goOn: '다음으로: kafka-lab lab next',
  stepDone: (number) => `${number}단계를 마쳤습니다.`,
  labDone: (title) =>
    `"${title}" 실습을 마쳤습니다. 다음 실습: kafka-lab lab list    내 클러스터로: kafka-lab lab quit`,
  notYet: (failed, all) => `${all}개 중 ${failed}개가 아직 맞지 않습니다. 막히면: kafka-lab lab hint`,
  noHint: '지금은 다른 힌트가 없습니다. 해답 보기: kafka-lab lab solution',
  moreHints: '아직 막혀 있으면: kafka-lab lab hint',
  taken: (answer) => `답을 받았습니다: ${answer}`,
  youSaid: (said) => `내 답: "${said}".`,
  right: '맞습니다.',
  wrong: (value) => `정답: "${value}".`,
};

/** The words in a language; English where there are none. */
export function wordsIn(language: string): Words {
  return language === 'ko' ? korean : english;
}
