import type { LanguageData } from './language-data.ts';

export const german: LanguageData = {
  stemmer: 'german',
  stopWords: `
    der die das den dem des ein eine einen einem einer eines und oder aber denn sondern ob wenn als wie so dass was
    wer wen wem wessen welche welcher welches welchen welchem wo wann warum wieso weshalb in im an am auf aus bei
    beim mit nach von vom vor zu zum zur uber unter durch fur gegen ohne um bis seit wahrend zwischen ich du er sie
    es wir ihr mich dich sich uns euch mir dir ihm ihnen mein dein sein unser euer ihre ihren ihrer seine dieser
    diese dieses diesen diesem jener ist sind war waren sein gewesen bin bist hat haben hatte hatten habe wird
    werden wurde wurden kann konnen konnte soll sollen muss mussen darf durfen will wollen nicht kein keine auch nur
    noch schon sehr mehr alle alles andere hier da dort`,
  chatter: `
    bitte danke hallo hi hey moin lol haha also na ja nein mal eigentlich uberhaupt genau wirklich einfach halt eben
    ding dinge sache sachen etwas jemand niemand leute erklaren erklar erklart sagen sagt sag wissen weiss artikel
    text frage fragen antwort zusammenfassung lesen jetzt immer nie wieder viel wenig gut art`,
  everyday: ``,
  shortForms: [
    ['u', 'und'],
    ['d', 'die'],
    ['n', 'ein'],
    ['ne', 'eine'],
    ['nen', 'einen'],
    ['wsl', 'wahrscheinlich'],
    ['vllt', 'vielleicht'],
    ['iwie', 'irgendwie'],
    ['iwas', 'irgendwas'],
    ['bzgl', 'bezuglich'],
    ['usa', 'usa'],
    ['ki', 'ki'],
    ['gehts', 'geht es'],
    ['gibts', 'gibt es'],
  ],
  synonyms: [],
  phrases: null,
};
