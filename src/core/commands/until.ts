import type { Time } from "../basics/known.js";
import { DateTime } from "luxon";
import { DAY, zoneClock } from "../time/zone-clock.js";
import { isIsoDate } from "../time/dates.js";

/** The end of a waiver or delegation: it holds through this day. */
export interface Until {
  /** `YYYY-MM-DD`, in the calendar's time zone. */
  date: string;
  /** First moment at which it holds no more. */
  end: Time;
}

/** `/waive GATE until DATE: REASON`, read. Whether the gate exists is for the contract to say. */
export interface WaiverRequest {
  gate: string;
  until: Until;
  reason: string;
}

/** `/delegate @user until DATE`, read. */
export interface DelegationRequest {
  /** Without the @. */
  user: string;
  until: Until;
}

/** Why the words after a command make no sense. `found` is what was typed, as typed. */
export type UsageError =
  /** The words are not in the command's form. */
  | { why: "form" }
  | { why: "no_date"; found: string }
  | { why: "past"; date: string; today: string }
  /** `latest` is the last day that is possible. */
  | { why: "too_far"; date: string; latest: string }
  | { why: "no_reason" }
  /** A team, a bot or something that no login can be. */
  | { why: "not_a_user"; found: string }
  /** GitHub knows no such account. */
  | { why: "no_account"; found: string }
  /** The account may not read the repository. */
  | { why: "cannot_read"; found: string };

export type Read<T> = { ok: true; value: T } | { ok: false; error: UsageError };

const WAIVE = /^([A-Za-z0-9][A-Za-z0-9_-]{0,63})\s+until\s+([^\s:]{1,40})\s*(?::(.*))?$/i;
const DELEGATE = /^(@\S{1,120})\s+until\s+(\S{1,40})$/i;
const USER = /^@[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9])?$/;
const LONGEST = 1000;

/** Takes what follows `/waive`, the time and the calendar's time zone; returns the waiver asked for, or what is wrong with it. Throws a RangeError when the zone does not exist. */
export function readWaiver(args: string, now: Time, timezone: string): Read<WaiverRequest> {
  const [, gate, date, rest] = formOf(WAIVE, args);
  if (gate === undefined || date === undefined) return wrong({ why: "form" });
  const until = readUntil(date, now, timezone);
  if (!until.ok) return until;
  const reason = (rest ?? "").trim();
  return /[\p{L}\p{N}]/u.test(reason) ? { ok: true, value: { gate, until: until.value, reason } } : wrong({ why: "no_reason" });
}

/** Takes what follows `/delegate`, the time and the calendar's time zone; returns the delegation asked for, or what is wrong with it. Throws a RangeError when the zone does not exist. */
export function readDelegation(args: string, now: Time, timezone: string): Read<DelegationRequest> {
  const [, name, date] = formOf(DELEGATE, args);
  if (name === undefined || date === undefined) return wrong({ why: "form" });
  if (!USER.test(name)) return wrong({ why: "not_a_user", found: name });
  const until = readUntil(date, now, timezone);
  return until.ok ? { ok: true, value: { user: name.slice(1), until: until.value } } : until;
}

function formOf(form: RegExp, args: string): RegExpExecArray | [] {
  return args.length > LONGEST ? [] : (form.exec(args.trim()) ?? []);
}

function readUntil(date: string, now: Time, timezone: string): Read<Until> {
  if (!isIsoDate(date)) return wrong({ why: "no_date", found: date });
  const clock = zoneClock(timezone);
  const today = DateTime.fromMillis(now, { zone: timezone });
  const earliest = today.toISODate() ?? "";
  const latest = today.plus({ years: 1 }).toISODate() ?? "";
  if (date < earliest) return wrong({ why: "past", date, today: earliest });
  if (date > latest) return wrong({ why: "too_far", date, latest });
  return { ok: true, value: { date, end: clock.timeAt(Date.parse(`${date}T00:00:00Z`) + DAY) } };
}

function wrong(error: UsageError): { ok: false; error: UsageError } {
  return { ok: false, error };
}
