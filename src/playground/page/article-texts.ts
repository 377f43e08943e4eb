import type { ArticleRefusal, PartBecame } from '../article-protocol.ts';

/** What the page says of the articles that people bring to it, and of the files that the bot serves. */
const en = {
  bring: 'Bring your own article…',
  title: 'Your own articles',
  intro:
    'Drop a saved page, a Word document, Markdown or a text anywhere on this page, and the bot answers from it at once. It stays in memory, on this machine.',
  choose: 'Choose files…',
  paste: 'Paste text instead',
  pasteLabel: 'The article’s text',
  pasteAction: 'Make an article of it',
  pastedName: 'pasted text',
  dropHere: 'Drop it here, and the bot answers from it',
  reading: (name: string) => `Reading ${name}…`,
  changing: 'One moment…',
  dismiss: 'Dismiss',
  nowAnswers: (title: string, slug: string) => `“${title}” answers now, as /${slug}.`,
  gone: (title: string) => `“${title}” was removed.`,
  from: (name: string) => `from ${name}`,
  language: (name: string, isGuessed: boolean) => (isGuessed ? `${name}, by its words` : name),
  notServed: 'It doesn’t answer yet. Mend in the file what is named below, and drop it again.',
  counts: ({ sections, highlights, questions, notCovered }: Counts) => [
    `${sections} ${sections === 1 ? 'section' : 'sections'}`,
    `${highlights} ${highlights === 1 ? 'highlight' : 'highlights'}`,
    `${questions} ${questions === 1 ? 'question' : 'questions'}`,
    ...(notCovered === 0 ? [] : [`${notCovered} not covered`]),
  ],
  kept: (share: string, all: string, dropped: string) =>
    `${share} of the article’s ${all} words are there; ${dropped} words around it were left out.`,
  missing: (words: string) => `Not there: ${words}.`,
  tryIt: 'Try it:',
  parts: {
    dropped: (count: number) => `Left out (${count})`,
    droppedHint: 'What stands around the article: menus, buttons, notices.',
    proposed: (count: number) => `Proposed (${count})`,
    proposedHint:
      'The file has none of its own, so these are made of its sentences and headings. Look at them before others do.',
    kept: (count: number) => `Taken over (${count})`,
    more: (count: number) => `And ${count} more.`,
  },
  became: {
    title: 'Title',
    date: 'Date',
    summary: 'Summary',
    'contents entry': 'Contents',
    highlight: 'Highlight',
    section: 'Section',
    text: 'Text',
    question: 'Question',
    answer: 'Answer',
    'other wording': 'Other wording',
    'not covered': 'Not covered',
    group: 'Group of questions',
    dropped: 'Left out',
  } satisfies Record<PartBecame, string>,
  line: (line: number) => `line ${line}`,
  problems: (count: number) => (count === 1 ? '1 thing to look at' : `${count} things to look at`),
  settings: 'Command, title and language',
  command: 'Command',
  articleTitle: 'Title',
  articleLanguage: 'Language',
  apply: 'Apply',
  save: 'Save into the content folder',
  saved: (file: string) => `Saved as ${file}. What you change there is taken over while the bot runs.`,
  saveHint: (file: string) => `Saving writes ${file}; until then, nothing is on disk.`,
  download: 'Download',
  remove: 'Remove',
  overwrite: 'Write over it',
  leave: 'Leave it',
  refused: (refusal: ArticleRefusal): string => {
    switch (refusal.why) {
      case 'unreadable':
        return refusal.message;
      case 'too-large':
        return 'That is too large: up to 10 MB can be brought at once. Save the text alone, or split it.';
      case 'too-many':
        return 'There are 20 articles here already. Remove one first.';
      case 'name':
        return 'No command can be called so: take 1 to 32 lower-case letters, digits, “-” and “_”.';
      case 'reserved':
        return 'The bot has a command of that name itself. Choose another one.';
      case 'taken':
        return 'Another article has that command. Choose another name.';
      case 'language':
        return 'There is no such language. Choose another one.';
      case 'gone':
        return 'That article is no longer here. Reload the page to see what is.';
      case 'exists':
        return `${refusal.file} is there already.`;
      case 'no-room':
        return `There is no room on the disk for ${refusal.file}. Nothing was written: make some room, or download the file.`;
      case 'unwritable':
        return `${refusal.file} can’t be written (${refusal.code}). Make its folder writable, or download the file.`;
    }
  },
  lost: 'That came to nothing: the program doesn’t answer, or the file has changed since it was chosen. Try it again.',
  broken: (files: number) =>
    files === 1 ? 'A file of the content needs mending' : `${files} files of the content need mending`,
  advice: 'The content could be better',
  goesOn: 'The last good version goes on serving, where there was one.',
  mended: 'The content is in order again.',
  severity: { error: 'Mistake', warning: 'Advice' },
};

interface Counts {
  readonly sections: number;
  readonly highlights: number;
  readonly questions: number;
  readonly notCovered: number;
}

export type ArticleTexts = typeof en;

const some = (count: number, word: string): string => `${count} ${word}${count > 1 ? 's' : ''}`;

