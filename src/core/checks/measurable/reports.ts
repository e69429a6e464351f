import { PERIOD } from "./words.js";

/** A share within a window, or of all: a service level, also where it is told as if the window were over. */
const OBJECTIVE = new RegExp(
  `(?:\\d ?[%％]|\\b(?:per ?cent|out of)\\b)[^;]{0,160}\\b(?:rolling|trailing|sliding|moving|calendar|(?:any|each|every|a|a given|one) (?:calendar |given |business |single |\\d{1,3}[ -])?(?:${PERIOD})s?)\\b|(?<![\\d.,])100 ?% (?:of|der|des|de[rsl]?|von|dei|das|dos)\\b`,
  "i",
);
/** Bounds that other languages put before a number. */
const BOUND =
  /(?<!\p{L})(?:mindestens|wenigstens|höchstens|maximal|weniger als|mehr als|au (?:moins|plus)|(?:moins|plus) de|al menos|como máximo|(?:menos|más) de|almeno|al massimo|pelo menos|no máximo|minstens|hoogstens|inférieure?s? à|supérieure?s? à)(?!\p{L})/iu;
const COUNTED =
  "(?:ein|eine[nrm]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|uno?|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dois|duas|três|quatro|oito|dez|een|twee|drie|vijf|zes|zeven|tien)";
const BOUND_IN_WORDS = new RegExp(`${BOUND.source}\\s${COUNTED}(?!\\p{L})`, "iu");
/** Somebody did something: an active verb in the past, and with what. */
const DONE =
  /(?<!\b(?:is|are|be|been|being|gets?|as|stays?|remains?|keeps?|becomes?)\s(?:[a-z]{2,20}ly\s)?)\b(?!(?:need|speed|feed|seed|exceed|proceed|succeed|embed|red|bed|limited|expected|required|allowed|based)\b)(?:[a-z]{2,20}ed|told|took|wrote|said|made|gave|spent|lost|broke|felt|came|went|left|sent|kept|ran|saw|found|won|chose|knew|thought|began|brought|bought|built|met)\s(?:about|for|that|with|us|me|them|him|her|it|on|late|early|an?|the|our|their|part|no|to)\b|[a-z]\s(?:told|took|wrote|made|gave|spent|lost|sent|ran|saw|found|won|bought|built|met|held|had)\s(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b)/i;
/** The same by the endings and auxiliaries of other languages, and words for a time that is over. */
const DONE_ELSEWHERE =
  /(?<!\p{L})(?:letzte[nrms]?|vergangene[nrms]?|vorige[nrms]?)\s(?:jahr|monat|quartal|woche|winter|sommer)|(?<!\p{L})(?:gab|hatten|waren|wurden)(?!\p{L})|(?<!\p{L})(?:hat|haben|habe)\s[^,.;]{0,80}(?:ge\p{L}{2,20}(?:t|en)|\p{L}{2,20}ragt)(?!\p{L})|(?<!\p{L})(?:ont|avons|avaient|étaient|était)\s\p{L}{1,20}|(?:année|mois|semaine|trimestre)\s(?:dernière?|passée?)|(?<!\p{L})(?:año|mes|trimestre|semana)\s(?:pasad[oa])|(?<!\p{L})\p{L}{2,20}(?:aron|ieron)(?!\p{L})|(?<!\p{L})(?:hubo|había|tuvimos|hanno|avevano|houve|tivemos)(?!\p{L})|昨年|去年|先月|先週|前年|上个?月|上季度|(?:った|いた|した)[。.]?\s*$/iu;

/** Bounds where words stand together: before the number, or behind what is counted. */
const BOUND_TOGETHER =
  /(?:至少|最少|最低|不少[于於]|不低[于於]|超过|超過|大[于於]|高[于於]|多[于於]|至多|最多|最大|最高|最[长長]|不超[过過]|不多[于於]|少[于於]|小[于於]|低[于於]|少なくとも|최소|최대|적어도)\s?[\d〇零一二三四五六七八九十百千万两兩半]|[\d一二三四五六七八九十百千万][^\s\d,.、。，；]{0,6}\s?(?:以上|以下|以[内內]|未[満满]|を超え|이상|이하|이내|미만|초과)/u;
/** How things are: who has, or where there is, so much of something. */
const STATE = new RegExp(
  `^\\s*(?:wir (?:haben|betreiben|nutzen|beschäftigen)|es gibt|nous (?:avons|exploitons)|on a|il y a|hay|tenemos|contamos con|há|temos|ci sono|abbiamo|wij? hebben|er zijn|(?:we|they|i) (?:currently |now |still |only )?(?:have|own|run|operate|employ|use|serve|manage|maintain|host)|vi har|det finns|mamy|máme|у нас(?: есть)?|لدينا|يوجد)\\s(?:\\p{L}{1,15}\\s){0,2}?(?:\\d|${COUNTED}(?!\\p{L})|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b)(?! (?:or|and) (?:more|less|fewer))|^\\s*(?:我们|我們|目前|[现現]在)?共?有\\s?\\d|\\d[^,.、。]{0,30}(?:があります|います|있습니다)[。.]?\\s*$`,
  "iu",
);

/** True for a share of all, or within a window that comes again. */
export function isObjective(sentence: string): boolean {
  return OBJECTIVE.test(sentence) || BOUND.test(sentence) || BOUND_TOGETHER.test(sentence);
}

/** True for a bound and a number that are both in words, in some languages. */
export function hasBoundInWords(text: string): boolean {
  return BOUND_IN_WORDS.test(text) || BOUND_TOGETHER.test(text);
}

/** True for a clause that tells what somebody did, or how things are. Deadlines are out by now. */
export function isDone(clause: string): boolean {
  return DONE.test(clause) || DONE_ELSEWHERE.test(clause) || STATE.test(clause);
}
