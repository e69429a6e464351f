/** A longer text says more than that there is no answer yet. */
const LONGEST = 160;

/** When, of what comes later, without a day. */
const LATER =
  "(?:later|soon|shortly|asap|separately|afterwards|subsequently|in due course|in time|at a later (?:date|point|stage|time)|later on|as we go|once known)";
/** What says that a question is still open, in English: it may be followed by who closes it and when. */
const SETTLED =
  "(?:confirmed|decided|determined|defined|announced|agreed(?: (?:up)?on)?|discussed|clarified|specified|assigned|established|finali[sz]ed|settled|scheduled|advised|named|set|provided|supplied|completed|filled in|filled out|added|written|documented|described|investigated|evaluated|estimated|chosen|selected|sorted out|worked out|figured out|fixed)";
const BY_WHOM = "(?: (?:by|with|in|at|on|after|before|once|when|during|until|as soon as|following|upon|within) .{1,120})?";
/** What is done with a question, and never with a thing: whatever follows says when, not what. */
const ASKED =
  "(?:looked (?:into|at)|investigated|discussed|clarified|decided|determined|figured out|worked out|revisited|agreed(?: (?:up)?on)?)";
const WHEN = "(?:before|in|at|on|during|after|when|once|as soon as|with|within|by) .{1,80}";

const NOCH = "(?:(?:noch|derzeit|aktuell|bisher|momentan|später|dann|demnächst) ){0,2}";
const GEKLÄRT =
  "(?:geklärt|nachgereicht|ergänzt|festgelegt|entschieden|definiert|bestimmt|abgestimmt|besprochen|benannt|nachgetragen|bekannt ?gegeben|mitgeteilt|ausgefüllt)";
const FR_SETTLE =
  "(?:défin|rempl|établ|conven|ten)ir|(?:confirm|détermin|décid|précis|complét|discut|fix|valid|spécifi|clarifi|renseign|arrêt|évalu|estim|annonc|attribu|affect|désign|ajout|tranch|étudi|creus|rédig|communiqu|chiffr)er|écrire";
const IBERIAN =
  "(?:defin|confirm|determin|decid|concret|especific|complet|aclar|acord|fij|discut|combin|preench|esclarec|faz|hac|acert|anunci|asign|atribu|design|verific|estim|avali|evalu)(?:ar|er|ir|ad[oa]s?|id[oa]s?)";
const ITALIAN =
  "(?:defin|conferm|decid|stabil|precis|compil|chiar|concord|valut|ved|aggiung|complet|assegn|discut|verific|stim)(?:are|ere|ire)|fare";

