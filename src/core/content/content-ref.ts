/** A piece of content a check reads; what is read is what the context digest covers. `section: null` is the whole text. */
export interface ContentRef {
  in: "body" | "document";
  /** A heading or its aliases. */
  section: string[] | null;
  /** In documents: the glob that selects them; null or left out: the contract's own. */
  glob?: string | null;
  /** The file of data beside the document, rather than the document. */
  sidecar?: true;
}
