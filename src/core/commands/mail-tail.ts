/** Where a mail's tail begins in a comment that came by mail. */
export interface MailTail {
  /** Index of the line; the number of lines when there is none. */
  begins: number;
  /** Whether what follows may still be the writer's: below a signature's dashes or an answer's head, not below a whole mail of somebody else. */
  isOwn: boolean;
}

const SIGNATURE = /^-- ?$/;
/** "On 3 May, Ana wrote:", as mail programs say it in the languages that are written most. */
const ANSWER =
  /^(?:On|Am|Le|El|Em|Il|Op|Den|Dnia|W dniu)\b.{1,300}\b(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał|pisze).{0,100}[:：]\s*$/i;
const ANSWER_ELSEWHERE = /^.{1,300}(?:写道|寫道|wrote|のメール|님이 작성)\s?[:：]\s*$/;
/** In any language: a time of day, an address in angle brackets and a colon at the end. */
const ADDRESS = /<[^<>\s@]{1,100}@[^<>\s]{1,200}>/;
const TIME = /(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)/;
const COLON = /[:：]$/;
const WHOLE = new RegExp(
  `^(?:-{2,20} ?(?:${[
    "Original Message|Original-Nachricht|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|Mensagem original",
    "Oorspronkelijk bericht|Ursprungligt meddelande|Opprinnelig melding|Oryginalna wiadomość|Wiadomość oryginalna|Původní zpráva|Özgün ileti",
    "Исходное сообщение|原始邮件|原始郵件|元のメッセージ|원본 메시지",
    "Forwarded message|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|Messaggio inoltrato|Mensagem encaminhada|Doorgestuurd bericht",
    "Wiadomość przesłana dalej|Пересылаемое сообщение|转发邮件|轉寄郵件|転送メッセージ|전달된 메시지",
  ].join(
    "|",
  )}) ?-{2,20}|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:|Début du message (?:réexpédié|transféré) ?:|Inizio messaggio inoltrato:|Inicio del mensaje reenviado:)\\s*$`,
  "i",
);
/** The first line of a mail's head, and the one that dates it, as Outlook puts them above a whole mail. */
const FROM = /^(?:From|Von|De|Da|Van|Från|Fra|Od|От|Від|Kimden|Lähettäjä|发件人|寄件者|寄件人|差出人|보낸 사람|من|מאת|จาก)\s?[:：]\s*\S/i;
const SENT =
  /^(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Enviada em|Fecha|Data|Inviato|Verzonden|Skickat|Sendt|Wysłano|Odesláno|Отправлено|Дата|Надіслано|Gönderildi|Gönderilme|Tarih|Lähetetty|发送时间|日期|寄件日期|送信日時|日時|보낸 날짜|날짜)[^:：]{0,20}[:：]/i;
const HEAD_LINES = 4;

/** Takes a comment's lines; returns where the tail begins that a mail program put below (or above) the answer. Linear. */
export function mailTail(lines: readonly string[]): MailTail {
  const isWhole = (index: number) => WHOLE.test(lines[index] ?? "") || isMailHead(lines, index);
  const begins = lines.findIndex((line, index) => SIGNATURE.test(line) || isHead(line, lines[index + 1] ?? "") || isWhole(index));
  if (begins === -1) return { begins: lines.length, isOwn: false };
  return { begins, isOwn: !isWhole(begins) };
}

/** Long heads go on in the next line. */
function isHead(line: string, next: string): boolean {
  if (line.length >= 500) return false;
  const isOne = (text: string) => ANSWER.test(text) || ANSWER_ELSEWHERE.test(text) || isDated(text);
  return isOne(line) || (next.length < 200 && ADDRESS.test(line) && !COLON.test(plain(line)) && isOne(`${line.trimEnd()} ${next}`));
}

function isDated(text: string): boolean {
  return ADDRESS.test(text) && COLON.test(plain(text)) && TIME.test(text);
}

function isMailHead(lines: readonly string[], index: number): boolean {
  return FROM.test(plain(lines[index] ?? "")) && lines.slice(index + 1, index + 1 + HEAD_LINES).some((line) => SENT.test(plain(line)));
}

/** Without emphasis and what nobody sees. */
function plain(line: string): string {
  return line.length > 500 ? "" : line.replace(/[*_\p{Cf}]/gu, "").trim();
}
