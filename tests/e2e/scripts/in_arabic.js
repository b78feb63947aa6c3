// Puts Arabic letters in place of all others.
document.documentElement.lang = "ar";
for (const at of document.querySelectorAll("[lang]:not(html)")) at.lang = "ar";
const letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي";
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  if (node.parentElement.closest("script, style")) continue;
  node.data = node.data.replace(/\p{L}/gu, (letter) => letters[letter.codePointAt(0) % letters.length]);
}
