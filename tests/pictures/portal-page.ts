// The portal as a picture page: `/portal?not found` shows it in that state.
import './portal-states.ts';
import '../../examples/portal/src/main.ts';
