/** Words that tell whether a phrase names a source. Closed classes of words, so that they need not grow with the texts. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** A phrase with one of these is a clause or counts something, and names nobody: pronouns, auxiliary verbs, quantifiers. */
export const CLAUSE = set(
  "i we they he she it you this that these those there which who whose what everybody everyone nobody somebody someone " +
    "is are was were be been being am isn't aren't wasn't weren't has have had hasn't haven't hadn't does did doesn't didn't don't " +
    "will would shall should can could may might must won't can't cannot not never still already because since until " +
    "more less fewer most many several all every each few than as because although while when if but so only also even about " +
    "ist sind waren wird werden wurde wurden haben hatte hatten kann können muss müssen wir sie es nicht noch mehr weniger alle weil seit bis " +
    "est sont était étaient sera seront ont avait peut peuvent doit doivent nous vous ils elles il elle cela pas plus moins tous depuis jusque parce " +
    "es son era eran será han había puede pueden debe deben nosotros ellos ellas no más menos todos desde hasta porque " +
    "è sono sarà hanno aveva può possono deve devono noi loro non più meno tutti finché perché " +
    "são foi foram serão têm tinha pode podem deve devem nós eles elas não mais menos todos até",
);

/** Just before a date these say since or by when something is so, not from when a source is. */
export const SPAN = set(
  "since until till by before after from during between in on at through starting as ab seit bis vor nach am im zwischen " +
    "depuis jusqu'au jusque dès avant après le en desde hasta antes después entre el dal fino entro prima dopo il nel até antes depois em",
);

/** What may stand between a source and its date: `survey of 2026-06-18`. */
export const LINK = set("of dated on from vom von du de del di da as updated accessed retrieved published stand");

/** Says when or where only: alone it names nothing. */
export const WHEN = set(
  "as of at on in from to by since until up the a an its our updated update last checked measured seen read accessed retrieved viewed counted recorded observed " +
    "published created edited dated date status state now today yesterday current currently week month quarter year day morning night q1 q2 q3 q4 " +
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec " +
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun utc cet cest gmt est pst " +
    "stand datum vom am gemessen geprüft aktualisiert zuletzt heute woche monat quartal jahr le du au mesuré mis à jour date semaine mois medido actualizado fecha " +
    "semana mes misurato aggiornato data atualizado medição tbd tba n/a none unknown see above below here there source sources quelle quellen fuente fuentes fonte fonti " +
    "approx approximately circa ca roughly around about estimated draft final preliminary provisional various several different multiple attached link links " +
    "siehe oben unten hier ungefähr etwa geschätzt entwurf vorläufig verschiedene diverse voir ci-dessus ci-dessous ici environ provisoire diverses plusieurs " +
    "arriba abajo aquí aprox aproximadamente borrador varias varios sopra sotto qui circa bozza varie acima abaixo aqui rascunho várias vários " +
    "更新日 更新 時点 现在 現在 截至 日付 日期 調査日 測定 確認 時 年 月 日",
);