const fr: ArticleTexts = {
  bring: 'Apporter ton article…',
  title: 'Tes articles',
  intro:
    'Dépose une page enregistrée, un document Word, du Markdown ou un texte n’importe où sur cette page : le bot répond aussitôt d’après lui. Tout reste en mémoire, sur cette machine.',
  choose: 'Choisir des fichiers…',
  paste: 'Coller plutôt un texte',
  pasteLabel: 'Le texte de l’article',
  pasteAction: 'En faire un article',
  pastedName: 'texte collé',
  dropHere: 'Dépose-le ici, et le bot répond d’après lui',
  reading: (name) => `Lecture de ${name}…`,
  changing: 'Un instant…',
  dismiss: 'Masquer',
  nowAnswers: (title, slug) => `« ${title} » répond maintenant, avec /${slug}.`,
  gone: (title) => `« ${title} » a été retiré.`,
  from: (name) => `tiré de ${name}`,
  language: (name, isGuessed) => (isGuessed ? `${name}, d’après ses mots` : name),
  notServed: 'Il ne répond pas encore. Corrige dans le fichier ce qui suit, puis dépose-le à nouveau.',
  counts: ({ sections, highlights, questions, notCovered }) => [
    some(sections, 'section'),
    `${highlights} ${highlights > 1 ? 'points forts' : 'point fort'}`,
    some(questions, 'question'),
    ...(notCovered === 0 ? [] : [`${notCovered} non ${notCovered > 1 ? 'traités' : 'traité'}`]),
  ],
  kept: (share, all, dropped) =>
    `${share} des ${all} mots de l’article y sont ; ${dropped} mots autour de lui ont été écartés.`,
  missing: (words) => `Absents : ${words}.`,
  tryIt: 'Essaie :',
  parts: {
    dropped: (count) => `Écarté (${count})`,
    droppedHint: 'Ce qui entoure l’article : menus, boutons, mentions.',
    proposed: (count) => `Proposé (${count})`,
    proposedHint:
      'Le fichier n’en a pas : ceci est fait de ses phrases et de ses titres. Relis-le avant les autres.',
    kept: (count) => `Repris (${count})`,
    more: (count) => `Et ${count} de plus.`,
  },
  became: {
    title: 'Titre',
    date: 'Date',
    summary: 'Résumé',
    'contents entry': 'Sommaire',
    highlight: 'Point fort',
    section: 'Section',
    text: 'Texte',
    question: 'Question',
    answer: 'Réponse',
    'other wording': 'Autre formulation',
    'not covered': 'Non traité',
    group: 'Groupe de questions',
    dropped: 'Écarté',
  },
  line: (line) => `ligne ${line}`,
  problems: (count) => some(count, 'point') + ' à regarder',
  settings: 'Commande, titre et langue',
  command: 'Commande',
  articleTitle: 'Titre',
  articleLanguage: 'Langue',
  apply: 'Appliquer',
  save: 'Enregistrer dans le dossier des articles',
  saved: (file) => `Enregistré : ${file}. Ce que tu y changes est repris pendant que le bot tourne.`,
  saveHint: (file) => `L’enregistrement écrit ${file} ; d’ici là, rien n’est sur le disque.`,
  download: 'Télécharger',
  remove: 'Retirer',
  overwrite: 'L’écraser',
  leave: 'Ne rien faire',
  refused: (refusal) => {
    switch (refusal.why) {
      case 'unreadable':
        return refusal.message;
      case 'too-large':
        return 'C’est trop : 10 Mo au plus à la fois. Enregistre le texte seul, ou partage-le.';
      case 'too-many':
        return 'Il y a déjà 20 articles ici. Retires-en un d’abord.';
      case 'name':
        return 'Aucune commande ne peut porter ce nom : prends 1 à 32 lettres minuscules, chiffres, « - » et « _ ».';
      case 'reserved':
        return 'Le bot a lui-même une commande de ce nom. Choisis-en un autre.';
      case 'taken':
        return 'Un autre article a cette commande. Choisis un autre nom.';
      case 'language':
        return 'Cette langue n’existe pas. Choisis-en une autre.';
      case 'gone':
        return 'Cet article n’est plus là. Recharge la page pour voir ce qui y est.';
      case 'exists':
        return `${refusal.file} existe déjà.`;
      case 'no-room':
        return `Il n’y a plus de place sur le disque pour ${refusal.file}. Rien n’a été écrit : libère de la place, ou télécharge le fichier.`;
      case 'unwritable':
        return `${refusal.file} ne peut pas être écrit (${refusal.code}). Rends son dossier accessible en écriture, ou télécharge le fichier.`;
    }
  },
  lost: 'Rien ne s’est fait : le programme ne répond pas, ou le fichier a changé depuis qu’il a été choisi. Réessaie.',
  broken: (files) =>
    files === 1 ? 'Un fichier du contenu est à corriger' : `${files} fichiers du contenu sont à corriger`,
  advice: 'Le contenu peut être amélioré',
  goesOn: 'La dernière bonne version, s’il y en avait une, reste en service.',
  mended: 'Le contenu est de nouveau en ordre.',
  severity: { error: 'Erreur', warning: 'Conseil' },
};

/** For one of Discord's locales. */
export function articleTextsFor(locale: string): ArticleTexts {
  return locale === 'fr' ? fr : en;
}
