/** A function's value and its gradient at a point. */
export interface Slope {
  readonly value: number;
  readonly gradient: Float64Array;
}

const MEMORY = 8;
const MAX_STEPS = 200;
/** A step that improves the value by less, relatively, is the last. */
const ENOUGH = 1e-6;
const MAX_HALVINGS = 30;
/** Armijo's condition: how much of the promised descent must come true. */
const SUFFICIENT = 1e-4;

interface Step {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly curvature: number;
}

/** The lowest point of a smooth function, by L-BFGS (Liu and Nocedal, 1989) with a backtracking line search. */
export function minimise(evaluate: (point: Float64Array) => Slope, dimensions: number): Float64Array {
  let point = new Float64Array(dimensions);
  let slope = evaluate(point);
  const steps: Step[] = [];
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const direction = descentDirection(slope.gradient, steps);
    const descent = dot(direction, slope.gradient);
    if (descent > -1e-10) break;
    let rate = 1;
    let next = along(point, direction, rate);
    let there = evaluate(next);
    for (let halving = 0; halving < MAX_HALVINGS; halving += 1) {
      if (there.value <= slope.value + SUFFICIENT * rate * descent) break;
      rate /= 2;
      next = along(point, direction, rate);
      there = evaluate(next);
    }
    if (slope.value - there.value < ENOUGH * Math.abs(slope.value)) break;
    const moved = along(next, point, -1);
    const turned = along(there.gradient, slope.gradient, -1);
    const curvature = dot(moved, turned);
    if (curvature > 1e-12) steps.push({ moved, turned, curvature });
    if (steps.length > MEMORY) steps.shift();
    point = next;
    slope = there;
  }
  return point;
}

function descentDirection(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  let direction = gradient.map((value) => -value);
  const shares: number[] = [];
  for (const { moved, turned, curvature } of steps.toReversed()) {
    const share = dot(moved, direction) / curvature;
    shares.push(share);
    direction = along(direction, turned, -share);
  }
  const last = steps.at(-1);
  if (last !== undefined) {
    const scale = last.curvature / dot(last.turned, last.turned);
    direction = direction.map((value) => value * scale);
  }
  for (const { moved, turned, curvature } of steps) {
    const share = dot(turned, direction) / curvature;
    direction = along(direction, moved, (shares.pop() ?? 0) - share);
  }
  return direction;
}

function along(point: Float64Array, direction: Float64Array, rate: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(point, (value, at) => value + rate * (direction[at] ?? 0));
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
