import type { ShownPolicy } from "../../core/shown/types.js";
import { POLICY_WORDS } from "../../render/pages/policy-words.js";

const WIDTH = 340;
const BOX = { left: 10, width: 150, height: 36 };
const STEP = 84;
/** How far the arrows that pass stages by, or lead back, stand out. */
const OUT = 26;
const MOST_NAME = 18;

/** The stages from top to bottom and the contracts between them as a picture; the contracts are told in words below it. */
export function Graph({ policy: { stages, contracts } }: { policy: ShownPolicy }) {
  const at = new Map(stages.map(({ id }, index) => [id, index]));
  const arrows = contracts.flatMap(({ id, from, to }) => {
    const [a, b] = [at.get(from), at.get(to)];
    return a === undefined || b === undefined ? [] : [{ id, a, b }];
  });
  const height = Math.max(1, stages.length) * STEP - (STEP - BOX.height) + 12;
  return (
    <svg class="graph" viewBox={`0 0 ${WIDTH} ${height}`} width={WIDTH} height={height} role="img" aria-labelledby="graph-title graph-text">
      <title id="graph-title">{POLICY_WORDS.graph}</title>
      <desc id="graph-text">{POLICY_WORDS.graphText(stages.length, contracts.length)}</desc>
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0 0 8 4 0 8z" fill="currentColor" />
        </marker>
      </defs>
      {arrows.map(({ id, a, b }, index) => (
        <Arrow
          id={id}
          a={a}
          b={b}
          lane={index}
          among={arrows.filter((one) => one.a === a && one.b === b).findIndex((one) => one.id === id)}
        />
      ))}
      {stages.map(({ id }, index) => (
        <g>
          <rect x={BOX.left} y={6 + index * STEP} width={BOX.width} height={BOX.height} rx="8" fill="none" stroke="currentColor" />
          <text x={BOX.left + BOX.width / 2} y={6 + index * STEP + 23} text-anchor="middle" fill="currentColor" font-size="14">
            {short(id)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Arrow({ id, a, b, lane, among }: { id: string; a: number; b: number; lane: number; among: number }) {
  const isNext = b === a + 1;
  const x = BOX.left + BOX.width / 2;
  const side = BOX.left + BOX.width;
  const [from, to] = [6 + a * STEP + BOX.height, 6 + b * STEP];
  const middle = (index: number) => 6 + index * STEP + BOX.height / 2;
  const out = side + OUT + (lane % 4) * 10;
  const path = isNext ? `M${x} ${from}V${to - 1}` : `M${side} ${middle(a)}H${out}V${middle(b)}H${side + 1}`;
  const [textX, textY] = isNext ? [x + 8, from + 18 + among * 13] : [out + 4, (middle(a) + middle(b)) / 2];
  return (
    <g>
      <path d={path} fill="none" stroke="currentColor" marker-end="url(#tip)" />
      <text x={textX} y={textY} fill="currentColor" font-size="12">
        {short(id, 24)}
      </text>
    </g>
  );
}

function short(text: string, most = MOST_NAME): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
