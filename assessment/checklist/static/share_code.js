// The share code of a sheet: the same text as share_code in exchange/share_code.py makes, where
// its form is explained (and what it guards against, in code_numbers.py).

const ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";
const PRIME = 1073741789n;

function shareCode(plan, sheet) {
  const head = `BERMAKNA-${plan.standard}-${plan.version.replaceAll(".", "-")}`.toUpperCase();
  let number = fold(sheet.sheet);
  let room = PRIME * PRIME;
  for (const { id, levels, not_applicable, confidential } of plan.items) {
    const states = [null, "unknown", ...(not_applicable ? ["not_applicable"] : []), ...levels];
    const count = BigInt(states.length);
    const choice = confidential ? null : sheet.answers[id]?.choice;
    number = number * count + BigInt(states.indexOf(choice ?? null));
    room *= count;
  }
  number = number * PRIME + fold(head);
  let code = head;
  for (let place = 0; room > 1n; place++) {
    const radix = place % 5 ? 32n : 22n;
    code += (place % 5 ? "" : "-") + ALPHABET[number % radix];
    number /= radix;
    room = (room + radix - 1n) / radix;
  }
  return code;
}

function fold(text) {
  let number = 0n;
  for (const letter of text) number = (number * 0x110000n + BigInt(letter.codePointAt(0))) % PRIME;
  return number;
}
