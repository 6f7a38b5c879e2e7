// Two ways to work with the page: by the keyboard alone, and by the pointer. A hand can read everything of the page, and do
// nothing but what it is for, so that a test cannot cheat by accident.

/** What reads a page or a part of it and changes nothing. */
const READS = new Set([
  "getByRole", "getByText", "getByLabel", "locator", "first", "last", "nth", "filter", "and", "or", "all", "count", "waitFor", "innerText",
  "textContent", "allInnerTexts", "getAttribute", "inputValue", "isVisible", "isChecked", "boundingBox", "waitForFunction", "evaluate", "url",
]);

/** The page as somebody without a pointer has it: `keyboard`, and everything that only reads. */
export function keyboardOnly(page) {
  return guarded(page, new Set([...READS, "keyboard"]), "the keyboard alone");
}

/** The page as somebody without a keyboard has it: clicks, drags, and everything that only reads. */
export function pointerOnly(page) {
  return guarded(page, new Set([...READS, "mouse", "click", "dblclick", "hover", "selectOption"]), "the pointer alone");
}

function guarded(target, allowed, whose) {
  return new Proxy(target, {
    get(object, name) {
      const value = object[name];
      if (typeof name === "symbol" || name.startsWith("_") || name === "then") return value;
      if (name === "keyboard" || name === "mouse") {
        if (allowed.has(name)) return value;
        throw new Error(`${name} is not there for ${whose}`);
      }
      if (typeof value !== "function") return value;
      if (!allowed.has(name) && name !== "constructor" && name !== "toString") throw new Error(`${name} is not there for ${whose}`);
      return (...given) => {
        const result = value.apply(object, given);
        return isLocator(result) ? guarded(result, allowed, whose) : result;
      };
    },
  });
}

const isLocator = (value) => typeof value?.waitFor === "function" && typeof value?.nth === "function";

/** Presses Tab until the keyboard is on what a role and a name say; fails when it comes round without having met it. */
export async function tabTo(page, role, name, { back = false } = {}) {
  const wanted = page.getByRole(role, { name, exact: typeof name === "string" });
  for (let presses = 0; presses < 150; presses += 1) {
    const found = await wanted.first().evaluate((element) => element === document.activeElement, null, { timeout: 5000 });
    if (found) return;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  throw new Error(`Tab does not reach ${role} ${name}`);
}

/** Goes to something by Tab and presses a key on it. */
export async function pressOn(page, role, name, key = "Enter", options = {}) {
  await tabTo(page, role, name, options);
  await page.keyboard.press(key);
}
