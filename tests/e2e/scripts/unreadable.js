// Words whose colour is that of what is behind them.
const found = [];
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!/^rgba\(.*, 0\)$|^transparent$/.test(colour)) return colour;
  }
  return getComputedStyle(document.documentElement).colorScheme;
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
  const [ink, ground] = [getComputedStyle(element).color, behind(element)];
  if (ink === ground) found.push(`“${walker.currentNode.data.trim().slice(0, 40)}”: ${ink} on ${ground}`);
}
return found;