/** A grammar for each language, of whole texts: what is to be done with a question, a later time, or that nothing is known yet. */
const GRAMMARS = [
  // English: "still to be confirmed", "will be added later", "not decided yet", "undecided"
  `(?:(?:this|that|it|these|they|details|more) )?(?:(?:is|are|remains|still|yet|needs?|has|have) ){0,3}to be (?:${SETTLED}${BY_WHOM}|\\p{L}+(?:ed|en)(?: ${LATER})?)`,
  `tb[dac]${BY_WHOM}|(?:tb[dac]|todo|fixme)(?: ?[:(–—]| -) ?.{1,80}`,
  `(?:(?:this|that|it|these|they|details|more) )?(?:will|must|should|shall|can) (?:still |only )?be (?:${SETTLED}(?: ${LATER})?|${ASKED} ${WHEN})|(?:(?:i|we|this) )?(?:still )?needs? (?:discussion|clarification|(?:more|some) (?:discussion|research|thought|input)|to (?:think about|discuss|clarify|decide on|figure out) (?:this|it|that))`,
  `(?:(?:is|are|still|this is|that is) )?(?:not (?:yet )?|un|yet un|as yet un)(?:confirmed|decided|determined|defined|announced|agreed|clear|known|specified|assigned|settled|scheduled|sure|clarified)(?: yet| at this (?:time|point|stage)| for now| so far)?`,
  "(?:(?:is|are|still) )?(?:open|an open question|under discussion|in discussion|in progress|work in progress|in the works|under review|undetermined|awaiting (?:decision|confirmation|input|approval)|waiting for (?:decision|confirmation|input|approval))",
  `(?:i(?: will|'ll) )?(?:fill(?: this| it)? (?:in|out)|do|add|write|update|decide|see|answer|ask)(?: this| it| me)? ${LATER}|not yet|no idea(?: yet)?|(?:i )?(?:don't|do not) know(?: yet)?|not (?:yet )?(?:started|done|written|filled (?:in|out)|available|ready)(?: yet)?|more ${LATER}|details (?:to follow|${LATER})|to follow|to come|no answer(?: yet)?`,
  // German: "noch offen", "wird noch geklärt", "noch zu klären", "folgt", "muss noch entschieden werden"
  `(?:(?:das|dies|es|details|infos?|angaben?) )?(?:(?:ist|sind|bleibt) )?${NOCH}(?:offen|unklar|unbekannt|ungeklärt|unentschieden|ausstehend|in (?:arbeit|klärung|abstimmung|prüfung|diskussion)|nicht (?:bekannt|klar|entschieden|definiert|festgelegt|geklärt|bestimmt|benannt)|(?:zu|abzu|festzu|nachzu) ?(?:klären|bestimmen|definieren|entscheiden|ergänzen|machen|stimmen|legen|reichen|besprechen|benennen|prüfen|erledigen))`,
  `(?:(?:das|dies|es|details|infos?|angaben?) )?(?:wird|werden|muss|müssen|soll|sollen) ${NOCH}${GEKLÄRT}(?: werden)?|(?:noch|später) ${GEKLÄRT}(?: werden)?|(?:(?:das|dies|es) )?(?:wird|werden|muss|müssen|soll|sollen) (?:noch|später|demnächst) (?:mit|vom|von|im|in|durch) .{1,40} ${GEKLÄRT}(?: werden)?`,
  "(?:klären|entscheiden|besprechen|definieren|ergänzen|bestimmen) wir (?:noch|später|dann|nachher|demnächst|bald)",
  "(?:(?:details|infos?|angaben?|antwort|inhalt) )?(?:folgt|folgen|kommt|kommen)(?: noch| später| bald| in kürze| demnächst)?|(?:steht|stehen) (?:noch )?(?:aus|nicht fest)|(?:wird|werden) noch|noch nicht|weiß (?:ich )?(?:noch )?nicht|k\\.? ?a|keine angaben?",
  // French: "à définir", "reste à préciser", "en attente", "pas encore décidé", "sera précisé plus tard"
  `(?:(?:encore|reste|restent|c'est|tout est|ceci est) ){0,2}à (?:${FR_SETTLE}|faire|voir|venir|revoir|suivre)(?: (?:plus tard|ultérieurement|ensuite|bientôt|prochainement|(?:avec|par|en|lors|après) .{1,40}))?`,
  "(?:(?:ce n'est|n'est) )?(?:(?:pas|non)(?: encore)?) (?:défini|décidé|déterminé|précisé|confirmé|fixé|connu|communiqué|renseigné)(?:e|s|es)?(?: pour (?:le moment|l'instant))?|en (?:attente|discussion|suspens)(?: de .{1,40})?|en cours(?: de \\p{L}{1,20}|(?: d'\\p{L}{1,20}))?|indéterminée?|(?:sera|seront) (?:défini|décidé|déterminé|précisé|confirmé|fixé|complété|communiqué|ajouté)(?:e|s|es)?(?: plus tard| ultérieurement| prochainement)?|plus tard|je ne sais pas(?: encore)?|sans réponse",
  // Spanish, Portuguese and Italian: "por definir", "a definir", "da definire", "pendiente", "ainda não decidido"
  `(?:(?:aún|todavía|queda|quedan|falta|faltan|está|ainda|fica|ancora|è|resta|sono|manca) ){0,2}(?:por|a|da) (?:(?:ser )?${IBERIAN}|${ITALIAN})(?: (?:más (?:adelante|tarde)|mais tarde|depois|in seguito|più (?:avanti|tardi)|(?:con|com) .{1,40}))?`,
  "(?:(?:aún|todavía|ainda|ancora|está|é|è) ){0,2}(?:pendientes?|pendentes?|em aberto|en (?:curso|discusión|espera|trámite)|em (?:andamento|discussão|espera|definição)|in (?:attesa|sospeso|corso|discussione|definizione))(?: (?:de|di|da|do) .{1,40})?",
  "(?:(?:aún|todavía|ainda|ancora) )?(?:no|não|non|sin|sem)(?: (?:se ha|está|foi|è stato|è|ancora))? ?(?:definir|decidir|determinar|confirmar|definid[oa]s?|decidid[oa]s?|determinad[oa]s?|confirmad[oa]s?|definito|definita|deciso|decisa|stabilito|stabilita|confermato|confermata|nota?|conhecido|conocido|respuesta|resposta|sé|sei|so)(?: aún| todavía| ainda| ancora)?",
  "(?:se|será|serán|serão|sarà|verrà|verranno) (?:definirá|decidirá|determinará|confirmará|completará|añadirá|definid[oa]s?|decidid[oa]s?|determinad[oa]s?|confirmad[oa]s?|definit[oa]|decis[oa]|stabilit[oa]|confermat[oa]|aggiunt[oa])(?: (?:más (?:adelante|tarde)|mais tarde|depois|in seguito|più (?:avanti|tardi)))?|más (?:adelante|tarde)|mais tarde|più tardi|in seguito|(?:aún|todavía|ainda|ancora) (?:no|não|non) (?:lo )?(?:sé|sabemos|se sabe|sei|sappiamo|so)",
  // Dutch and the Nordic languages: "nog te bepalen", "volgt nog", "ska bestämmas", "ikke avklart ennå"
  "(?:(?:is|zijn) )?(?:(?:nog|nader|later) ){0,2}(?:te (?:bepalen|bespreken|beslissen|bevestigen|definiëren|overleggen|doen)|niet (?:bepaald|besloten|bekend|bevestigd|ingevuld|duidelijk)|onbekend|onduidelijk|open)|(?:wordt|worden|moet|moeten) (?:(?:nog|later|nader) ){0,2}(?:bepaald|besloten|bevestigd|ingevuld|aangevuld|besproken|uitgezocht|toegevoegd)(?: worden)?|volgt(?: nog| later)?|komt (?:nog|later)|n\\.? ?t\\.? ?b|nog niet",
  "(?:ska|skal|skall|att|å|at|kommer att)(?: (?:fortfarande|stadig))? (?:bestämm?as?|beslutas?|avklares?|avgjøres|afklares?|fastlægges?|fastsettes?|fastställas?|definier?es?|definieras?|bestemmes?|besluttes?|beslutte)(?: (?:senare|senere))?|(?:(?:är|er|ännu|endnu|ennå|enda|fortfarande) ){0,2}(?:ikke|inte|ej|icke) (?:bestämt|beslutat|avklart|avgjort|afklaret|fastlagt|definieret|definert|bestemt|besluttet|klart|känt|kendt|kjent)(?: (?:än|ännu|endnu|ennå|enda))?|(?:kommer|följer|følger)(?: (?:senare|senere|snart))?|senare|senere",
  // Slavic languages: "do ustalenia", "bude upřesněno", "будет определено позже", "уточняется"
  "(?:(?:jeszcze|nadal) )?do \\p{L}+(?:enia|ania|ęcia|cia)(?: (?:z|przez|w|po) .{1,40}| później)?|(?:jeszcze )?nie(?:zdecydowano|ustalono|określono| (?:ustalono|określono|zdecydowano|wiadomo|podano))|(?:w trakcie(?: (?:ustaleń|ustalania|uzgodnień|uzgadniania|przygotowania|analizy|dyskusji))?|w toku|w przygotowaniu|oczekuje|później|zostanie (?:ustalone|określone|uzupełnione|podane)(?: później)?)",
  "(?:bude|budou) (?:up[rř]esn[eě]n|dopln[eě]n|ur[cč]en|stanoven|rozhodnut|specifikov[aá]n|potvrzen|spresnen|doplnen|ur[cč]en)\\p{L}{0,3}(?: pozd[eě]ji| nesk[oô]r)?|(?:zat[ií]m |ješt[eě] |ešte )?(?:nev[ií]me|nezn[aá]mo|neur[cč]en[oeé]|nerozhodnuto|nen[ií] (?:ur[cč]eno|rozhodnuto|zn[aá]mo|jasn[eé]))|k (?:dopln[eě]ní|upřesn[eě]ní|rozhodnutí)|(?:dopln[ií]|upřesn[ií]|urč[ií])(?:t|m|me)?(?: pozd[eě]ji)?|později|neskôr",
  "(?:(?:это|це) )?(?:нужно|надо|необходимо|требуется|треба|потрібно) (?:(?:ещё|еще|ще) )?(?:обсудить|уточнить|решить|определить|согласовать|узнать|подумать|обговорити|уточнити|вирішити|визначити|узгодити)|(?:будет|будут|буде) (?:позже|позднее|потім|пізніше)",
  "(?:(?:пока|ещё|еще|все ещё|всё ещё|поки|ще) )?(?:будет|будут|буде|будуть|подлежит|требует|предстоит) (?:(?:уточн|определ|согласов|реш|утвержд|дополн|назнач|указ|добавл|визнач|узгодж|виріш|доповн|уточн)\\p{L}+)(?: (?:позже|позднее|потім|пізніше|дополнительно))?",
  "(?:(?:пока|ещё|еще|поки|ще) )?(?:уточняется|уточнюється|определяется|визначається|обсуждается|обговорюється|согласовывается|узгоджується|не (?:определен|решен|известн|утвержден|согласован|указан|визначен|вирішен|відом)\\p{L}{0,3}|неизвестно|невідомо|в (?:процессе|работе|ожидании|роботі|процесі)|на (?:согласовании|уточнении|рассмотрении|узгодженні)|ожидается|очікується|позже|потом|пізніше|уточнить|определить|нет ответа)(?: позже| пізніше)?",
  // Turkish, Finnish, Hungarian, Greek, Romanian
  "(?:(?:daha )?sonra(?:dan)? )?\\p{L}+(?:[ıiuü]?l|n)[ae]c[ae][kğ](?:t[ıi]r)?|(?:henüz|daha) (?:belli|kesin|net|belirlenmiş)? ?(?:değil|belirlenmedi|bilinmiyor|karar verilmedi|netleşmedi|yok)|(?:daha )?sonra|beklemede|belirsiz",
  "(?:määritellään|päätetään|täydennetään|tarkennetaan|vahvistetaan|sovitaan|ilmoitetaan)(?: myöhemmin)?|ei (?:vielä )?(?:tiedossa|päätetty|määritelty|sovittu|selvillä)(?: vielä)?|avoin|avoinna|kesken|myöhemmin",
  "(?:később|még)? ?(?:meghatározandó|eldöntendő|egyeztetendő|tisztázandó|kitöltendő)|(?:még )?(?:nem (?:ismert|eldöntött|tudjuk|tisztázott)|nincs (?:eldöntve|meghatározva|meg))|folyamatban|később(?: lesz .{1,30})?|függőben",
  "(?:θα|προς|να|δεν έχει|ακόμα δεν έχει) (?:καθοριστεί|οριστεί|αποφασιστεί|επιβεβαιωθεί|συμπληρωθεί|ανακοινωθεί|καθορισμό|επιβεβαίωση|συζήτηση)(?: αργότερα| ακόμα| ακόμη)?|εκκρεμεί|αργότερα|(?:de|urmează (?:a fi|să fie)|va fi) (?:stabilit|definit|decis|confirmat|precizat|completat)\\p{L}?(?: ulterior| mai târziu)?|în (?:curs|așteptare|lucru)|mai târziu",
  // Vietnamese, Indonesian, Hindi, Arabic, Persian, Hebrew, Thai
  "(?:sẽ )?(?:được )?(?:xác định|cập nhật|bổ sung|thông báo|quyết định|điền) sau|sẽ (?:được )?(?:xác định|cập nhật|bổ sung|thông báo|quyết định)|(?:hiện )?chưa (?:xác định|có|rõ|biết|quyết định|cập nhật)|đang (?:chờ|cập nhật|thảo luận|xác nhận)|để sau",
  "akan di(?:tentukan|putuskan|isi|lengkapi|umumkan|konfirmasi|bahas|tambahkan|perbarui|tetapkan|sampaikan|informasikan|update|tinjau)(?: (?:kemudian|nanti|lagi|lebih lanjut))?|belum (?:di(?:tentukan|putuskan|ketahui|isi|tetapkan|konfirmasi)|ada|pasti|jelas|diketahui)|menyusul|nanti|menunggu (?:konfirmasi|keputusan)|dalam (?:proses|pembahasan)",
  "(?:अभी )?(?:बाद में(?: .{1,30})?|तय (?:नहीं|होना|किया जाना|करना)(?: .{1,20})?|लंबित|अनिर्णीत|पता नहीं|निर्धारित किया जाना .{1,10})",
  "(?:(?:س|سوف )?[يت](?:تم )?ُ?(?:حدد|قرر|علن|ضاف|(?:ال)?تحديد\\p{L}*|إضافة\\p{L}*|تأكيد\\p{L}*|إعلان\\p{L}*)|قيد (?:التحديد|الانتظار|الدراسة|المناقشة|الإعداد)|لم (?:يتم |ي|ت)ُ?(?:حدد|قرر|(?:ال)?تحديد\\p{L}*|تأكيد\\p{L}*)|غير (?:محدد|معروف|معلوم)|لاحق[اً]{1,2}|بانتظار \\p{L}+)(?: (?:لاحق[اً]{1,2}|بعد|فيما بعد|في وقت لاحق|تحديده|تحديدها))?|(?:بعدا|بعداً) (?:مشخص|تعیین|اعلام) (?:می.?شود|خواهد شد)|نامشخص|در (?:حال بررسی|دست بررسی)",
  "จะ(?:ระบุ|กำหนด|แจ้ง|เพิ่ม|ตัดสินใจ|สรุป|ยืนยัน|อัปเดต)(?:ให้ทราบ|เพิ่มเติม)?(?:ใน)?(?:ภายหลัง|ทีหลัง|ต่อไป|อีกครั้ง)|(?:ייקבע|יוחלט|יוגדר|יושלם|יעודכן|טרם (?:נקבע|הוחלט|הוגדר|ידוע))(?: בהמשך| מאוחר יותר)?|בהמשך|עדיין לא (?:ידוע|נקבע|הוחלט)|(?:รอ|ยังไม่(?:ได้)?|จะแจ้ง|ค่อย|อยู่ระหว่าง(?:การ)?)(?:กำหนด|ยืนยัน|ระบุ|แจ้ง|ตัดสินใจ|ทราบ|มี|ชัดเจน|พิจารณา|ดำเนินการ|ภายหลัง|สรุป|ข้อมูล|อนุมัติ|การยืนยัน|เพิ่ม)(?:ภายหลัง|ทีหลัง|แน่ชัด|ให้ทราบ)?|ภายหลัง",
  // "As above" and "coming soon", as English has them among its words
  "siehe oben|s\\. ?o|di(?:tt|t)o|wie oben|voir (?:ci-dessus|plus haut)|idem|ver(?:a|ase)? (?:más )?arriba|véase (?:más )?arriba|ver acima|vedi sopra|come sopra|zie (?:hier)?boven|se ovan|(?:zobacz|zob\\.|patrz) (?:wyżej|powyżej)|jak wyżej|viz výše|(?:см\\.?|смотри(?:те)?) выше|(?:как|то же,? что) (?:и )?выше|див\\.? вище|同上|同前|上記(?:参照|の通り|のとおり|と同じ|と同様)(?:です)?|(?:如|见|見|参见|參見)上|上と同じ|위와 (?:동일|같음|같습니다)|상동|위 참조",
  "bald|in kürze|demnächst|bientôt|prochainement|próximamente|em breve|a breve|prossimamente|binnenkort|wkrótce|скоро|вскоре|незабаром|近日(?:公開|中)|即将(?:推出|公布)?|敬请期待|곧|준비 예정|เร็วๆ นี้|قريبا|قريباً|जल्द ही",
  // Chinese: "待定", "尚未确定", "稍后补充"
  "[有还還仍尚]?待(?:[后後][续續])?(?:定|[确確][认認定]?|[补補][充写寫全]?|[议議]|[讨討][论論]|[协協]商|[评評]估|[决決]定?|[填添][写寫加]?|[办辦]|[处處]理|更新|明[确確]|[调調]查|商[议議榷]|[研][究]|完善|通知|[进進]一步.{1,8}|\\p{Script=Han}{1,4}[后後]再?\\p{Script=Han}{1,3})",
  "(?:目前|[暂暫][时時]?|[还還]|仍|尚|[现現]在)?(?:[尚还還]?[未沒没]有?|不)(?:定|[确確]定|明[确確]?|知道?|[决決]定|清楚|填[写寫]?|想好|[补補]充|完成|[讨討][论論])|(?:[稍之以随隨]?[后後](?:[续續]|面)?|[过過][后後]|[晚迟]些|晚[点點]|改天|日[后後]|到[时時])(?:再|会|會|[将將])?(?:[补補][充上写寫]?|[更][新]|[确確][认認定]|[说說]|[定议議]|[决決]定|[填添][写寫加]?|[讨討][论論]|通知|公布|提供|[处處]理)?|[进進]行中|[讨討][论論]中|[确確][认認]中|[评評]估中|[规規][划劃]中|商[议議]中|未定|[暂暫](?:定|缺|不明)?",
  // Japanese: "未定", "検討中", "後日", "追って連絡します"
  "(?:現在|現時点では?|まだ|今のところ)?(?:未(?:定|確定|決定|決|設定|記入|入力|回答|確認|検討|調整|対応|着手|公開|発表)|(?:検討|確認|調整|調査|協議|議論|準備|作成|相談|交渉|審議|対応|作業|検証|保留|要確認|調整)中|要(?:検討|確認|調整|相談|協議)|保留|決まって(?:い)?(?:ない|ません)|わから(?:ない|ず)|分かりません|不明)(?:です|である)?",
  "(?:後日|後ほど|後で|のち(?:ほど)?|あとで|追って|これから|別途)(?:の)?(?:、)?(?:連絡|記載|記入|追記|決定|検討|確認|回答|更新|補足|調整|相談|書く|書きます|決める|決めます|お知らせ|ご連絡|追加|協議|定める)?(?:予定|いた)?(?:する|します|致します|です|予定)?|(?:記載|記入|決定|確認|作成|検討|追記|回答)予定(?:です)?",
  // Korean: "미정", "추후 공지", "검토 중"
  "(?:아직 ?)?(?:미(?:정|확정|결정|작성|기재|입력|확인)|모름|모르겠(?:음|습니다)|정해지지 않(?:음|았음|았습니다)|결정되지 않(?:음|았음|았습니다)|알 수 없음|없습니다 아직)(?:입니다|임)?|(?:추후|나중에?|차후|향후|이후|곧)(?: ?에)?(?: ?(?:공지|결정|확정|협의|작성|기재|입력|논의|보완|업데이트|안내|추가|확인|통보|검토|정할|결정할)(?: ?후)?){0,2}(?: ?(?:예정|하겠음|하겠습니다|함|합니다|됨|예정입니다|예정임))?|(?:검토|확인|논의|협의|조율|작성|진행|준비|대기|결정|조사|보류) ?중(?:입니다|임)?|(?:결정|확정|작성|기재|공지|협의|확인) ?예정(?:입니다|임)?|보류",
];

// One pattern, because every line of a text is asked.
const WHOLE = new RegExp(`^(?:${GRAMMARS.join("|")})$`, "u");

/** Takes a text in small letters without marks at its ends; returns true when it says no more than that there is no answer yet, in one of many languages. Bounded. */
export function saysNotYet(text: string): boolean {
  return text.length <= LONGEST && WHOLE.test(text.replaceAll("’", "'"));
}
