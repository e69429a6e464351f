import { durationParts } from "./durations.js";

const HOUR = 3_600_000;

/** Takes a duration as somebody wrote it, such as `P3M` or `1w`; returns it in words, such as `3 months`. What is none stays as it is. */
export function lapseWords(text: string): string {
  const parts = durationParts(text);
  if (parts === null) return text;
  const { years, months, weeks, days, ms } = parts;
  const [hours, minutes, seconds] = [Math.floor(ms / HOUR), Math.floor((ms % HOUR) / 60_000), Math.floor((ms % 60_000) / 1_000)];
  const counted: [number, string][] = [
    [years, "year"],
    [months, "month"],
    [weeks, "week"],
    [days, "day"],
    [hours, "hour"],
    [minutes, "minute"],
    [seconds, "second"],
  ];
  const words = counted.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`]));
  return words.length === 0 ? text : words.join(" and ");
}

/** Takes a duration as somebody wrote it; returns how often that is, such as `every week` or `every 3 months`. */
export function oftenWords(text: string): string {
  return `every ${lapseWords(text).replace(/^1 (\w+)$/, "$1")}`;
}
