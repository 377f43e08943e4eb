import { CLAUSE } from './phrases.ts';
import type { Phrases } from './phrases.ts';

const GREETING = `(?:salut|bonjour|bonsoir|coucou|hello|hey|yo|slt|bjr|bsr)`;
const PEOPLE = `(?:a tous|a toutes|tous|tout le monde|tlm|la team|les gens|les amis|l'equipe|le bot|bot|toi|vous)`;
const QUESTION_WORD = `(?:comment|pourquoi|pk|pkoi|quand|ou|combien|qui|que|qu|quoi|quel|quelle|quels|quelles|lequel|laquelle|est-ce|est ce|puis|peut|peux|faut|y a|c'est quoi)`;

const PERSON = `(?:je|tu|il|elle|on|nous|vous|ils|elles|ca|ce|c'|j'|t')`;

const TELL = `(?:m'|me |nous )?(?:aider|expliquer|dire|repondre|eclairer)`;

export const frenchPhrases: Phrases = {
  mayContract: /'|ques?t|qu est|kes|chui|(?<!\p{L})j[spvdct]/u,
  contractions: [
    [/(?<!\p{L})(?:quest|qu est|kest|qu'est)[ -]?(?:ce|c)[ -]?(qu[ei]?)(?![\p{L}])/gu, "qu'est ce $1"],
    [/(?<!\p{L})(?:keske|kesk|kess?ke)(?!\p{L})/gu, "qu'est ce que"],
    [/(?<!\p{L})j'?(suis|peux|veux|sais|dois|comprends|trouve)(?!\p{L})/gu, 'je $1'],
    [/(?<!\p{L})(?:chui|chuis)(?!\p{L})/gu, 'je suis'],
    [/(?<!\p{L})aujourd'?hui(?!\p{L})/gu, 'aujourdhui'],
    // `ai` alone is something else.
    [/(?<!\p{L})([jn])'ai(?!\p{L})/gu, '$1ai'],
    // The rest of an elision is a word of its own.
    [/'/gu, ' '],
  ],
  elision: /^(?:l|d|qu|n|s|j|m|t|c)(?=[aeiouyh]\p{L}{2})/u,
  numbered: `regle regles loi niveau niveaux chapitre chapitres partie parties etape etapes section sections article
    articles point points saison saisons phase phases episode episodes version versions lecon lecons unite exercice
    figure tableau salle tome porte mission missions quete quetes jour semaine manche ligne zone page paragraphe monde
    question option mode mise groupe equipe`,
  numberSigns: 'numero num no n',
  numbers: `un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize`,
  ordinals: `premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme
    treizieme quatorzieme quinzieme seizieme`,
  ordinal: /^(\d{1,4})(?:e|er|ere|re|eme|nd|nde|ieme)$/,
  soundsBefore: '',
  soundsAfter: '',
  objects: 'est etait quoi ki pas',
  leadIn: new RegExp(
    [
      `^(?:${GREETING}(?: ${PEOPLE})?|(?:j'?ai )?(?:une )?(?:petite |simple )?question(?: rapide| bete)?|excusez[- ]moi|pardon|desolee?(?: (?:de|si|pour)[^,.;:!?\\n]{0,80})?|svp|stp|s'il (?:vous|te) plait|alors|ok|bon|euh|du coup|au fait|merci(?: d'avance)?)(?:\\s{0,3}[,;:.!?–—…-]+\\s{0,3}|\\s{0,3}\\n\\s{0,3})`,
      `^${GREETING}(?: ${PEOPLE})? (?=${QUESTION_WORD}(?![\\p{L}]))`,
      `^(?:est[- ]ce que )?(?:quelqu'?un|qqn|vous|tu) (?:sait|sais|saurait|savez|sauriez|connait)(?: (?:si|s'il vous plait|svp|stp))?,? (?=\\S+ \\S)`,
      `^(?:je me demand(?:e|ais)|j'aimerais savoir|je (?:voudrais|veux|voulais) savoir|dites?[- ]moi)(?: si)?,? (?=\\S+ \\S)`,
    ].join('|'),
    'iu',
  ),
  leadOut:
    /(?:[,;.!?\n…–—-]\s{0,3}(?:merci(?: beaucoup| bien| d'avance| a tous| infiniment| tout le monde)?|bonne (?:journee|soiree))|[\s,;.!?]{1,3}(?:svp|stp|s'il (?:vous|te) plait|merci d'avance))[\s.!]{0,5}$/iu,
  asksForName:
    /^(?:(?:ce est quoi|qu est ce que (?:ce est (?:que )?)?|quel(?:le)?s? (?:est|sont|etait|etaient)|que dit|que signifie|definition d[eu]s?|explique(?:z|r)?|montre(?:z|r)?(?: moi)?) )?(?:(?:les?|la|l|une?|des|votre|vos|notre|nos) )?(.+)$/,
  asking: new RegExp(
    `^${QUESTION_WORD}(?![\\p{L}])|^\\p{L}+-(?:je|tu|il|elle|on|nous|vous|ils|elles|t-)`,
    'u',
  ),
  askingFor:
    /(?<!\p{L})(?:quelqu'?un (?:sait|saurait|peut)|besoin d'aide|comment (?:on|je|faire|ca|puis)|est[- ]ce qu|y a[- ]t[- ]il|je (?:cherche|me demande|voudrais savoir)|savoir (?:si|comment|ou|quand|combien)|ma question|combien)/u,
  clauses: new RegExp(
    `${CLAUSE}|\\s+(?=(?:comment (?:on|je|faire|ca|puis|peut)|pourquoi (?:est|on|je|il|elle|les|la|le)|combien (?:ca|coute|de|d'|a|est)|quand (?:est|on)|est[- ]ce qu|qu'est[- ]ce|c'est quoi|y a[- ]t[- ]il)(?![\\p{L}]))`,
    'u',
  ),
  several: {
    joins: /\s*[,;]\s*(?:(?:et|puis|aussi)\s+)?|\s+(?:et|&|puis)\s+(?:aussi\s+|puis\s+)?/g,
    direct: new RegExp(
      [
        `^(?:(?:a|de|pour|dans|en|par|depuis|jusqu'a|sur) )?(?:quel|quelle|quels|quelles|lequel|laquelle) \\S`,
        `^(?:depuis|jusqu'a|a partir de) quand \\S`,
        `^(?:comment|pourquoi|combien) (?!et\\b|ou\\b)\\S+`,
        `^quand (?!${PERSON}|le |la |les |et |ou )\\S+`,
        `^ou (?:est|sont|se|puis|peut|on|trouver|acheter|le|la|les|en|faut|aller)\\b`,
        `^qui (?!et\\b|ou\\b|que\\b)\\S+`,
        `^(?:qu'est|que |qu'|est[- ]ce qu|y a[- ]t[- ]il|c'est (?:quoi|quand|combien|ou|qui|comment))`,
        `^(?:\\S+ ){0,3}\\p{L}+-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)(?!\\p{L})`,
        `^c'est \\S+ (?:quand|combien|ou)(?!\\p{L})`,
      ].join('|'),
      'u',
    ),
    indirect: /^(?:quel|quelle|quels|quelles|comment|pourquoi|combien|quand|ou|qui|ce que|ce qui|si) \S/u,
    afterComma: /^(?:(?:quel|combien|comment|quand|ou|qui|pourquoi)|qu'est)/u,
    toBeTold: /savoir|sait|sais|dire|dites?|demand/u,
    byItsMark: /^(?:c'est|on peut|il faut|ca|je peux|vous avez|tu peux) \S/u,
    goesOn: new RegExp(
      [
        String.raw`^(?:c'est|est[- ]ce(?: que c'est)?) (?:normal|grave|vrai|bon|possible|autorise|permis|ca)\W*$`,
        String.raw`^(?:est[- ]ce que )?(?:tu|vous|quelqu'un|qqn) (?:sais|savez|sait|comprends|comprenez)\W*$|^(?:sais|savez)[- ](?:tu|vous)\W*$|^qui sait\W*$`,
        String.raw`^(?:est[- ]ce que )?(?:tu|vous|quelqu'un|qqn) (?:peux|pouvez|peut|pourrais|pourriez|pourrait) ${TELL}\W*$`,
        String.raw`^(?:peux|pouvez|pourrais|pourriez)[- ](?:tu|vous) ${TELL}\W*$`,
        String.raw`^qu'en pens(?:es|ez)[- ](?:tu|vous)\W*$|^que (?:dois[- ]je|puis[- ]je|faut[- ]il) faire\W*$`,
      ].join('|'),
      'u',
    ),
    guess: /^(?:c'est|est[- ]ce) /u,
    why: /^pourquoi/u,
    pronoun: /(?<![\p{L}-])(?:il|elle|ils|elles|ça|ca|cela)(?!\p{L})/giu,
    subject:
      /^(?:c'est (?:quoi|qui)|(?:qui|où) (?:est|sont)|qu'est[- ]ce que?|quels? (?:est|sont)|combien (?:co[uû]te|vaut)) ((?:l['’]|(?:le|la|les|un|une) )?[\p{L}\p{N}-]+)/iu,
  },
  negation: /\b(?:pas|jamais|sans|aucune?|rien|(?:ne|n) (?:\p{L}+ ){1,3}plus)\b/u,
  notNegation:
    /\b(?:ou pas|pourquoi pas|n est ce pas|pas (?:seulement|sur|compris)|(?:sais|comprends|trouve|vois) pas|rien que)\b|^pas d(?:e|u)?\b|^(?:ne|n) \p{L}+ (?:t )?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce) pas\b/gu,
};
