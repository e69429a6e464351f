import * as oauth from "oauth4webapi";
import type { SignInFlow } from "../core/facts/visitor.js";

/** The App's client on a GitHub server, and where people come back to. */
export interface SignInParts {
  clientId: string;
  clientSecret: string;
  /** `https://github.com`, or an Enterprise Server. */
  web: string;
  /** Where GitHub sends people back to: a callback URL of the App. */
  redirectUri: string;
  fetch: typeof globalThis.fetch;
}

/** Takes the App's client; returns its flow (https://docs.github.com/apps, "Generating a user access token for a GitHub App"), with PKCE and state. */
export function signInFlow({ clientId, clientSecret, web, redirectUri, fetch }: SignInParts): SignInFlow {
  const server: oauth.AuthorizationServer = {
    issuer: `${web}/login/oauth`,
    authorization_endpoint: `${web}/login/oauth/authorize`,
    token_endpoint: `${web}/login/oauth/access_token`,
  };
  const client: oauth.Client = { client_id: clientId };
  // oxlint-disable-next-line typescript/no-deprecated -- GHE_PROTOCOL=http and the embedded GitHub are the use it is for
  const options = { [oauth.customFetch]: fetch, [oauth.allowInsecureRequests]: web.startsWith("http:") };
  return {
    async begin() {
      const kept = { state: oauth.generateRandomState(), verifier: oauth.generateRandomCodeVerifier() };
      const url = new URL(`${web}/login/oauth/authorize`);
      const challenge = await oauth.calculatePKCECodeChallenge(kept.verifier);
      url.search = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        state: kept.state,
        code_challenge: challenge,
        code_challenge_method: "S256",
      }).toString();
      return { url: url.href, kept };
    },
    async finish(cameBack, { state, verifier }) {
      const parameters = oauth.validateAuthResponse(server, client, cameBack, state);
      const auth = oauth.ClientSecretPost(clientSecret);
      const answer = await oauth.authorizationCodeGrantRequest(server, client, auth, parameters, redirectUri, verifier, options);
      const { access_token: token, expires_in } = await oauth.processAuthorizationCodeResponse(server, client, answer);
      return { token, seconds: expires_in ?? null };
    },
  };
}
