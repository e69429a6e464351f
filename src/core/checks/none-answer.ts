import { singleSpaced, visible } from "../document/names.js";
import { wordCount } from "../document/word-count.js";
import { hasReason, saysNone } from "./placeholder.js";

/** What is not decided yet, or what a form says where nobody wrote anything. */
const OPEN =
  /(?<!\p{L})(?:tb[acd]|todo|to do|to be|fixme|wip|xxx|pending|unknown|later|no (?:response|answer|idea|clue|time|one))(?!\p{L})/iu;
const LONGEST = 500;
/** "None" and "not applicable" as whole answers in languages that many write issues in. */
const ELSEWHERE = new Set(
  (
    "keine,keiner,keines,kein,nichts,nein,entfällt,nicht zutreffend,trifft nicht zu,nicht anwendbar,aucun,aucune,néant,rien,non,sans objet,non applicable," +
    "ninguno,ninguna,nada,no aplica,no procede,nenhum,nenhuma,não,não se aplica,nessuno,nessuna,niente,non applicabile,geen,nee,niet van toepassing," +
    "ingen,inga,inget,ikke relevant,ei ole,brak,nie,nie dotyczy,žádné,žádný,není,yok,hayır,нет,не применимо,немає,ні,не застосовно,لا يوجد,لا ينطبق,אין,לא רלוונטי," +
    "无,無,没有,沒有,不适用,不適用,否,なし,無し,ありません,該当なし,いいえ,없음,해당 없음,해당없음,아니요,ไม่มี,không,không có,không áp dụng,tidak ada"
  ).split(","),
);

/** Takes an answer; true for "None", "N/A" and the like, alone or with a reason, where a contract takes them for one. */
export function answersNone(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (ELSEWHERE.has(bare(text))) return true;
  return saysNone(text) && (!OPEN.test(text) || (wordCount(text) > 4 && hasReason(text)));
}

function bare(text: string): string {
  const plain = singleSpaced(visible(text.normalize("NFC")).toLowerCase()).replace(/^[^\p{L}\p{N}]+/u, "");
  return plain.replace(/[^\p{L}\p{N}\p{M}]{1,50}$/u, "");
}
