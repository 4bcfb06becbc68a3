import type { Command } from './types.ts';
import { exitDone, parseCommandLine } from './usage.ts';

export const modelsCommand: Command = {
  name: 'models',
  summary: 'Show which language model writes, and try it.',
  help: `standfirst models [--try]

Shows the configured language model with its limits, or how to configure one. With --try one small question is sent to
it:
does it answer, does it keep to the asked form, how long does it take?

Example:
  standfirst models
`,
  async run({ args, io, services }) {
    const { values } = parseCommandLine('models', { args, options: { try: { type: 'boolean' } } });
    const opened = await services();
    const model = opened.model();
    if (model === null) {
      io.stdout.write(
        'No model: briefs are excerpts. To use one, set STANDFIRST_MODEL_PROVIDER and STANDFIRST_MODEL;\n' +
          'docs/models.md has a line for each provider.\n',
      );
      return exitDone;
    }
    const { id, baseUrl, timeoutMs, tokensMax, costMaxUsd, hasPrice } = model;
    const cost = hasPrice && costMaxUsd !== null ? `, ${costMaxUsd} US dollars` : '';
    io.stdout.write(
      `${id}${baseUrl === null ? '' : ` at ${baseUrl}`}\n` +
        `At most ${tokensMax} tokens${cost} for a brief, ${timeoutMs / 1000} s for a call.\n`,
    );
    if (values.try !== true) return exitDone;
    const { durationMs, inputTokens, outputTokens } = await opened.tryModel();
    const tokens = inputTokens === null ? '' : `, ${inputTokens} tokens in, ${outputTokens ?? 0} out`;
    io.stdout.write(`It answered in the asked form after ${(durationMs / 1000).toFixed(1)} s${tokens}.\n`);
    return exitDone;
  },
};
