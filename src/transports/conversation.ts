/** A command's prompts while it runs: replies are typed, an unexpected prompt is noticed. */
import { PATIENCE, Prompter, patienceFor } from './answers.ts';
import type { Answer, ExecRequest, Patience } from './transport.ts';

/** What a conversation may do. */
export interface Speaker {
  /** Types on the command's terminal. */
  type(text: string): void;
  /**
   * It waits for an answer that nobody gives.
   * @param seen the prompt
   * @param tooSlow an answer's pattern that takes too long to look for in it
   */
  stuck(seen: string, tooSlow?: string): void;
}

export class Conversation {
  readonly #prompter: Prompter;
  readonly #speaker: Speaker;
  readonly #patience: Patience;
  #timer: NodeJS.Timeout | undefined;

  constructor(answers: readonly Answer[], speaker: Speaker, patience: Patience = PATIENCE) {
    this.#prompter = new Prompter(answers);
    this.#speaker = speaker;
    this.#patience = patience;
  }

  /** Takes the next output. */
  heard(text: string): void {
    this.end();
    for (const reply of this.#prompter.feed(text)) this.#speaker.type(`${reply}\n`);
    const { open, tooSlow } = this.#prompter;
    if (tooSlow !== undefined) {
      this.#speaker.stuck(open.text.trim(), tooSlow);
      return;
    }
    const patience = patienceFor(open, this.#patience);
    if (patience === undefined) return;
    this.#timer = setTimeout(() => this.#speaker.stuck(open.text.trim()), patience);
  }

  /** The command has ended: nothing is waited for any more. */
  end(): void {
    clearTimeout(this.#timer);
  }
}

/** The conversation that a request needs; none when it gives no answers. */
export function conversationFor(
  { answers, patience }: ExecRequest,
  speaker: Speaker,
): Conversation | undefined {
  return answers?.length ? new Conversation(answers, speaker, patience) : undefined;
}
