/** What one page may cost. */
export interface ExtractLimits {
  bytesMax: number;
  nodesMax: number;
  depthMax: number;
  timeoutMs: number;
  memoryMbMax: number;
}

export const defaultLimits: ExtractLimits = {
  bytesMax: 16 * 1024 * 1024,
  nodesMax: 400_000,
  depthMax: 4_000,
  timeoutMs: 4_000,
  memoryMbMax: 512,
};
