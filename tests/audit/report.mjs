// The table: a line for the goal, one for each of its measures, and what was noted on the way.

/** More notes than this say nothing more. */
const NOTES = 30;

/** Whether a value is what it should be; `null` where there is none. */
export function isMet({ most = Infinity, least = -Infinity }, value) {
  return Number.isFinite(value) ? value <= most && value >= least : null;
}

function number(value, unit) {
  const digits = value !== 0 && Math.abs(value) < 10 && !Number.isInteger(value) ? (Math.abs(value) < 0.1 ? 3 : 1) : unit === "KB" ? 1 : 0;
  return `${value.toFixed(digits)}${unit ? ` ${unit}` : ""}`;
}

/** The lines of a goal. */
export function lines({ id, text, measures }, values) {
  const rows = measures.map((measure) => {
    const { what, unit, most, least } = measure;
    const met = isMet(measure, values[measure.key]);
    const target = most === undefined ? `≥ ${number(least, unit)}` : most === 0 ? "0" : `≤ ${number(most, unit)}`;
    const value = met === null ? "not measured" : number(values[measure.key], unit);
    return `     ${target.padStart(10)}  ${value.padStart(12)}  ${(met ? "met" : met === null ? "" : "NOT MET").padEnd(7)}  ${what}`;
  });
  const notes = values.notes ?? [];
  const shown = notes.slice(0, NOTES).map((note) => `                ${note}`);
  if (notes.length > NOTES) shown.push(`                … and ${notes.length - NOTES} more`);
  if (values.reason) shown.unshift(`                not measured: ${values.reason}`);
  return [`${id.padEnd(4)} ${text}`, ...rows, ...shown];
}
