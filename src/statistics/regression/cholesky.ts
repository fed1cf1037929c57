/**
 * Solves `matrix` x = `right` for a symmetric, positive definite matrix, given by its rows. Small ones: O(n^3).
 *
 * Source: G. H. Golub, C. F. Van Loan, Matrix Computations, 4.2: the factorisation of Cholesky.
 */
export function solvePositiveDefinite(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const factor: number[][] = [];
  const forward: number[] = [];
  for (const [row, entries] of matrix.entries()) {
    const own: number[] = [];
    for (let column = 0; column <= row; column += 1) {
      const other = column === row ? own : (factor[column] as number[]);
      const rest = (entries[column] as number) - dot(own, other, column);
      own.push(column === row ? Math.sqrt(rest) : rest / (other[column] as number));
    }
    factor.push(own);
    forward.push(((right[row] as number) - dot(own, forward, row)) / (own[row] as number));
  }
  const solution = forward.slice();
  for (let row = factor.length - 1; row >= 0; row -= 1) {
    let rest = forward[row] as number;
    for (let below = row + 1; below < factor.length; below += 1) {
      rest -= (factor[below]?.[row] as number) * (solution[below] as number);
    }
    solution[row] = rest / (factor[row]?.[row] as number);
  }
  return solution;
}

function dot(a: readonly number[], b: readonly number[], length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
