/** An answer other than success, with GitHub's body. */
export class HttpError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.body = { message, ...more, documentation_url: "https://docs.github.com/rest", status: String(status) };
    this.headers = headers;
  }
}

/** What is not there, or may not be seen. */
export function notFound(): HttpError {
  return new HttpError(404, "Not Found");
}

/** The token is unknown or has run out. */
export function badCredentials(): HttpError {
  return new HttpError(401, "Bad credentials");
}

/** An installation lacks a permission; `needs` lists what would do, as GitHub's header spells it. */
export function notAccessible(needs: string): HttpError {
  return new HttpError(403, "Resource not accessible by integration", {}, { "x-accepted-github-permissions": needs });
}

/** A field was refused. */
export function invalid(resource: string, field: string, code: string, message?: string): HttpError {
  const error = message === undefined ? { resource, field, code } : { resource, field, code, message };
  return new HttpError(422, "Validation Failed", { errors: [error] });
}
