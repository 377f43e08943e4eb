export type CardId = 'ask' | 'review' | 'pin' | 'stats';

interface CardTexts {
  readonly title: string;
  /** What it does, and what to look at. */
  readonly text: string;
  /** What of it is made up. */
  readonly madeUp?: string;
}

/** What the guided start and the reset say. */
export interface GuideTexts {
  readonly title: string;
  readonly done: string;
  readonly progress: (done: number, all: number) => string;
  readonly open: string;
  readonly close: string;
  readonly cards: Readonly<Record<CardId, CardTexts>>;
  readonly failed: string;
  readonly madeUp: string;
  readonly reset: string;
  readonly resetting: string;
  readonly resetQuestion: { readonly title: string; readonly text: string; readonly action: string };
  readonly resetFailed: string;
}

const en: GuideTexts = {
  title: 'Guided start',
  done: 'Done',
  progress: (done, all) => `${done} of ${all} done`,
  open: 'Show the guided start',
  close: 'Hide the guided start',
  cards: {
    ask: {
      title: 'Ask a question',
      text: 'Writes one into the message box: Enter sends it. Look where the answer says it comes from.',
    },
    review: {
      title: 'Review five missed questions',
      text: 'Answer one, then ask it as Mia: the bot knows it from now on.',
      madeUp: 'The five are made up.',
    },
    pin: {
      title: 'Pin a summary',
      text: 'Look at the pinned messages (above). The bot keeps this one true when the article changes.',
    },
    stats: {
      title: 'See what members ask',
      text: 'Look at the chart of /stats: as moderators answer, less is missed.',
      madeUp: 'Its six weeks are made up.',
    },
  },
  failed: 'That could not be prepared. Try it again.',
  madeUp: 'Some questions and figures here are made up for the guided start. Reset deletes them.',
  reset: 'Reset the playground',
  resetting: 'Resetting…',
  resetQuestion: {
    title: 'Reset the playground?',
    text: 'All messages, posts, pins, settings, taught answers, figures and test questions are deleted, and so are the articles that you brought; files that you saved stay. You are Mia in #general again. This can’t be undone.',
    action: 'Reset',
  },
  resetFailed: 'The playground could not be reset. Try it again, or start the program anew.',
};

const fr: GuideTexts = {
  title: 'Visite guidée',
  done: 'Fait',
  progress: (done, all) => `${done} sur ${all} faites`,
  open: 'Montrer la visite guidée',
  close: 'Masquer la visite guidée',
  cards: {
    ask: {
      title: 'Poser une question',
      text: 'En écrit une dans la zone de saisie : Entrée l’envoie. Regarde d’où vient la réponse.',
    },
    review: {
      title: 'Traiter cinq questions sans réponse',
      text: 'Réponds à l’une, puis pose-la en tant que Mia : le bot la connaît désormais.',
      madeUp: 'Les cinq sont inventées.',
    },
    pin: {
      title: 'Épingler un résumé',
      text: 'Regarde les messages épinglés (en haut). Le bot tient celui-ci à jour quand l’article change.',
    },
    stats: {
      title: 'Voir ce que les membres demandent',
      text: 'Regarde le graphique de /statistiques : plus la modération répond, moins il reste de questions.',
      madeUp: 'Ses six semaines sont inventées.',
    },
  },
  failed: 'Impossible de préparer cela. Réessaie.',
  madeUp:
    'Des questions et des chiffres sont inventés ici pour la visite guidée. Réinitialiser les supprime.',
  reset: 'Réinitialiser',
  resetting: 'Réinitialisation…',
  resetQuestion: {
    title: 'Réinitialiser ?',
    text: 'Messages, posts, épingles, réglages, réponses apprises, chiffres et questions de test sont tous supprimés, tout comme les articles que tu as apportés ; les fichiers que tu as enregistrés restent. Tu es de nouveau Mia dans #general. C’est irréversible.',
    action: 'Réinitialiser',
  },
  resetFailed: 'La réinitialisation a échoué. Réessaie, ou relance le programme.',
};

/** For one of Discord's locales. */
export function guideTextsFor(locale: string): GuideTexts {
  return locale === 'fr' ? fr : en;
}
