/** A browser without a window: it keeps cookies, and follows every redirect but out of the two servers. */
export class Visitor {
  readonly jar = new Map<string, string>();
  /** Every address it was sent to. */
  readonly went: string[] = [];
  readonly #login: string;

  /** Takes as whom it signs in on the embedded GitHub. */
  constructor(login: string) {
    this.#login = login;
  }

  /** One request, without following where it leads. */
  async ask(url: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { method, redirect: "manual", headers: { ...headers, cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "" || /max-age=0/i.test(set)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return answer;
  }

  /** Goes to an address and on from there, through GitHub's sign-in with one click. */
  async go(url: string, headers: Record<string, string> = {}): Promise<Response> {
    let answer = await this.ask(url, headers);
    for (let at = url; answer.headers.has("location") && this.went.length < 50;) {
      const next = new URL(answer.headers.get("location") ?? "", at);
      if (next.pathname === "/login/oauth/authorize") next.pathname += `/as/${this.#login}`;
      at = next.href;
      this.went.push(at);
      answer = await this.ask(at, headers);
    }
    return answer;
  }
}
