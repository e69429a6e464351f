/** Said on top of every page that is made from the definitions. */
export const GENERATED = "<!-- Made by `npm run docs:checks` from the definitions; edit those. -->";

/** What holds for every check. */
export const INTRODUCTION = `A contract is a list of checks. Each one is a **gate**: it is green, or it says what was found, what is needed and who can supply it. This page tells what
each kind of check takes and judges. Every example on it is run as a test, and what Baton says below it is what Baton says. Examples are judged as on
2026-08-01; in them \`pat\` is the author, \`ana\` is the architect, \`omar\` the portfolio owner and \`tom\` a tester. What GitHub says in them is written as in the
tests of contracts. The other keys of a contract are in [contracts.md](contracts.md).

\`\`\`yaml
context:
  - id: evidence                    # its name in commands and receipts
    title: At least 3 customer data points
    check: items                    # the kind: one of those below
    section: Evidence               # from here on the kind's own parameters
    min: 3
\`\`\`

## What holds for all of them

**Outcomes.** ✅ \`pass\`; ❌ \`fail\`: what is there is not enough; ⏳ \`pending\`: a person or a system has yet to act; ⚠️ \`error\`: it could not be judged.
Only a pass is green. What could not be read is an error, and an error is never a pass.

**\`level: warn\`** reports without holding the hand-off back. The default is \`level: block\`.

**\`when\`** makes a check conditional: \`when: { labels: { any: [risky] } }\` is judged only on items with that label (\`any\`, \`all\` and \`none\` may be combined).
Otherwise it is shown as not needed.

**\`in: document\`** reads the document that the item links, at the commit of the default branch that is judged, instead of the item's own text. Which
documents: those that \`source_of_truth.document\` names, or, inside the check \`document\`, those of its \`path\`. A document's front matter is no text.

**What counts as text.** The Markdown as a reader sees it: comments are not there, quotes hold no headings and no boxes of their own, and characters that nobody sees do not count.
Headings are compared without regard to capital letters, emphasis and a colon at the end. When a heading occurs twice, the first one counts that is neither inside another section nor
folded away in \`<details>\`, and the others are named. Texts of more than 256 KiB, or with lists nested more than 30 deep, are an error.

**What is an answer.** Words, code (in a fence, indented, or of a form's \`render\` field), images and videos that show something (without a word, so too short where \`min_words\` asks for some),
tables with something below their head, what is folded away, and boxes that somebody ticked; in HTML as in Markdown. What is struck out, an open box (one that is written a little wrong,
such as \`[]\`, included), the head of a table and the title of a folded part are none.

**Boxes in tables.** \`checkbox\` and \`checklist\` count a box before a cell's words (\`| [x] Load test |\`) and one with a cell of its own, which is for what the other cells of its row say
(\`| Load test | [x] |\`). A column that holds a box holds one in each row that says something there: what is no tick, a word or ❌, is open, and so is a row with one tick and one open box.

**Issue forms.** A body that GitHub made of one of the repository's issue forms is read by that form: its labels are the questions, in its order. Other headings in an answer are part of the answer,
whatever their level, and what was pasted elsewhere never fills in a question; where it cannot be told which of two headings is the question's own, the one below which less is said counts.
Where no form is known, a heading ends the section before it unless it is deeper.

**Placeholders** are no answers: nothing at all, \`TBD\`, \`TODO\`, \`N/A\`, \`none\`, \`...\`, \`<your text>\`, \`lorem ipsum\`, an emoji alone, the \`_No response_\` of issue forms, and whatever says no more than that
there is no answer yet, such as "to be confirmed", "wird noch geklärt", "à définir" or "待定". A value that a \`field\`'s schema names itself (in \`enum\` or \`const\`, as yes or no, or spelt out by its \`pattern\`) is an answer,
whatever it looks like.

**Templates.** What the repository's templates for issues and pull requests put into a body (texts, the \`value\` of a form's question, boxes that they tick), and what a template puts there that the contract itself names, is nobody's
answer. What somebody ticks or types is theirs, although a template has the same words as an open box, a placeholder or a description, and so is the one entry of a template's list that somebody left standing.

**N/A with a reason.** Where a check has \`none_needs_reason\`, "None, because no personal data is stored" is an answer, and a bare "N/A" is not.

**Durations** are written \`30m\`, \`24h\`, \`180d\`, \`2w\`, or as ISO 8601 has them (\`P6M\`, \`P1DT12H\`). A month has 30 days, a year 365. **Dates** are ISO dates (\`2026-07-14\`, \`2026-07\`),
because \`07/08/2026\` is two different days.

**Patterns** are RE2: the usual regular expressions, without look-around and back-references, and so without texts on which they take forever. In
them \`^\` and \`$\` mean the ends of a line.

**Text from people is shown as code**, so that a name in it mentions nobody.`;
