const encoder = new TextEncoder();

/** One message of an event stream. What it says is JSON, which has no line breaks. */
export const message = ({id, event, data}: {readonly id: string; readonly event: string; readonly data: unknown}): Uint8Array =>
  encoder.encode(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

/** Tells nothing but how far the stream has come, for the `Last-Event-ID` of whoever is cut off. */
export const mark = (id: string): Uint8Array => encoder.encode(`id: ${id}\n\n`);

/** Tells nothing at all: that somebody is there. */
export const beat = encoder.encode(':\n\n');
