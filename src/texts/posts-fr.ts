import type { postsEn } from './posts-en.ts';

/** En français. */
export const postsFr: typeof postsEn = {
  unasked: 'Personne ne m’a rien demandé, mais j’ai une réponse à cette publication.',
  helped: '✅ Cela m’a aidé',
  solved: (tag) => `Merci ! Cette publication est marquée « ${tag} ».`,
  noRoom: (tag) =>
    `J’ai noté que cela a aidé. La publication a autant de tags que Discord le permet : retirez-en un pour la marquer « ${tag} ».`,
  mayNotTag: (tag) =>
    `J’ai noté que cela a aidé. Pour marquer des publications « ${tag} », il me faut la permission « Gérer les fils » dans ce forum.`,
  notMarked: 'J’ai noté que cela a aidé, mais je n’ai pas pu marquer la publication comme résolue.',
  auditReason: (name, id) => `${name} (${id}) : cela a aidé`,

  form: 'Publications de forum',
  forums: 'Forums où je réponds aux publications',
  forumsHint: 'Une fois, et seulement si je suis sûr. Aucun choix : je me tais dans les forums.',
  none: 'Aucun',
  answered:
    'Je réponds une fois à une nouvelle publication si je suis sûr, dix fois par heure au plus ; sinon je ne dis rien.',
  good: (title, precision) =>
    `« ${title} » répond aux publications : ${precision} de ses réponses à ses propres questions de test sont justes.`,
  tooFew: (title, has, needs) =>
    `⚠️ « ${title} » ne répond à aucune publication : il a ${has[0]} questions de test auxquelles il répond et ${has[1]} qu’il ne couvre pas. Il en faut ${needs[0]} et ${needs[1]} pour savoir s’il a raison.`,
  measuring: (title) =>
    `« ${title} » est en train d’être mesuré avec ses propres questions de test. Revenez dans une minute.`,
  wrong: (title, precision, least) =>
    `⚠️ « ${title} » ne répond à aucune publication : ${precision} de ses réponses à ses propres questions de test sont justes. Il en faut ${least}.`,
  answersNothing: (title) =>
    `⚠️ « ${title} » ne répond à aucune publication : il n’est sûr d’aucune réponse à ses propres questions de test.`,
  wronglyAnswered: (title, share, most) =>
    `⚠️ « ${title} » ne répond à aucune publication : il répond à ${share} des questions de test qu’il ne couvre pas. Il en faut ${most} au plus.`,
  more: (count) => (count === 1 ? 'Et 1 autre article.' : `Et ${count} autres articles.`),
};
