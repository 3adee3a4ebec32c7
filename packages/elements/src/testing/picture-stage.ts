/** One state of one element, as a picture page names it. */
export interface StateName {
  readonly tag: string;
  readonly name: string;
}

/** A rectangle of the page, and whether the window is too low for what it is to show. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly missing: number;
}

/** What a picture page offers to whoever draws from it. */
export interface PictureStage {
  /** Every state there is. */
  readonly states: readonly StateName[];
  /** Takes away what was shown and brings this state onto the page, ready to be drawn; with more styles in every shadow root. */
  readonly show: (state: StateName, styles?: string) => Promise<void>;
  /** Chooses a color scheme, waits until the page stands still, and says what to draw. */
  readonly frame: (scheme: 'light' | 'dark') => Promise<Frame>;
}
