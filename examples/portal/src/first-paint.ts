// Runs before anything is painted, as a plain script in the head, so that no page shows in another theme first.
import {keptAppearance, showAppearance} from './appearance.ts';

showAppearance(keptAppearance());
