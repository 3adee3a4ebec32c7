/**
 * How surely two samples differ, by the rank-sum test of Mann and Whitney: the number of standard deviations between the rank sum that was
 * seen and the one to expect if both came from one distribution. It asks nothing of the shape of the distribution, so single slow answers
 * weigh no more than others.
 *
 * All n + m values are ranked together, equal ones sharing the mean of their ranks. With R the sum of the ranks of the first sample,
 * U = R − n(n + 1)/2 has the mean nm/2 and the variance nm/12 · (N + 1 − Σ(t³ − t)/(N(N − 1))), where N = n + m and t runs over the sizes of
 * groups of equal values. The answer is z = (U − nm/2) / √variance, which for n, m ≥ 20 is as good as normally distributed.
 */
export const rankTest = (first: readonly number[], second: readonly number[]): number => {
  const [n, m, total] = [first.length, second.length, first.length + second.length];
  const all = [...first.map((value) => ({value, isFirst: true})), ...second.map((value) => ({value, isFirst: false}))].toSorted(
    (one, other) => one.value - other.value,
  );
  let rankSum = 0;
  let ties = 0;
  for (let start = 0, end = 0; start < total; start = end) {
    while (end < total && all[end]?.value === all[start]?.value) {
      end++;
    }
    const count = end - start;
    const rank = (start + 1 + end) / 2;
    rankSum += rank * all.slice(start, end).filter(({isFirst}) => isFirst).length;
    ties += count ** 3 - count;
  }
  const u = rankSum - (n * (n + 1)) / 2;
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  return variance === 0 ? 0 : (u - (n * m) / 2) / Math.sqrt(variance);
};
