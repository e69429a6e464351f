const ELEMENTS = new Set(
  (
    "a abbr acronym address article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col colgroup data " +
    "datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head " +
    "header hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup option output p " +
    "param picture pre progress q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg g path rect " +
    "circle line table tbody td template text textarea tfoot th thead time title tr track tt u ul var video wbr"
  ).split(" "),
);

/** Takes a tag as written; returns true for `<name>` and the like, which somebody meant to fill in: HTML has no such element. */
export function isNoElement(tag: string): boolean {
  const name = /^<([a-z][^\s/>]{0,40})/i.exec(tag)?.[1]?.toLowerCase();
  return name !== undefined && !ELEMENTS.has(name);
}

/** Takes the name of an element in small letters; true when HTML has it. */
export function isElement(name: string): boolean {
  return ELEMENTS.has(name);
}
