/** A longer text says more than what is to be typed. */
const LONGEST = 90;

const THING =
  "(?:text|answers?|description|details?|content|response|information|info|steps?|logs?|values?|names?|reasons?|notes?|comments?|something|summary|title)";
/** A grammar for each language, of whole texts: what an empty field of a form or a document asks with. */
const PROMPTS = [
  `(?:please )?(?:click|tap)(?: or tap)?(?: here)? to (?:enter|add|edit|type|insert|write|fill)(?: (?:in|the|your|some|an?|${THING})){0,3}`,
  `(?:please )?(?:enter|type|write|add|insert|put|paste|describe|fill in|provide)(?: (?:the|your|some|any|an?))?(?: ${THING}){0,2} (?:here|below)`,
  `(?:your|the|some) ${THING}(?: goes| belongs)? (?:here|below)|${THING} goes here|(?:sample|example|dummy|filler) text`,
  "(?:bitte )?(?:hier )?(?:klicken(?: sie)?(?: hier)?,? um )?(?:(?:ihren?|deinen?|den|einen) )?(?:text|antwort|beschreibung)(?: (?:hier|unten))?(?: (?:ein(?:zu)?(?:geben|fügen|tragen)))|(?:bitte )?hier (?:ausfüllen|eintragen|eingeben|schreiben|beschreiben|einfügen)",
  "cliquez ici pour (?:entrer|saisir|ajouter|écrire)(?: (?:du|le|votre|un) texte)?|(?:entrez|saisissez|saisir|écrivez|écrire|insérez|insérer)(?: (?:du|le|votre|un) (?:texte|réponse))? ici|votre (?:texte|réponse) ici",
  "(?:haga|haz) clic aquí para (?:escribir|introducir|agregar)(?: (?:el|un|su|tu) texto| texto)?|(?:escriba|escribe|escribir|introduzca|inserte|complete)(?: (?:el|un|su|tu) texto| texto)? aquí|(?:su|tu) (?:texto|respuesta) aquí",
  "(?:clique|toque) aqui para (?:inserir|digitar|escrever|adicionar)(?: (?:o |seu )?texto)?|(?:digite|escreva|insira|preencha)(?: (?:o |seu )?texto)? aqui|(?:fare|fai) clic qui per (?:immettere|inserire)(?: (?:il )?testo)?|(?:scrivi|inserisci|digita|scrivere|inserire)(?: (?:il )?testo)? qui",
  "(?:введите|напишите|вставьте|впишите)(?: (?:ваш )?(?:текст|ответ|описание))? (?:здесь|сюда)|(?:введіть|напишіть)(?: (?:ваш )?(?:текст|відповідь))? тут|(?:wpisz|wprowadź)(?: (?:swój )?(?:tekst|odpowiedź))? tutaj|(?:typ|schrijf|vul) (?:hier(?: (?:uw|je) tekst)?|(?:uw|je) tekst hier)(?: in)?",
  "ここに(?:テキスト|文字|文章|内容|回答|説明)?を?(?:入力|記入|記載|ご記入|書いて)(?:して)?(?:ください|下さい)?",
  "(?:请|請)?(?:点击|單擊|单击|點擊)?(?:此处|此處|这里|這裡|在此|在这里|在此处|在此處|在這裡)(?:输入|輸入|填写|填寫|添加|编辑|編輯)(?:文字|文本|内容|內容|说明|說明)?",
  "여기에 ?(?:텍스트를? ?|내용을? ?|답변을? ?)?(?:입력|작성|기재)(?:하세요|해 ?주세요|하십시오)?",
];
const WHOLE = new RegExp(`^(?:${PROMPTS.join("|")})$`, "u");

/** Takes a text in small letters without marks at its ends; true for what merely says that something is to be typed there. Bounded. */
export function isPrompt(plain: string): boolean {
  return plain.length <= LONGEST && WHOLE.test(plain.replaceAll("’", "'"));
}

/** A few words and a colon: "Owner: ", "Rolled back by：". */
const LABEL = /^\s*(?![^\n:：]{0,80}[.!?])(\p{L}[^\n:：]{0,60}?)\s?[:：](?!\/\/)\s*([^\n]*)$/u;

/** A longer lead with nothing behind it speaks of what stands below: "The second page overlaps:". */
const MOST_WORDS = 3;

/** Takes a line; returns what stands behind its label, null where it has none. */
export function behindLabel(line: string): string | null {
  const [, label = "", rest] = LABEL.exec(line) ?? [];
  if (rest === undefined || (rest.trim() === "" && label.split(/\s+/).length > MOST_WORDS)) return null;
  return rest;
}

/** Who is to answer. */
const LOGIN = /(?<![\p{L}\p{N}_./@-])@[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:\/[a-z\d][\w.-]{0,99})?(?![\p{L}\p{N}_])/giu;

/** Takes a line; returns it without the people that it calls, null where it calls nobody, or says nothing else. */
export function withoutPeople(line: string): string | null {
  if (!line.includes("@")) return null;
  const rest = line.replace(LOGIN, " ");
  return rest !== line && /[\p{L}\p{N}]/u.test(rest) ? rest : null;
}
