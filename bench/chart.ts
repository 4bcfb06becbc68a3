import type { Depths } from './desk-process.ts';

export interface Sample {
  at: number;
  depths: Depths;
  documents: number;
}

const size = { width: 720, height: 260, left: 44, bottom: 28, top: 16, right: 96 };
const colours = ['#7a4ea3', '#2b6cb0', '#2f855a', '#b7791f', '#c53030', '#4a5568', '#0d7a80', '#97266d'];

/** Jobs that wait or run, by stage, over time: a small picture in SVG. */
export function depthChart(title: string, samples: readonly Sample[]): string {
  const stages = Object.keys(samples[0]?.depths ?? {}).filter((stage) =>
    samples.some(({ depths }) => (depths[stage] ?? 0) > 4),
  );
  const end = Math.max(1, samples.at(-1)?.at ?? 1);
  const most = Math.max(10, ...samples.flatMap(({ depths }) => stages.map((stage) => depths[stage] ?? 0)));
  const x = (at: number) => size.left + (at / end) * (size.width - size.left - size.right);
  const y = (depth: number) =>
    size.height - size.bottom - (depth / most) * (size.height - size.bottom - size.top);
  const lines = stages.map((stage, index) => {
    const points = samples.map(({ at, depths }) => `${x(at).toFixed(1)},${y(depths[stage] ?? 0).toFixed(1)}`);
    const colour = colours[index % colours.length];
    return `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.join(' ')}"/>
<text x="${size.width - size.right + 8}" y="${size.top + 12 + index * 16}" fill="${colour}">${stage}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12">
<title>${title}</title><rect width="100%" height="100%" fill="#fff"/>
<path d="M${size.left} ${size.top}V${size.height - size.bottom}H${size.width - size.right}" fill="none" stroke="#718096"/>
<text x="4" y="${size.top + 8}">${most}</text><text x="4" y="${size.height - size.bottom}">0</text>
<text x="${size.left}" y="${size.height - 8}">0 s</text>
<text x="${size.width - size.right - 30}" y="${size.height - 8}">${Math.round(end)} s</text>
${lines.join('\n')}
</svg>
`;
}
