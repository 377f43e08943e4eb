import type { Locale } from '../content/pack.ts';

/** What a community asks that articles seldom tell. More than are shown: an article may tell some of it. */
const en = [
  'when is the next community call',
  'who do i contact when a link in here is broken',
  'is there a podcast version of this',
  'can i translate this and post it elsewhere',
  'how do i become a moderator on this server',
  'which channel is for job offers',
  'where do i find the slides of last week’s talk',
  'is there a meetup in berlin',
  'may i post my own blog here',
] as const;

const fr: readonly string[] = [
  'quand a lieu le prochain appel de la communauté',
  'qui contacter quand un lien est cassé ici',
  'y a-t-il une version podcast de tout ça',
  'puis-je traduire ceci et le publier ailleurs',
  'comment devenir modérateur sur ce serveur',
  'quel salon est réservé aux offres d’emploi',
  'où trouver les diapos de la présentation de la semaine dernière',
  'y a-t-il une rencontre à lyon',
  'puis-je partager mon propre blog ici',
];

/** Made-up questions in that language, or else in English. */
export function madeUpQuestions(locale: Locale): readonly string[] {
  return locale.split('-')[0] === 'fr' ? fr : en;
}

/** Made up, too: what became of the questions of one day. */
export interface MadeUpDay {
  /** How many days ago. */
  readonly ago: number;
  readonly answer: number;
  readonly suggestions: number;
  readonly none: number;
  readonly helpful: number;
  readonly unhelpful: number;
}

const WEEKS = 6;

/** By how many days the week has begun: fewer ask at its end. */
const BY_WEEKDAY = [14, 12, 11, 10, 9, 4, 5] as const;

/** A server that grows, and whose moderators answer more of what was missed each week. The oldest day first. */
export function madeUpDays(): readonly MadeUpDay[] {
  return Array.from({ length: WEEKS * 7 }, (_, at) => {
    const week = Math.floor(at / 7);
    const asked = (BY_WEEKDAY[at % 7] ?? 0) + 2 * week;
    const none = Math.round(asked * (0.3 - 0.04 * week));
    const suggestions = Math.round(asked * 0.12);
    const answer = asked - none - suggestions;
    return {
      ago: WEEKS * 7 - at,
      answer,
      suggestions,
      none,
      helpful: Math.round(answer * 0.1),
      unhelpful: at % 6 === 0 ? 1 : 0,
    };
  });
}
