/** "Does not apply" as a whole answer, in languages that many write issues in. */
const NOT_APPLICABLE = new Set(
  (
    "entfällt,nicht zutreffend,trifft nicht zu,nicht anwendbar,sans objet,non applicable,ne s'applique pas,no aplica,no procede,não se aplica," +
    "não aplicável,non applicabile,niet van toepassing,ikke relevant,ikke aktuelt,ej tillämpligt,ej aktuellt,inte aktuellt,gäller ej,gäller inte,nie dotyczy,не применимо,неприменимо,не застосовно,لا ينطبق," +
    "לא רלוונטי,लागू नहीं,不适用,不適用,該当なし,해당 없음,해당없음,해당사항 없음,ไม่เกี่ยวข้อง,không áp dụng,tidak berlaku"
  ).split(","),
);
/** "None" and "no" in the same languages. */
const NONE = new Set(
  (
    "keine,keiner,keines,kein,keinen,nichts,nein,aucun,aucune,néant,rien,non,ninguno,ninguna,nada,nenhum,nenhuma,não,nessuno,nessuna,niente," +
    "geen,nee,ingen,inga,inget,ei ole,brak,žádné,žádný,není,yok,hayır,нет,немає,ні,لا يوجد,אין,कोई नहीं,नहीं," +
    "无,無,没有,沒有,否,なし,無し,特になし,特に無し,特にありません,特に無い,ありません,いいえ,없음,없습니다,아니요,ไม่มี,không,không có,tidak ada"
  ).split(","),
);
/** "At this time" and "known", which add nothing to it. */
const FOR_NOW =
  "pour (?:le moment|l'instant)|actuellement|à ce jour|connue?s?|derzeit|aktuell|momentan|zurzeit|zur zeit|bisher|bislang|im moment|bekannt|noch|" +
  "por ahora|de momento|por el momento|hasta ahora|conocid[oa]s?|no momento|por enquanto|até agora|per ora|al momento|finora|voorlopig|momenteel|" +
  "na razie|obecnie|на данный момент|пока(?: что)?|зараз|поки(?: що)?|今のところ(?:は)?|現時点では?|現在(?:は)?|目前|暂时?|暫時?|현재(?:는)?|지금은|아직";
const HOLLOW = new RegExp(`^(?:${FOR_NOW})[\\s,、，]{0,3}|[\\s,、，(（]{0,3}(?:${FOR_NOW})$`, "gu");
const BECAUSE =
  /^[\s,.;:、，。–—-]{0,5}(?:weil|da|denn|car|parce qu(?:e |')|puisqu(?:e |')|porque|ya que|pues|pois|poiché|perché|omdat|want|ponieważ|bo|gdyż|потому что|так как|поскольку|бо|тому що|因为|因為|由于|由於|çünkü)\s*/u;
const LONGEST = 60;

/** Takes a text in small letters without marks at its ends; true for a bare "none" or "does not apply" in another language than English, for now or for good. */
export function isNoneElsewhere(plain: string): boolean {
  if (plain.length > LONGEST) return false;
  const bare = plain.replaceAll("’", "'");
  return isNone(bare) || isNone(bare.replace(HOLLOW, ""));
}

/** Takes the same; returns the reason that is given behind such a word, null where there is no such word or no reason is given in words. */
export function reasonElsewhere(plain: string): string | null {
  const [word = ""] = plain.split(/[\s,.;:、，。–—-]/, 1);
  const because = isNone(word) ? BECAUSE.exec(plain.slice(word.length)) : null;
  return because === null ? null : plain.slice(word.length + because[0].length);
}

/** Takes the same; true for what says that something does not apply. */
export function isNotApplicableElsewhere(plain: string): boolean {
  return NOT_APPLICABLE.has(plain);
}

function isNone(text: string): boolean {
  return NONE.has(text) || NOT_APPLICABLE.has(text);
}
