import { BuiltinEmbedder } from '../../src/models/encoder/builtin.ts';
import { StoryEngine } from '../../src/pipeline/stories/engine.ts';
import { vectorText } from '../../src/pipeline/stories/view.ts';
import { type LabelledDocument, randomFrom } from './sets.ts';

/** Documents that go to the encoder together, as a desk sends them. */
const lotSize = 64;
const msPerUs = 1 / 1000;

export interface Rate {
  documents: number;
  /** CPU time of a document in the encoder's thread and in the grouping one. */
  encoderCpuMs: number;
  groupingCpuMs: number;
  /** On two cores that do nothing else: the busier of the two threads says how many. */
  perSecond: number;
  /** As the clock on the wall had it on this machine, whatever else it did. */
  perSecondHere: number;
}

/**
 * From text over the sentence vector to the story: the encoder in its thread, as the product runs it, a lot ahead of
 * the grouping, a merge pass after each lot. The documents in a random order.
 */
export async function rateOf(documents: readonly LabelledDocument[]): Promise<Rate> {
  const random = randomFrom(5);
  const order = documents
    .map((document) => ({ document, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ document: { gold: _gold, topic: _topic, ...document } }) => document);
  const lots = Array.from({ length: Math.ceil(order.length / lotSize) }, (_, at) =>
    order.slice(at * lotSize, (at + 1) * lotSize),
  );
  const embedder = new BuiltinEmbedder();
  await embedder.embed(['The weights are read before the first text.']);
  const engine = new StoryEngine();
  const vectorsOf = (lot: (typeof lots)[number] | undefined) => embedder.embed((lot ?? []).map(vectorText));
  const [started, all, own] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()];
  let next = vectorsOf(lots[0]);
  for (const [at, lot] of lots.entries()) {
    const vectors = await next;
    next = vectorsOf(lots[at + 1]);
    lot.forEach((document, place) => {
      engine.add({ ...document, vector: { model: embedder.id, values: [...vectors[place]!] } });
    });
    engine.mergePass();
  }
  const [wallMs, used, grouping] = [
    performance.now() - started,
    process.cpuUsage(all),
    process.threadCpuUsage(own),
  ];
  await embedder.close();
  const groupingCpuMs = ((grouping.user + grouping.system) * msPerUs) / order.length;
  const encoderCpuMs = ((used.user + used.system) * msPerUs) / order.length - groupingCpuMs;
  return {
    documents: order.length,
    encoderCpuMs,
    groupingCpuMs,
    perSecond: 1000 / Math.max(encoderCpuMs, groupingCpuMs),
    perSecondHere: (1000 * order.length) / wallMs,
  };
}
