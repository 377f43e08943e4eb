import type { LanguageData } from './language-data.ts';

export const spanish: LanguageData = {
  stemmer: 'spanish',
  stopWords: `
    el la los las un una unos unas lo al del de a en y e o u ni que quien quienes cual cuales cuyo como cuando donde
    cuanto cuanta cuantos cuantas por para con sin sobre entre contra desde hasta hacia segun durante tras pero sino
    si no mas muy tan ya se su sus mi mis tu tus nuestro nuestra nuestros nuestras yo me te nos os le les ella ellos
    ellas ello usted ustedes este esta estos estas ese esa esos esas eso esto aquel aquella es son era eran fue
    fueron ser sido soy eres esta estan estaba estar he ha han habia haber hay tiene tienen tener hace hacen hacer
    puede pueden poder debe deben todo todos toda todas otro otra otros otras mismo misma tambien`,
  chatter: `
    por-favor gracias hola buenas oye bueno pues vale jaja jajaja lol cosa cosas algo alguien nadie gente mundo
    explicar explica explicame decir dice dime hablar habla saber sabe sabes conocer querer quiero articulo texto
    pregunta respuesta resumen historia leer realmente exactamente solo ahora siempre nunca tipo poco mucho bien`,
  everyday: ``,
  shortForms: [
    ['q', 'que'],
    ['k', 'que'],
    ['xq', 'por que'],
    ['pq', 'por que'],
    ['porq', 'por que'],
    ['x', 'por'],
    ['d', 'de'],
    ['tb', 'tambien'],
    ['tmb', 'tambien'],
    ['bn', 'bien'],
    ['cmo', 'como'],
    ['eeuu', 'estados unidos'],
    ['usa', 'estados unidos'],
    ['dnd', 'donde'],
    ['xfa', 'por favor'],
    ['porfa', 'por favor'],
  ],
  synonyms: [],
  phrases: null,
};
