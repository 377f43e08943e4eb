import type { WriteResult, WrittenWording } from '../trial-protocol.ts';
import type { Verdict } from './trial-judgement.ts';

/** What came of writing, or of asking. */
export type TrialNotice =
  | { readonly kind: 'failed'; readonly isLost: boolean }
  | { readonly kind: 'written'; readonly count: number; readonly file: string | null }
  | {
      readonly kind: 'refused';
      readonly article: string;
      readonly result: Exclude<WriteResult, { readonly kind: 'written' }>;
    }
  | {
      readonly kind: 'left out';
      readonly wording: string;
      readonly outcome: Exclude<WrittenWording, { readonly kind: 'added' }>;
    };

/** What the test pane says. */
const en = {
  title: 'Test questions',
  intro:
    'Paste questions as readers would ask them, one a line, and see what each finds. Mark what should have been the answer: the wording is written into the article, and all are asked again.',
  questions: 'Questions, one a line',
  article: 'Article',
  all: 'All articles',
  ask: 'Ask them',
  tooMany: (most: number) => `The first ${most} are asked.`,
  asking: (done: number, of: number) => `Asking: ${done} of ${of}…`,
  asked: (count: number) => (count === 1 ? '1 question was asked.' : `${count} questions were asked.`),
  results: 'What each question finds',
  question: 'Question',
  found: 'Now',
  before: 'Before',
  should: 'Should have been',
  outcomes: { answer: 'Answers', suggestions: 'Offers', none: 'Refuses' },
  sure: (percent: string) => `${percent} sure`,
  rival: (title: string, percent: string) => `Next: ${title} (${percent})`,
  nothing: 'Nothing is like it.',
  nearest: 'Nearest:',
  says: (topic: string) => `Says that the article doesn’t tell: ${topic}`,
  right: 'This one',
  rightLong: (title: string, question: string) => `“${title}” should answer “${question}”`,
  another: 'Another…',
  anotherLong: (question: string) => `Choose what should answer “${question}”`,
  notCovered: 'Not covered',
  notCoveredLong: (question: string) => `The article doesn’t tell: “${question}”`,
  topic: 'Line below “Not covered”',
  topicHint: 'It has to fit behind “the article doesn’t say …”.',
  asEntry: 'Add it to the FAQ as a question that this passage answers',
  asEntryHint: 'A section or a highlight takes no other wordings.',
  marked: (marked: number, of: number) => `Marked: ${marked} of ${of}`,
  verdicts: { right: 'Right', offered: 'Offered', wrong: 'Wrong', refused: 'Refused' } satisfies Record<
    Verdict,
    string
  >,
  write: (count: number) => (count === 1 ? 'Write 1 wording' : `Write ${count} wordings`),
  into: (count: number, file: string) => `${count} into ${file}`,
  inMemory: (slug: string) => `${slug} is in memory alone: download it to keep what is added.`,
  download: 'Download the changed files',
  save: 'Download the questions for “footnote eval”',
  clear: 'Clear all',
  pickTitle: 'This should have been…',
  search: 'Search titles and texts',
  kinds: { faq: 'FAQ', highlight: 'Highlight', section: 'Section' },
  noMatch: 'No passage of this article has these words.',
  close: 'Close',
  shouldButton: 'This should have been…',
  failed: 'That didn’t work. Look at the program’s log, ask again, and try once more.',
  lost: 'The program has stopped. Start it again and reload this page.',
  written: (count: number, file: string | null) =>
    file === null
      ? `The changed file has ${count} more.`
      : `${count} written into ${file}. The questions were asked again.`,
  refusals: {
    changed: 'The file has changed since these questions were asked. Nothing was written: ask them again.',
    broken: 'The file has errors. Nothing was written: mend them first (footnote check names them).',
    gone: 'The file can’t be read any more. Nothing was written.',
    'not on disk': 'The article is in memory alone. Download it instead.',
    'no room': (file: string) =>
      `There is no room on the disk for ${file}. Nothing was written: make some room, or download the changed file.`,
    unwritable: (file: string, code: string) =>
      `${file} can’t be written (${code}). Download the changed file instead.`,
  },
  leftOut: {
    taken: (by: string) => `it leads to “${by}” already. Remove it there first.`,
    'there already': 'it stands there already.',
    'no such target': 'what was marked is gone. Mark it again.',
    'no words': 'signs alone are not found by search.',
    unfit:
      'the file is written in a way in which a line here would change what else it says. Write it by hand.',
  },
  leftOutOf: (wording: string, why: string) => `“${wording}” was left out: ${why}`,
  verdictOf: {
    answer: (title: string) => `It answered with “${title}”.`,
    suggestions: (titles: readonly string[]) =>
      `It wasn’t sure, and offered: ${titles.map((title) => `“${title}”`).join(', ')}.`,
    none: 'It said that the article doesn’t tell.',
    notCovered: (topic: string) => `It said that the article doesn’t tell: ${topic}.`,
    rival: (title: string) => `Otherwise it would have been “${title}”.`,
    evidence: 'The sentence that answers:',
  },
};

export type TrialTexts = typeof en;

