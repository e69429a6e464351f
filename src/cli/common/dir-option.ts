import { Option } from "commander";
import { WrongCall } from "./call.js";

/** `--dir FOLDER`, for commands that take the folder as a word, too. */
export function dirOption(): Option {
  return new Option("--dir <folder>", "the repository's folder, as other commands take it; the same as [dir]");
}

/** Takes a folder as it was given in two ways; returns the one that is meant, undefined where none was. Throws a WrongCall when two are named. */
export function oneFolder(first: string | undefined, second: string | undefined, ways: string): string | undefined {
  if (first !== undefined && second !== undefined && first !== second)
    throw new WrongCall(`two folders are named, ${first} and ${second}: give one, ${ways}`);
  return first ?? second;
}

/** Takes the folder as a word and as `--dir`; returns the one that is meant: this one where none was named. Throws a WrongCall. */
export function folderMeant(word: string | undefined, dir: string | undefined): string {
  return oneFolder(word, dir, "as a word or with --dir") ?? ".";
}
