// The key of an Indonesian word: the same as search_key in stemming.py, for the query.
// Prefixes and suffixes go while more than two vowels are left, as in Snowball's stemmer.

function Stemmer() {
  const SYNONYMS = {/* SYNONYMS */};
  const ENOUGH = 2;

  this.stemWord = (word) => {
    let stem = Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : word;
    for (let shorter = shorten(stem); shorter !== stem; shorter = shorten(stem)) stem = shorter;
    if (stem.length > 4) stem = stem.replace(/i$/, "");
    return stem.length > 3 ? stem.replace(/^[kpstn](?=[aeiou])/, "") : stem;
  };

  // `left` counts the syllables that may still be lost; `prefix` says which kind has gone.
  function shorten(text) {
    const word = { text, start: 0, left: (text.match(/[aeiou]/g) ?? []).length, prefix: 0 };
    for (const ending of [/(kah|lah|pun)$/, /(nya|ku|mu)$/]) {
      if (word.left <= ENOUGH) return word.text;
      cut(word, ending, "");
    }
    if (word.left <= ENOUGH) return word.text;
    if (cutFirstPrefix(word)) {
      if (word.left > ENOUGH && cutSuffix(word) && word.left > ENOUGH) cutSecondPrefix(word);
    } else {
      cutSecondPrefix(word);
      if (word.left > ENOUGH) cutSuffix(word);
    }
    return word.text;
  }

  function cut(word, pattern, instead) {
    if (!pattern.test(word.text)) return false;
    word.text = word.text.replace(pattern, instead);
    word.left -= 1;
    return true;
  }

  function cutFirstPrefix(word) {
    const found = /^(meng|mem|men|me|peng|pem|pen|di|ke|ter)/.exec(word.text)?.[1];
    if (!found) return false;
    word.prefix = ["ke", "peng", "pem", "pen"].includes(found) ? 3 : 1;
    if (found.endsWith("n") && /^.{3}y[aeiou]/.test(word.text)) return swallow(word, 4, "s");
    if (found.endsWith("m") && /^.{3}[aeiou]/.test(word.text)) return swallow(word, 3, "p");
    return swallow(word, found.length, "");
  }

  // A nasal takes the place of the consonant that it swallowed: menyapa, sapa.
  function swallow(word, length, consonant) {
    word.text = consonant + word.text.slice(length);
    word.start = consonant.length;
    word.left -= 1;
    return true;
  }

  function cutSecondPrefix(word) {
    const head = word.text.slice(0, word.start);
    const rest = word.text.slice(word.start);
    const found = /^(?:(p)e(?:r|l(?=ajar))?|(b)e(?:r|l(?=ajar)|(?=[^aeiou]er)))/.exec(rest);
    if (!found) return;
    if (found[2]) word.prefix = 4;
    else if (found[0] !== "pel") word.prefix = 2;
    word.text = head + rest.slice(found[0].length);
    word.left -= 1;
  }

  function cutSuffix(word) {
    const head = word.text.slice(0, word.start);
    const rest = { text: word.text.slice(word.start), left: word.left };
    if (!cut(rest, suffixOf(rest.text, word.prefix), "")) return false;
    word.text = head + rest.text;
    word.left = rest.left;
    return true;
  }

  function suffixOf(text, prefix) {
    if (text.endsWith("i")) return prefix > 2 ? /$^/ : /(?<!s)i$/;
    if (prefix === 2 || prefix === 3) return /an$/;
    return prefix === 1 ? /kan$/ : /k?an$/;
  }
}
