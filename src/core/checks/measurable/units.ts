import { convert, getMeasureKind, MeasureKind, type Unit } from "convert";

/** How people write units of time beside what the library knows, in comparison form. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ms: "msec msecs millis millisekunde millisekunden milliseconde millisecondes milisegundo milisegundos ミリ秒 毫秒",
    s: "sec secs sek sekunde sekunden seconde secondes segundo segundos secondo secondi 秒 秒間",
    min: "mins minuten minuto minutos minuti 分 分間 分钟 分鐘",
    h: "hrs std stunde stunden heure heures hora horas ora ore 時間 小时 小時",
    d: "tag tage tagen jour jours día días dia dias giorno giorni 日 日間 天",
    week: "wks wk woche wochen semaine semaines semana semanas settimana settimane 週間 周 週",
    month: "mo mos monat monate monaten mois mes meses mês mese mesi か月 ヶ月 个月 個月",
    year: "yr yrs jahr jahre jahren an ans année années año años ano anos anno anni 年",
    "%": "percent prozent pourcent percento パーセント pct",
  }).flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit] as const)),
);
const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "€": "EUR",
    $: "USD",
    "£": "GBP",
    "¥": "JPY",
    euro: "EUR",
    euros: "EUR",
    dollar: "USD",
    dollars: "USD",
    円: "JPY",
    元: "CNY",
  }),
);
const CODES = new Set("EUR USD GBP JPY CHF CNY INR SEK NOK DKK PLN CZK AUD CAD NZD BRL KRW".split(" "));
/** Other measures only by signs that mean nothing else. */
const SIGNS = new Set("km cm mm kg kWh MWh kW MW GW °C °F kJ MJ".split(" "));

/** Takes a unit as written; returns the one spelling that is kept of it. A word that is no unit stays what it is. */
export function unitOf(written: string): string {
  const word = written.trim();
  const lower = word.toLowerCase();
  const currency = CURRENCIES.get(lower) ?? (CODES.has(word.toUpperCase()) && word.length === 3 ? word.toUpperCase() : undefined);
  return SPELLINGS.get(lower) ?? currency ?? (isMeasure(word) ? word : isMeasure(lower) && word.length > 2 ? lower : word);
}

/** True for percent, a currency, or what the library can convert. */
export function isKnownUnit(unit: string): boolean {
  return unit === "%" || CODES.has(unit) || isMeasure(unit);
}

function isMeasure(word: string): boolean {
  const kind = getMeasureKind(word);
  // A lone "m" is metres, minutes or millions.
  if (word === "m" || kind === undefined) return false;
  return kind === MeasureKind.Time || kind === MeasureKind.Data || SIGNS.has(word);
}

/** Takes a value with its unit and another unit; returns the value in that one, null when the two cannot be compared. */
export function converted(value: number, from: string, to: string): number | null {
  if (from === to) return value;
  if (!isMeasure(from) || !isMeasure(to) || getMeasureKind(from) !== getMeasureKind(to)) return null;
  return convert(value, from as Unit).to(to as Unit & "s");
}