const fr: TrialTexts = {
  title: 'Tester des questions',
  intro:
    'Colle des questions telles que des lecteurs les poseraient, une par ligne, et vois ce que chacune trouve. Indique ce qui aurait dû répondre : la formulation est écrite dans l’article, et toutes sont posées à nouveau.',
  questions: 'Questions, une par ligne',
  article: 'Article',
  all: 'Tous les articles',
  ask: 'Les poser',
  tooMany: (most) => `Les ${most} premières sont posées.`,
  asking: (done, of) => `En cours : ${done} sur ${of}…`,
  asked: (count) => (count === 1 ? '1 question a été posée.' : `${count} questions ont été posées.`),
  results: 'Ce que trouve chaque question',
  question: 'Question',
  found: 'Maintenant',
  before: 'Avant',
  should: 'Aurait dû être',
  outcomes: { answer: 'Répond', suggestions: 'Propose', none: 'Refuse' },
  sure: (percent) => `sûr à ${percent}`,
  rival: (title, percent) => `Ensuite : ${title} (${percent})`,
  nothing: 'Rien n’y ressemble.',
  nearest: 'Au plus près :',
  says: (topic) => `Dit que l’article n’en parle pas : ${topic}`,
  right: 'Celle-ci',
  rightLong: (title, question) => `« ${title} » devrait répondre à « ${question} »`,
  another: 'Une autre…',
  anotherLong: (question) => `Choisir ce qui devrait répondre à « ${question} »`,
  notCovered: 'Non couvert',
  notCoveredLong: (question) => `L’article n’en parle pas : « ${question} »`,
  topic: 'Ligne sous « Non couvert »',
  topicHint: 'Elle doit convenir derrière « l’article ne dit pas … ».',
  asEntry: 'L’ajouter à la FAQ comme une question à laquelle ce passage répond',
  asEntryHint: 'Une section ou un point clé ne prend pas d’autres formulations.',
  marked: (marked, of) => `Indiquées : ${marked} sur ${of}`,
  verdicts: { right: 'Justes', offered: 'Proposées', wrong: 'Fausses', refused: 'Refusées' },
  write: (count) => (count === 1 ? 'Écrire 1 formulation' : `Écrire ${count} formulations`),
  into: (count, file) => `${count} dans ${file}`,
  inMemory: (slug) => `${slug} n’est qu’en mémoire : télécharge-le pour garder ce qui est ajouté.`,
  download: 'Télécharger les fichiers modifiés',
  save: 'Télécharger les questions pour « footnote eval »',
  clear: 'Tout effacer',
  pickTitle: 'Cela aurait dû être…',
  search: 'Chercher dans les titres et les textes',
  kinds: { faq: 'FAQ', highlight: 'Point clé', section: 'Section' },
  noMatch: 'Aucun passage de cet article ne contient ces mots.',
  close: 'Fermer',
  shouldButton: 'Cela aurait dû être…',
  failed: 'Cela n’a pas marché. Regarde le journal du programme, pose les questions à nouveau et réessaie.',
  lost: 'Le programme s’est arrêté. Relance-le et recharge cette page.',
  written: (count, file) =>
    file === null
      ? `Le fichier modifié en a ${count} de plus.`
      : `${count} écrites dans ${file}. Les questions ont été posées à nouveau.`,
  refusals: {
    changed:
      'Le fichier a changé depuis que ces questions ont été posées. Rien n’a été écrit : pose-les à nouveau.',
    broken:
      'Le fichier contient des erreurs. Rien n’a été écrit : corrige-les d’abord (footnote check les nomme).',
    gone: 'Le fichier n’est plus lisible. Rien n’a été écrit.',
    'not on disk': 'L’article n’est qu’en mémoire. Télécharge-le plutôt.',
    'no room': (file) =>
      `Il n’y a plus de place sur le disque pour ${file}. Rien n’a été écrit : libère de la place, ou télécharge le fichier modifié.`,
    unwritable: (file, code) =>
      `${file} ne peut pas être écrit (${code}). Télécharge plutôt le fichier modifié.`,
  },
  leftOut: {
    taken: (by) => `elle mène déjà à « ${by} ». Retire-la d’abord de là.`,
    'there already': 'elle s’y trouve déjà.',
    'no such target': 'ce qui était indiqué n’est plus là. Indique-le à nouveau.',
    'no words': 'la recherche ne trouve pas de simples signes.',
    unfit: 'une ligne à cet endroit changerait ce que dit le reste du fichier. Écris-la à la main.',
  },
  leftOutOf: (wording, why) => `« ${wording} » a été laissée de côté : ${why}`,
  verdictOf: {
    answer: (title) => `Il a répondu par « ${title} ».`,
    suggestions: (titles) =>
      `Il n’était pas sûr, et a proposé : ${titles.map((title) => `« ${title} »`).join(', ')}.`,
    none: 'Il a dit que l’article n’en parle pas.',
    notCovered: (topic) => `Il a dit que l’article n’en parle pas : ${topic}.`,
    rival: (title) => `Sinon, cela aurait été « ${title} ».`,
    evidence: 'La phrase qui répond :',
  },
};

/** For one of Discord's locales. */
export function trialTexts(locale: string): TrialTexts {
  return locale === 'fr' ? fr : en;
}

export function sayNotice(notice: TrialNotice, texts: TrialTexts): string {
  switch (notice.kind) {
    case 'failed':
      return notice.isLost ? texts.lost : texts.failed;
    case 'written':
      return texts.written(notice.count, notice.file);
    case 'refused': {
      const { article, result } = notice;
      return `${article}: ${sayRefusal(result, texts)}`;
    }
    case 'left out': {
      const { wording, outcome } = notice;
      const why = outcome.kind === 'taken' ? texts.leftOut.taken(outcome.by) : texts.leftOut[outcome.kind];
      return texts.leftOutOf(wording, why);
    }
  }
}

function sayRefusal(
  result: Extract<TrialNotice, { readonly kind: 'refused' }>['result'],
  { refusals }: TrialTexts,
): string {
  switch (result.kind) {
    case 'unwritable':
      return refusals.unwritable(result.file, result.code);
    case 'no room':
      return refusals['no room'](result.file);
    default:
      return refusals[result.kind];
  }
}
